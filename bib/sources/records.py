"""Records as services hold them: a work, the notices on it, and where and when this was learnt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bib.citekeys import citekey_for
from bib.dates import PartialDate
from bib.entries import work_from_fields
from bib.errors import InvalidDateError
from bib.formats.markup import latex_from_markup, plain_from_entities
from bib.formats.people import name_list
from bib.latex import latex_from_text
from bib.names import Name
from bib.standing import Standing
from bib.works import Work

_MARKED_UP = {"title", "subtitle", "booktitle", "journal"}
_LONGEST_FIELD = 20_000
# Control characters, and halves of surrogate pairs, which JSON can carry and no text can.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class NoticeKind(StrEnum):
    """What a notice says of a work."""

    RETRACTION = "retraction"
    PARTIAL_RETRACTION = "partial retraction"
    WITHDRAWAL = "withdrawal"
    REMOVAL = "removal"
    CONCERN = "expression of concern"
    CORRECTION = "correction"
    NEW_VERSION = "new version"
    PUBLISHED = "published version"
    REINSTATEMENT = "reinstatement"
    OTHER = "notice"


STANDING_OF = {
    NoticeKind.RETRACTION: Standing.RETRACTED,
    NoticeKind.PARTIAL_RETRACTION: Standing.RETRACTED,
    NoticeKind.WITHDRAWAL: Standing.RETRACTED,
    NoticeKind.REMOVAL: Standing.RETRACTED,
    NoticeKind.CONCERN: Standing.CONCERN,
    NoticeKind.CORRECTION: Standing.CORRECTED,
    NoticeKind.NEW_VERSION: Standing.SUPERSEDED,
    NoticeKind.PUBLISHED: Standing.SUPERSEDED,
    NoticeKind.REINSTATEMENT: Standing.CURRENT,
    NoticeKind.OTHER: Standing.CORRECTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One source's word on how a work stands.

    `notice` names where the notice itself is published, as `doi:10.1234/x`; `said` is what the
    source adds in its own words.
    """

    kind: NoticeKind
    source: str
    since: PartialDate | None = None
    notice: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecord:
    """A record of a source, as a work whose key is a proposal.

    `years` are all the years the source gives (online, in print); `venues` all names of where the
    work appeared, short ones too. `asked_on` is the day on which the source said so; `doubts` tell
    what of it could not be asked.
    """

    source: str
    work: Work
    asked_on: date
    years: frozenset[int] = frozenset()
    venues: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    doubts: tuple[str, ...] = ()


def found_work(type_: str, names: Mapping[str, list[Name]], fields: Mapping[str, object]) -> Work:
    """A work from plain values; what is empty is left out, and all of it is masked for LaTeX."""
    latex: dict[str, str] = {}
    for role, people in names.items():
        if people:
            latex[role] = name_list(people)[:_LONGEST_FIELD]
    for name, value in fields.items():
        plain = " ".join(str(value or "").split())[:_LONGEST_FIELD]
        if not plain:
            continue
        if name in _MARKED_UP:
            latex[name] = latex_from_markup(plain)
        elif name in {"doi", "url", "eprint"}:
            latex[name] = plain
        else:
            latex[name] = latex_from_text(plain_from_entities(plain))
    if pages := latex.get("pages"):
        latex["pages"] = _with_dashes(pages)
    read = work_from_fields(citekey_for((), None, ""), type_, latex)
    return work_from_fields(citekey_for(read.authors, read.year, read.title), type_, latex)


def date_fields(issued: PartialDate | None) -> dict[str, object]:
    """Year, month and day as BibTeX has them."""
    if issued is None:
        return {}
    return {"year": f"{issued.year:04d}", "month": issued.month, "day": issued.day}


def date_of(parts: Iterable[object]) -> PartialDate | None:
    """A date from year, month and day, as far as they are numbers that make sense."""
    numbers: list[int] = []
    for part in parts:
        if isinstance(part, int) or (isinstance(part, str) and part.isascii() and part.isdecimal()):
            numbers.append(int(part))
        else:
            break
    for length in range(min(len(numbers), 3), 0, -1):
        if not 1 <= numbers[0] <= 9999:
            return None
        try:
            return PartialDate(*numbers[:length])
        except InvalidDateError:
            continue
    return None


def day_of(text: object) -> PartialDate | None:
    """A date from the front of an ISO timestamp."""
    plain = text[:10] if isinstance(text, str) else ""
    return date_of(plain.split("-"))


# A service may answer with anything; these take from it what has the form it should have.


def text_of(value: object) -> str:
    """The text, or nothing where it is none; the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _UNSTORABLE.sub("", value).strip() if isinstance(value, str) else ""


def table_of(value: object) -> dict[str, Any]:
    """The JSON object, or an empty one."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Any]:
    """The JSON list, or an empty one."""
    return value if isinstance(value, list) else []


def tables_in(value: object) -> Iterator[dict[str, Any]]:
    """The JSON objects of a list."""
    return (each for each in list_of(value) if isinstance(each, dict))


def _with_dashes(pages: str) -> str:
    first, sign, last = pages.replace("\u2013", "-").replace("-{}", "-").partition("-")
    is_range = sign and first.isalnum() and last.lstrip("-").isalnum()
    return f"{first}--{last.lstrip('-')}" if is_range else pages
