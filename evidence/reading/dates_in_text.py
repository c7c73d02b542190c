"""Years, dates and periods as they are written in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bib.dates import PartialDate
from bib.errors import InvalidDateError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
_TO = r"\s*(?:[–—-]|to|until|till|through|and)\s*"
_PART = r"(?:(?:early|mid|late|the\s+end\s+of|the\s+beginning\s+of)[\s-]+)?"
_DATE = rf"""(?:{_MONTH}\s+(?:(?P<day{{0}}>{_DAY}),?\s+)?(?P<year{{0}}>{_YEAR})
    |(?P<dayfirst{{0}}>{_DAY})\s+(?:of\s+)?{_MONTH.replace("month{0}", "monthsecond{0}")},?\s+
      (?P<yearlast{{0}}>{_YEAR})
    |(?P<iso{{0}}>{_YEAR}-(?:0\d|1[0-2])(?:-[0-3]\d)?)(?![\d-])
    |(?P<bare{{0}}>{_YEAR}))"""
_PERIOD = re.compile(
    rf"""(?<![\w.,$€£/-])(?:
    (?P<decade>{_PART}(?:the\s+)?(?:1[5-9]|20)\d0)s\b
  | (?:between|from)\s+{_PART}{_DATE.format("_a")}{_TO}{_PART}{_DATE.format("_b")}
  | (?P<hyphened>{_YEAR})\s?[–—-]\s?(?P<short>{_YEAR}|\d\d)(?![\d,]|[.]\d)
  | (?:ever\s+)?(?P<since>since|after)\s+{_PART}{_DATE.format("_c")}
  | (?P<until>until|till|before|by|up\s+to)\s+{_PART}{_DATE.format("_d")}
  | (?P<in>(?:in|on|as\s+of|during|of|at|around|circa)\s+)?{_PART}{_DATE.format("_e")}
    )(?![\w%‰]|[,.]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# What stands before four digits that are a number of things and not a year.
_COUNTED = re.compile(
    r"(?:\b(?:over|about|around|some|nearly|almost|roughly|approximately|than|least|most|total\s+of"
    r"|under|exactly|only|estimated|circa|these|those|all)|[~<>≈=])\s*$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\s+(?:[a-z][\w-]*\s+){0,2}?(?:[a-z][\w-]*[^s\W]s|people|women|men|children)\b"
)
_IN = re.compile(
    r"\b(?:in|since|from|by|until|during|of|for|to|and|between|the|before|after)\s+$", re.IGNORECASE
)


class DateKind(StrEnum):
    """Whether a year, a month or day, or a stretch of time is stated."""

    YEAR = "year"
    DATE = "date"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A statement of time: a point in `since` (as `until`), or a period open at one end."""

    start: int
    end: int
    kind: DateKind
    since: PartialDate | None
    until: PartialDate | None


def find_dates(text: str) -> list[FoundDate]:
    """Every year, date and period; four digits before a plural noun are a count and left alone."""
    found = (_found(match) for match in _PERIOD.finditer(text))
    return [each for each in found if each is not None]


def _found(match: re.Match[str]) -> FoundDate | None:
    try:
        if match["decade"]:
            year = int(match["decade"][-4:])
            return _period(match, PartialDate(year), PartialDate(year + 9))
        if match["hyphened"]:
            return _hyphened(match)
        if first := _date(match, "_a"):
            return _period(match, first, _date(match, "_b"))
        if match["since"]:
            return _period(match, _date(match, "_c"), None)
        if match["until"]:
            return _period(match, None, _date(match, "_d"))
        return _point(match)
    except InvalidDateError:
        return None


def _hyphened(match: re.Match[str]) -> FoundDate | None:
    first, short = match["hyphened"], match["short"]
    last = short if len(short) == 4 else first[:2] + short
    if int(last) <= int(first):
        return None
    return _period(match, PartialDate(int(first)), PartialDate(int(last)))


def _point(match: re.Match[str]) -> FoundDate | None:
    at = _date(match, "_e")
    if at is None or (match["bare_e"] and _is_count(match)):
        return None
    kind = DateKind.YEAR if at.month is None else DateKind.DATE
    return FoundDate(start=match.start(), end=match.end(), kind=kind, since=at, until=at)


def _is_count(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start("bare_e")], match.string[match.end() :]
    if _COUNTED.search(before):
        return True
    return bool(_PLURAL.match(after)) and not _IN.search(before)


def _period(
    match: re.Match[str], since: PartialDate | None, until: PartialDate | None
) -> FoundDate | None:
    if since and until and until < since:
        return None
    return FoundDate(
        start=match.start(), end=match.end(), kind=DateKind.PERIOD, since=since, until=until
    )


def _date(match: re.Match[str], mark: str) -> PartialDate | None:
    if iso := match[f"iso{mark}"]:
        return PartialDate.parse(iso)
    if bare := match[f"bare{mark}"]:
        return PartialDate(int(bare))
    month = match[f"month{mark}"] or match[f"monthsecond{mark}"]
    year = match[f"year{mark}"] or match[f"yearlast{mark}"]
    day = match[f"day{mark}"] or match[f"dayfirst{mark}"]
    if not month or not year:
        return None
    number = _MONTHS.index(month[:3].lower()) + 1
    return PartialDate(int(year), number, int(re.sub(r"\D", "", day)) if day else None)
