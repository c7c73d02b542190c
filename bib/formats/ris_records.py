"""RIS cut into records of tagged lines, however loosely it is written.

A record starts with `TY` and ends before the next one, blank lines and all, so that the records of
a file put together are the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bib.problems import Doubt

_KNOWN = (
    "TY|ER|AU|A[1-4]|ED|T[I1-3]|CT|BT|J[AFO12]|TA|PY|Y[12]|DA|VL|I[SDP]|CP|SP|EP|N[12V]|AB|KW|DO|M[123]"
    "|UR|L[1-4K]|SN|PB|CY|PP|ET|LA|ST|AN|DB|DP|AD|RP|RN|C[1-8AN]|U[1-5]|SE|SV|LB|OP|RI|TT|AV|CR|NO"
)
_START = r"[\ufeff \t]{0,3}"
_TAG = re.compile(
    rf"{_START}(?:([A-Z][A-Z0-9]) {{2,4}}[-–—][ \t]?|((?i:{_KNOWN})) {{2}}[-–—][ \t]?"
    rf"|((?:{_KNOWN})) [-–—][ \t]?|(TY) ?[-–—](?=[ \t]?[A-Z]{{3,6}}\s*$)|(ER) ?[-–—](?=\s*$))"
)
# Where even `TY` stands so, the other tags do as well; elsewhere this is a wrapped line.
_CRAMPED_TAG = re.compile(rf"{_START}({_KNOWN})[-–—][ \t]?")
_START_OF_RECORD = re.compile(r"^(?=TY  - )", re.MULTILINE)
_PLAIN_LINE = re.compile(r"^([A-Z][A-Z0-9])  -(?: ([^\r\n]*))?", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FOUR_LETTERS = re.compile(r"^[A-Z][A-Z0-9]{3} {0,2}- ", re.MULTILINE)
_END_AND_START = re.compile(r"(?<=-)[ \t]*(?=TY {1,3}-)")
_ENDINGS_ONLY = re.compile(r"[\s,.;]*")


@dataclass(slots=True)
class RawRecord:
    """One record: its line, its text, and each tag with the lines of its value.

    What has no tag at all (a heading that a database puts on top) is one with `tags` empty.
    """

    line: int
    pieces: list[str] = field(default_factory=list)
    tags: list[tuple[str, list[str]]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    is_closed: bool = False
    is_cramped: bool = False

    @property
    def raw(self) -> str:
        """The text of the record as it stands."""
        return "".join(self.pieces)


def has_tags_of_four_letters(text: str) -> bool:
    """Whether the text is tagged, but as no RIS file is."""
    return len(_FOUR_LETTERS.findall(text[:100_000])) >= 3


def split_records(text: str) -> Iterator[RawRecord]:
    """The records in their order; together they are the whole text, but for blank lines on top."""
    number = 1
    odd: list[str] = []
    for piece in _START_OF_RECORD.split(text):
        tags = _plain_tags(piece)
        if tags is None:
            odd.append(piece)
            continue
        if odd:
            yield from _split_odd_records("".join(odd), number)
            number += sum(part.count("\n") for part in odd)
            odd.clear()
        yield RawRecord(line=number, pieces=[piece], tags=tags, is_closed=True)
        number += piece.count("\n")
    if odd:
        yield from _split_odd_records("".join(odd), number)


def _plain_tags(piece: str) -> list[tuple[str, list[str]]] | None:
    """The tags of a record that stands exactly as the rule has it, which most do; else nothing."""
    found = _PLAIN_LINE.findall(piece)
    if (
        len(found) < 2
        or found[-1][0] != "ER"
        or len(found) != piece.rstrip().count("\n") + 1
        or not _ENDINGS_ONLY.fullmatch(found[-1][1])
        or piece.count("\nER  -") != 1
        or ("\r" in piece and piece.count("\r") != piece.count("\r\n"))
    ):
        return None
    found.pop()
    return [(tag, [value]) for tag, value in found]


def _split_odd_records(text: str, first_line: int) -> Iterator[RawRecord]:
    record: RawRecord | None = None
    for number, line in _lines(text, first_line):
        found = _TAG.match(line)
        if found is None and record and record.is_cramped:
            found = _CRAMPED_TAG.match(line)
        tag = found[found.lastindex].upper() if found and found.lastindex else ""
        value = line[found.end() :].strip() if found else line.strip()
        if tag == "ER" and not _ENDINGS_ONLY.fullmatch(value) and "ER  " not in line:
            tag, value = "", line.strip()  # “ER - positive”: a wrapped line, no tag
        if record is None or _starts_anew(record, tag, value):
            if record:
                yield _completed(record)
            if record is None and not value and not tag:
                continue
            record = RawRecord(line=number, is_cramped=line.lstrip("\ufeff \t").startswith("TY-"))
        record.pieces.append(line)
        _add(record, tag, value)
    if record:
        yield _completed(record)


def _lines(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Each line with its number, its end included; records glued on one line are taken apart."""
    for number, found in enumerate(_LINE.finditer(text), start=first_line):
        line = found[0]
        if line.startswith("ER") and (glued := _END_AND_START.search(line)):
            yield number, line[: glued.end()]
            yield number, line[glued.end() :]
        else:
            yield number, line


def _starts_anew(record: RawRecord, tag: str, value: str) -> bool:
    if tag == "TY":
        return True
    if not record.tags:
        return bool(tag)  # a record without TY after a heading
    return record.is_closed and bool(tag or value)


def _add(record: RawRecord, tag: str, value: str) -> None:
    if tag == "ER":
        record.is_closed = True
        if not record.tags:
            record.tags.append((tag, [value]))
    elif tag:
        record.tags.append((tag, [value]))
    elif value and record.tags and not record.is_closed:
        record.tags[-1][1].append(value)


def _completed(record: RawRecord) -> RawRecord:
    if record.tags:
        if record.tags[0][0] != "TY":
            message = "The record does not start with a line “TY  - ”; its type is guessed."
            record.doubts.append(Doubt(code="missing-type", message=message))
        if not record.is_closed:
            message = "The record does not end with a line “ER  - ”."
            record.doubts.append(Doubt(code="missing-end", message=message))
    return record
