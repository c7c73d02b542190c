"""Dates as databases write them (2012/01/15/, 2020 Jan-Feb, JUN 15, 15 March 2020) taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bib.formats.bibtex_entry import MONTH_MACROS
from bib.latex import latex_from_text

MONTHS = tuple(MONTH_MACROS.values())

_SLASHED = re.compile(r"(\d{4})(?:[/-](\d{0,2})(?:[/-](\d{0,2})(?:[/T](.*))?)?)?", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6}\b\.?)", re.IGNORECASE
)
_MONTH_RANGE = re.compile(r"\b([a-z]{3,9})\.?\s*[-–/]\s*([a-z]{3,9})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A year, month and day as digits, each empty where it is not stated, and words that are none.

    `until` is the month a range of months ends with.
    """

    year: str = ""
    month: int = 0
    day: int = 0
    rest: str = ""
    until: int = 0

    def agrees_with(self, other: StatedDate, year: str) -> bool:
        """Whether nothing in it is said otherwise, or not at all, by another date of that year."""
        return (
            self.year in {"", year}
            and self.month in {0, other.month}
            and self.day in {0, other.day}
            and self.rest in {"", other.rest}
        )


@lru_cache(maxsize=4_096)
def stated_date(text: str) -> StatedDate:
    """What can be read of a date; what cannot stands in `rest`."""
    text = text.strip()
    if found := _SLASHED.fullmatch(text):
        month, in_month = int(found[2] or 0), int(found[3] or 0)
        if month <= 12 and in_month <= 31:
            rest = (found[4] or "").strip(" /")
            return StatedDate(found[1], month, in_month if month else 0, rest)
    year = _YEAR.search(text)
    words = text.replace(year[1], " ", 1) if year else text
    months = [_number_of(match[1]) for match in _MONTH.finditer(words)]
    stated_day = _DAY.search(words) if len(months) == 1 else None
    day = int(stated_day[1]) if stated_day else 0
    if not months:
        return StatedDate(year[1] if year else "", rest=" ".join(words.split()).strip(" ,;/"))
    until = months[1] if len(months) == 2 and _MONTH_RANGE.search(words) else 0
    is_odd = len(months) > 1 and not until
    return StatedDate(
        year[1] if year else "",
        months[0],
        day if day <= 31 else 0,
        " ".join(words.split()) if is_odd else "",
        until,
    )


def date_fields(year: str, date: StatedDate) -> dict[str, str]:
    """The fields of a date in BibTeX's terms; a range of months takes biblatex's `date`."""
    if date.until and date.until > date.month:
        return {"date": f"{year}-{date.month:02}/{year}-{date.until:02}"}
    fields = {"year": year}
    if date.month:
        fields["month"] = MONTHS[date.month - 1]
        if date.day:
            fields["day"] = str(date.day)
    elif date.rest:
        fields["month"] = latex_from_text(date.rest)
    return fields


def _number_of(month: str) -> int:
    return [name[:3].lower() for name in MONTHS].index(month[:3].lower()) + 1
