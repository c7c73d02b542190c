"""Files of Web of Science in its own tags (`FN`, `PT` … `ER`), read as a variant of RIS.

The tags that RIS has under another name are renamed and read as RIS; the others, such as the cited
references, are kept as fields like `wos-cr`. Such files are not written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bib.blocks import LooseBlock, LooseKind
from bib.formats.records import Collecting
from bib.formats.ris_fields import record_from_tags
from bib.latex import latex_from_text
from bib.problems import Doubt

NAME = "web-of-science"
PREFIX = "wos-"

_START = re.compile(r"^PT [A-Z][ \t]*\r?$", re.MULTILINE)
_START_OF_RIS = re.compile(r"^[ \t]{0,3}TY {1,4}-", re.MULTILINE | re.IGNORECASE)
_END = re.compile(r"^ER[ \t]*\r?(?:\n|\Z)", re.MULTILINE)
_FRAME = re.compile(r"(?:FN|VR|EF)(?: .*)?")
_TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*))?")
_LINE = re.compile(r"[^\r\n]+")
_LONGEST_HEAD = 100_000
_TYPES = {"J": "JOUR", "B": "BOOK", "C": "CPAPER", "P": "PAT"}
_CHAPTER, _MEETING = "CHAP", "CPAPER"

# Each tag as RIS has it. Of several for one thing, the first that a record has.
_RENAMED = (
    ("AU", ("AF", "AU", "BF", "BA")), ("AU", ("CA", "GP")), ("ED", ("BE",)), ("TI", ("TI",)),
    ("T2", ("SO",)), ("T3", ("SE",)), ("J2", ("JI", "J9")), ("LA", ("LA",)), ("AB", ("AB",)),
    ("PB", ("PU",)), ("CY", ("PI",)), ("PY", ("PY",)), ("VL", ("VL",)), ("IS", ("IS",)),
    ("SP", ("BP",)), ("EP", ("EP",)), ("C7", ("AR",)), ("DO", ("DI",)),
)  # fmt: skip
_NUMBERS = ("SN", "EI", "BN")
_EACH_LINE = {"AF", "AU", "BF", "BA", "CA", "GP", "BE", "CR", "C1"}
# What says only again, shorter, what another tag says.
_SHORTER = {"AF": ("AU",), "BF": ("BA",), "JI": ("J9",)}


def is_web_of_science(text: str) -> bool:
    """Whether the first record is tagged as Web of Science does it."""
    first = _START.search(text, 0, _LONGEST_HEAD)
    return first is not None and not _START_OF_RIS.search(text, 0, first.start())


def read_web_of_science(text: str, *, file: str) -> Collecting:
    """All records of a text."""
    collecting = Collecting(file=file, block_format=NAME)
    starts = [match.start() for match in _START.finditer(text)]
    _keep_between(text[: starts[0]], 1, collecting)
    line = text.count("\n", 0, starts[0]) + 1
    for start, following in pairwise([*starts, len(text)]):
        end = _END.search(text, start, following)
        stop = end.end() if end else following
        _collect(text[start:stop], line, collecting, is_closed=end is not None)
        _keep_between(text[stop:following], line + text.count("\n", start, stop), collecting)
        line += text.count("\n", start, following)
    return collecting


def _collect(raw: str, line: int, collecting: Collecting, *, is_closed: bool) -> None:
    type_, fields = _record(raw)
    if not fields:
        message = "There is nothing in the record but its type; it was not taken."
        collecting.refuse(line, raw, "empty-record", message)
        return
    doubts = []
    if not is_closed:
        message = "The record does not end with a line “ER”."
        doubts.append(Doubt(code="missing-end", message=message))
    collecting.take(line=line, raw=raw, key="", type=type_, fields=fields, doubts=doubts)


def _keep_between(text: str, line: int, collecting: Collecting) -> None:
    """Keep text between records, but for the lines that frame a file."""
    for number, found in enumerate(text.splitlines(), line):
        if (plain := found.strip()) and not _FRAME.fullmatch(plain):
            collecting.keep(number, LooseBlock(kind=LooseKind.TEXT, text=plain))


def _record(raw: str) -> tuple[str, dict[str, str]]:
    left = _tags(raw)
    tags = [("TY", [_type(left)])]
    tags += _renamed(left)
    _, type_, fields, _ = record_from_tags(tags)
    events = (("eventtitle", "CT"), ("venue", "CL"))
    for name, tag in events:
        if tag in left:
            fields[name] = latex_from_text(" ".join(left.pop(tag)))
    for tag, lines in left.items():
        fields[PREFIX + tag.lower()] = latex_from_text(
            ("\n" if tag in _EACH_LINE else " ").join(lines)
        )
    return type_, fields


def _tags(raw: str) -> dict[str, list[str]]:
    """Each tag with the lines of its value."""
    tags: dict[str, list[str]] = {}
    lines: list[str] = []
    for found in _LINE.finditer(raw):
        if tag := _TAG.fullmatch(found[0].rstrip()):
            lines = tags.setdefault(tag[1], [])
            value = tag[2] or ""
        else:
            value = found[0]
        if value.strip():
            lines.append(" ".join(value.split()))
    return {tag: lines for tag, lines in tags.items() if lines and tag != "ER"}


def _type(left: dict[str, list[str]]) -> str:
    stated = left.pop("PT", [""])[0]
    document = " ".join(left.get("DT", ())).casefold()
    if stated == "J":
        if document == "article":
            del left["DT"]
        return "JOUR"
    if "CT" in left or "proceedings" in document:
        return _MEETING
    has_own_title = left.get("TI") != left.get("SO") and "SO" in left
    if stated in {"B", "S"} and "TI" in left and has_own_title:
        return _CHAPTER
    return _TYPES.get(stated, "BOOK")


def _renamed(left: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for tag, others in _RENAMED:
        known = next((other for other in others if other in left), None)
        if known is None:
            continue
        lines = left.pop(known)
        for shorter in _SHORTER.get(known, ()):
            left.pop(shorter, None)
        if known in _EACH_LINE:
            yield from ((tag, [line]) for line in lines)
        else:
            yield tag, lines
    yield from (("SN", [text]) for tag in _NUMBERS for text in left.pop(tag, ()))
    if words := left.pop("DE", None):
        yield from (("KW", [word.strip()]) for word in " ".join(words).split(";"))
    if day := left.pop("PD", None):
        yield "DA", day
    if number := left.pop("PM", None):
        yield "AN", [f"PMID:{number[0]}"]
