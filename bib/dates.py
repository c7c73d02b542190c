"""Publication dates, which may lack the day and the month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bib.errors import InvalidDateError
from bib.problems import Doubt

_ISO = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# biblatex takes these month numbers for spring, summer, autumn and winter.
_SEASONS = {"21", "22", "23", "24"}
_MARKUP = str.maketrans("", "", "{}[]~?%")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day; the parts are what was stated, nothing is filled in."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None:
            if self.day is not None:
                raise InvalidDateError(f"{self.year}-?-{self.day}", "a day needs its month")
            return
        if not 1 <= self.month <= 12:
            raise InvalidDateError(str(self), f"there is no month {self.month}")
        if (
            self.day is not None
            and not 1 <= self.day <= monthrange(max(self.year, 1), self.month)[1]
        ):
            raise InvalidDateError(str(self), f"the month has no day {self.day}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO 8601 date of reduced precision.

        >>> PartialDate.parse("2024-11")
        PartialDate(year=2024, month=11, day=None)
        """
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise InvalidDateError(
                text, "a year, a year and month, or a full date as 2024-11-20 is wanted"
            )
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def issued_from_fields(fields: Mapping[str, str]) -> tuple[PartialDate | None, tuple[Doubt, ...]]:
    """When an entry says it was published, and what of that could not be read.

    biblatex's `date` goes before `year`, `month` and `day`; of a range the start is taken.
    """
    if stated := fields.get("date", "").strip():
        return _from_date(stated)
    if stated := fields.get("year", "").strip():
        return _from_parts(stated, fields.get("month", ""), fields.get("day", ""))
    return None, ()


def _from_date(stated: str) -> tuple[PartialDate | None, tuple[Doubt, ...]]:
    plain = stated.translate(_MARKUP)
    start = next((end.strip() for end in plain.split("/") if end.strip(" .")), "")
    day = start.split("T")[0]
    if day[:4].isdecimal() and day[4:5] == "-" and day[5:] in _SEASONS:
        day = day[:4]
    try:
        return PartialDate.parse(day), ()
    except InvalidDateError as error:
        return None, (_doubt("date", stated, f"{error.why}; kept as text"),)


@lru_cache(maxsize=4_096)
def _from_parts(year: str, month: str, day: str) -> tuple[PartialDate | None, tuple[Doubt, ...]]:
    found = _YEAR.search(year)
    if found is None:
        return None, (_doubt("year", year, "no year of four digits stands in it; kept as text"),)
    stated_year = PartialDate(int(found[1]))
    if not month.strip():
        return stated_year, ()
    stated_month, day_in_month = _month_and_day(month)
    if stated_month is None:
        return stated_year, (_doubt("month", month, "that is no month; kept as text"),)
    day_text = day.translate(_MARKUP).strip() or day_in_month
    if not day_text:
        return PartialDate(stated_year.year, stated_month), ()
    try:
        number = int(day_text) if day_text.isascii() and day_text.isdecimal() else 0
        return PartialDate(stated_year.year, stated_month, number), ()
    except InvalidDateError as error:
        why = f"{error.why}; kept as text"
        return PartialDate(stated_year.year, stated_month), (_doubt("day", day_text, why),)


def _month_and_day(text: str) -> tuple[int | None, str]:
    """The first month named in a text, and the number beside it if the month is a word."""
    parts = _WORD_OR_NUMBER.findall(text)
    for place, part in enumerate(parts):
        if part.isdecimal():
            continue
        if part[:3].lower() in _MONTHS:
            beside = parts[max(place - 1, 0) : place + 2]
            day = next((other for other in beside if other.isdecimal() and len(other) <= 2), "")
            return _MONTHS.index(part[:3].lower()) + 1, day
    if parts and parts[0].isdecimal() and len(parts[0]) <= 2 and 1 <= int(parts[0]) <= 12:
        return int(parts[0]), ""
    return None, ""


def _doubt(field: str, value: str, why: str) -> Doubt:
    return Doubt(code=f"bad-{field}", field=field, message=f"The {field} “{value[:80]}”: {why}.")
