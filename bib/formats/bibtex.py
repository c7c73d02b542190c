"""BibTeX and biblatex, read and written; the one home of bibtexparser, any version from 1.4.

The versions differ in what they lose: comments, preambles, line breaks in values, entries with a
missing comma, all after an unclosed brace. So none sees the file: our splitter cuts it into blocks,
each value is put aside, and the library reads what is left, lists of fields such as
`title=0,year=1`. Entries with the same list are read once, which is also what makes it fast.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping

from bib.blocks import LooseBlock
from bib.errors import NotABibliographyError
from bib.formats.bibtex_blocks import FieldList, parse_blocks
from bib.formats.bibtex_reading import reading_of
from bib.formats.bibtex_writing import Dialect, write_items
from bib.formats.reading import Reading
from bib.formats.splitter import RawKind, split_blocks
from bib.formats.writing import Writing
from bib.works import Work

with warnings.catch_warnings():
    # Version 1.4 calls its own parser library by names that were since deprecated.
    warnings.simplefilter("ignore", DeprecationWarning)
    import bibtexparser

# No bibliography is larger; what is should be cut into several.
MAX_BYTES = 512 * 1024 * 1024

_START_OF_BLOCK = re.compile(
    rb"@[ \t]*+[A-Za-z][^\s{}(),=\"#%@]{0,60}+[ \t]{0,60}+\r?\n?[ \t]{0,60}+[{(]"
)
_LONGEST_START = 256
_BATCH = 500


def looks_like_bibtex(chunks: Iterable[bytes]) -> bool:
    """Whether a block starts anywhere in a file read piece by piece, in whatever encoding."""
    before = b""
    for chunk in chunks:
        plain = before + chunk.replace(b"\0", b"")
        if _START_OF_BLOCK.search(plain):
            return True
        before = plain[-_LONGEST_START:]
    return False


def read_bibtex(text: str, *, file: str) -> Reading:
    """Read all blocks of a text; `file` is only named in problems.

    Free text alone is no bibliography and is refused; no text at all is an empty one.
    """
    blocks = split_blocks(text.removeprefix("\ufeff"))
    if blocks and all(block.kind is RawKind.TEXT for block in blocks):
        why = "no line in it starts a block such as “@article{key, …}”"
        raise NotABibliographyError(file, "BibTeX", why)
    return reading_of(parse_blocks(blocks, _read_lists), file=file)


def write_bibtex(
    items: Iterable[Work | LooseBlock],
    *,
    with_annotations: Mapping[str, str] | None = None,
    dialect: Dialect = "bibtex",
) -> Writing:
    """The items as BibTeX, an untouched work byte for byte; annotations are plain text by citekey.

    An annotation goes to `annote` (BibTeX) or `annotation` (biblatex).
    """
    return write_items(
        list(items), read_lists=_read_lists, annotations=with_annotations or {}, dialect=dialect
    )


def write_biblatex(
    items: Iterable[Work | LooseBlock], *, with_annotations: Mapping[str, str] | None = None
) -> Writing:
    """The items as biblatex; see `write_bibtex`."""
    return write_bibtex(items, with_annotations=with_annotations, dialect="biblatex")


def _read_lists(lists: Collection[str]) -> dict[str, FieldList]:
    distinct = sorted({*lists} - {""})
    read: dict[str, FieldList] = {"": ()}
    for start in range(0, len(distinct), _BATCH):
        batch = distinct[start : start + _BATCH]
        text = "\n".join(f"@entry{{{place},{fields}}}" for place, fields in enumerate(batch))
        for place, fields in _read_by_library(text):
            read[batch[place]] = fields
    return read


def _read_by_library(text: str) -> Iterator[tuple[int, FieldList]]:
    """Each entry's key, which is a number, and its fields in their order."""
    if hasattr(bibtexparser, "parse_string"):
        for entry in bibtexparser.parse_string(text, parse_stack=[]).entries:
            yield int(entry.key), [(field.key, field.value) for field in entry.fields]
        return
    parser = bibtexparser.bparser.BibTexParser(
        ignore_nonstandard_types=False, interpolate_strings=False, common_strings=False
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        entries = parser.parse(text).entries
    for entry in entries:
        place = int(entry.pop("ID"))
        del entry["ENTRYTYPE"]
        yield place, [*reversed(entry.items())]
