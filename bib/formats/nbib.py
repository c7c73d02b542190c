"""MEDLINE as PubMed writes it (`.nbib`), read and written.

A citekey, for which MEDLINE has no tag, stands in `OID`; an annotation goes to `GN`. What BibTeX
has no name for is kept as a field such as `nbib-mh`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bib.blocks import LooseBlock, LooseKind
from bib.errors import NotABibliographyError
from bib.formats.nbib_fields import record_from_tags, tags_from_work
from bib.formats.reading import Reading
from bib.formats.records import Collecting
from bib.formats.tagged_writing import TaggedFormat, Tags, write_tagged
from bib.formats.writing import Writing
from bib.works import Work

_START_OF_RECORD = re.compile(r"^(?=[\ufeff \t]{0,2}PMID ?-(?:\s|\d))", re.MULTILINE)
_TAG = re.compile(r"[\ufeff \t]{0,2}([A-Z][A-Z0-9]{1,3}) {0,3}- ?")
_LINE = re.compile(r"[^\r\n]+")
_KEY = re.compile(r"^OID {0,2}- ?citekey ([^\r\n]*)", re.MULTILINE)
_WIDTH = 88


def read_nbib(text: str, *, file: str) -> Reading:
    """Read all records of a text; `file` is only named in problems."""
    pieces = _START_OF_RECORD.split(text.removeprefix("\ufeff"))
    if text.strip() and len(pieces) == 1 and not _START_OF_RECORD.match(pieces[0]):
        why = "no line in it starts a record such as “PMID- 12345678”"
        raise NotABibliographyError(file, "MEDLINE", why)
    collecting = Collecting(file=file, block_format="nbib")
    line = 1
    for piece in pieces:
        if piece.strip():
            _collect(piece, line, collecting)
        line += piece.count("\n") or piece.count("\r")
    return collecting.reading()


def write_nbib(
    items: Iterable[Work | LooseBlock], *, with_annotations: Mapping[str, str] | None = None
) -> Writing:
    """The items as MEDLINE, an untouched work byte for byte; annotations are text by citekey."""
    return write_tagged(items, with_annotations or {}, _FORMAT)


def _collect(piece: str, line: int, collecting: Collecting) -> None:
    tags = _tags(piece)
    if not tags:
        block = LooseBlock(kind=LooseKind.TEXT, text=piece.strip())
        collecting.keep(line, block)
        return
    key, type_, fields = record_from_tags(tags)
    if fields.keys() <= {"pmid"}:
        message = "There is nothing in the record but its number; it was not taken."
        collecting.refuse(line, piece, "empty-record", message)
        return
    collecting.take(line=line, raw=piece, key=key, type=type_, fields=fields)


def _tags(piece: str) -> list[tuple[str, str]]:
    """Each tag with its value on one line."""
    lines: list[tuple[str, list[str]]] = []
    for found in _LINE.finditer(piece):
        line = found[0]
        if tag := _TAG.match(line):
            lines.append((tag[1], [line[tag.end() :].strip()]))
        elif lines and line.strip():
            lines[-1][1].append(line.strip())
    return [(tag, " ".join(values)) for tag, values in lines]


def _annotated(block: str, annotation: str) -> str:
    """The block with one more note at its end and nothing else changed."""
    newline = "\r\n" if "\r\n" in block else "\n"
    body = block.rstrip()
    return body + newline + _line("GN", annotation, newline) + (block[len(body) :] or newline)


def _tags_of(work: Work) -> Tags:
    tags = tags_from_work(work)
    return tags if tags and tags[0][0] == "PMID" else [("PMID", ""), *tags]


def _lines(tags: Tags) -> str:
    return "".join(_line(tag, value, "\n") + "\n" for tag, value in tags) + "\n"


def _line(tag: str, value: str, newline: str) -> str:
    """A tagged line, wrapped at its blanks as PubMed does."""
    lines, line = [], f"{tag:<4}-"
    for word in value.split(" "):
        if len(line) + len(word) >= _WIDTH and line.strip() and len(line) > 6:
            lines.append(line)
            line = "     "
        line += f" {word}"
    return newline.join([*lines, line])


_FORMAT = TaggedFormat(
    name="nbib",
    title="MEDLINE",
    stated_key=_KEY,
    note="GN",
    annotated=_annotated,
    tags=_tags_of,
    read=record_from_tags,
    lines=_lines,
)
