"""Read bibliography files: bytes, encoding, format, blocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bib.encoding import decode
from bib.errors import NotABibliographyError
from bib.formats.bibtex import MAX_BYTES, looks_like_bibtex, read_bibtex
from bib.formats.reading import Reading
from tracker.errors import UnreadableFileError

_CHUNK = 1 << 20


def read_bibliography(path: Path) -> Reading:
    """All blocks of one file.

    A file that is too large or holds no block is refused before it is read whole. Raises
    `UnreadableFileError`, `NotABibliographyError`, `UnreadableTextError`.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            why = f"it has {size:,} bytes, and more than {MAX_BYTES:,} are not read"
            raise NotABibliographyError(str(path), "BibTeX", why)
        if size and not looks_like_bibtex(_chunks(path)):
            why = "no line in it starts a block such as “@article{key, …}”"
            raise NotABibliographyError(str(path), "BibTeX", why)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or str(error)) from error
    return read_bibtex(decode(data, path=str(path)).text, file=str(path))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
