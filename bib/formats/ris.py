"""RIS, read as Web of Science, Scopus, EBSCO and PsycINFO write it, and written to its rule.

Web of Science's own tags are read as well. An annotation goes to `N1`. A tag that BibTeX has no
name for is kept as a field such as `ris-c1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bib.blocks import LooseBlock, LooseKind
from bib.errors import NotABibliographyError
from bib.formats.reading import Reading
from bib.formats.records import Collecting
from bib.formats.ris_fields import record_from_tags
from bib.formats.ris_records import RawRecord, has_tags_of_four_letters, split_records
from bib.formats.ris_tags import tags_from_work
from bib.formats.tagged_writing import TaggedFormat, Tags, write_tagged
from bib.formats.web_of_science import is_web_of_science, read_web_of_science
from bib.formats.writing import Writing
from bib.problems import Doubt
from bib.works import Work

_END = re.compile(r"^[\ufeff \t]{0,3}[Ee][Rr] {0,4}[-–—][^\r\n]*", re.MULTILINE)
_KEY = re.compile(r"^[ \t]{0,3}ID {1,4}-[ \t]?([^\r\n]*)", re.MULTILINE | re.IGNORECASE)


def read_ris(text: str, *, file: str) -> Reading:
    """Read all records of a text; `file` is only named in problems."""
    text = text.removeprefix("\ufeff")
    if is_web_of_science(text):
        return read_web_of_science(text, file=file).reading()
    collecting = Collecting(file=file, block_format="ris")
    has_records = False
    for record in split_records(text):
        has_records = has_records or bool(record.tags)
        _collect(record, collecting)
    if collecting.entries and not has_records:
        raise NotABibliographyError(file, "RIS", _why_none(text))
    return collecting.reading()


def write_ris(
    items: Iterable[Work | LooseBlock], *, with_annotations: Mapping[str, str] | None = None
) -> Writing:
    """The items as RIS, an untouched work byte for byte; annotations are plain text by citekey."""
    return write_tagged(items, with_annotations or {}, _FORMAT)


def _collect(record: RawRecord, collecting: Collecting) -> None:
    if not record.tags:
        block = LooseBlock(kind=LooseKind.TEXT, text=record.raw.strip())
        collecting.keep(record.line, block)
        return
    key, type_, fields, is_known = record_from_tags(record.tags)
    if not fields:
        message = "There is nothing in the record but its type; it was not taken."
        collecting.refuse(record.line, record.raw, "empty-record", message)
        return
    doubts = list(record.doubts)
    if not is_known and record.tags[0][0] == "TY":
        stated = record.tags[0][1][0]
        message = f"“{stated[:40]}” is no type of RIS; the work is taken for “{type_}”."
        doubts.append(Doubt(code="unknown-type", message=message))
    collecting.take(
        line=record.line, raw=record.raw, key=key, type=type_, fields=fields, doubts=doubts
    )


def _why_none(text: str) -> str:
    if has_tags_of_four_letters(text):
        return "its tags have four letters, those of RIS have two, such as “TY  - JOUR”"
    return "no line in it starts a record such as “TY  - JOUR”"


def _is_heading(block: LooseBlock) -> bool:
    return block.kind is LooseKind.TEXT and not any(
        record.tags for record in split_records(block.text)
    )


def _annotated(block: str, annotation: str) -> str:
    """The block with one more note before its end and nothing else changed."""
    newline = "\r\n" if "\r\n" in block else "\n"
    line = f"N1  - {annotation}{newline}"
    ends = [*_END.finditer(block)]
    if ends:
        place = ends[-1].start()
        return block[:place] + line + block[place:]
    return block.rstrip() + newline + line


def _read(tags: Tags) -> tuple[str, str, dict[str, str]]:
    return record_from_tags((tag, [value]) for tag, value in tags)[:3]


def _lines(tags: Tags) -> str:
    return "".join([*(f"{tag}  - {value}\n" for tag, value in tags), "ER  - \n\n"])


_FORMAT = TaggedFormat(
    name="ris",
    title="RIS",
    stated_key=_KEY,
    note="N1",
    annotated=_annotated,
    tags=tags_from_work,
    read=_read,
    lines=_lines,
    heading=_is_heading,
)
