"""Read bibliography files: bytes, encoding, format, blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from bib.encoding import Decoded, decode
from bib.errors import NotABibliographyError
from bib.formats import Format, named, recognise
from bib.formats.bibtex import MAX_BYTES, looks_like_bibtex
from bib.formats.reading import Reading
from bib.problems import Problem
from tracker.errors import UnreadableFileError

_CHUNK = 1 << 20
_NOTHING_FOUND = (
    "no line in it starts a block such as “@article{key, …}”, or a record of any other format"
)


def read_bibliography(path: Path, *, format_name: str | None = None) -> Reading:
    """All blocks of one file, in the format named or else in the one its text shows.

    A file that is too large or holds no block is refused before it is read whole. Raises
    `UnreadableFileError`, `NotABibliographyError`, `UnreadableTextError`.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            why = f"it has {size:,} bytes, and more than {MAX_BYTES:,} are not read"
            raise NotABibliographyError(str(path), _wanted(path), why)
        if size and not format_name and not _looks_like_any(path):
            raise NotABibliographyError(str(path), _wanted(path), _NOTHING_FOUND)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or str(error)) from error
    decoded = decode(data, path=str(path))
    text = decoded.text
    known = named(format_name) if format_name else recognise(text, path=str(path))
    if known is None and text.strip():
        raise NotABibliographyError(str(path), _wanted(path), _NOTHING_FOUND)
    reading = _read(known, text, path) if known else Reading()
    if decoded.is_guessed and reading.blocks:
        return replace(reading, problems=(_guess(path, decoded), *reading.problems))
    return reading


def _guess(path: Path, decoded: Decoded) -> Problem:
    message = (
        f"The file is not in UTF-8 and does not say in which encoding it is; it was read as "
        f"{decoded.encoding}. If letters look wrong, save it as UTF-8 and import it again."
    )
    return Problem(file=str(path), line=1, code="encoding-guessed", message=message)


def _read(known: Format, text: str, path: Path) -> Reading:
    reading: Reading = getattr(import_module(known.module), known.reader)(text, file=str(path))
    return reading


def _wanted(path: Path) -> str:
    by_ending = recognise("", path=str(path))
    return by_ending.title if by_ending else "bibliography"


def _looks_like_any(path: Path) -> bool:
    """Whether a record of some format starts in the first piece, or a BibTeX block anywhere."""
    head = next(_chunks(path), b"").replace(b"\0", b"").decode("utf-8", "replace")
    if head.strip() and recognise(head, path=str(path)):
        return True
    return looks_like_bibtex(_chunks(path))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
