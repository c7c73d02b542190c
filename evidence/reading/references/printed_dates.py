"""Dates as reference lists print them: years with letters, months, days, “n.d.”, “in press”."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_SEASON = r"(?:Spring|Summer|Fall|Autumn|Winter)"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
YEAR_WITH_LETTER = rf"{YEAR}[a-z]?"
NO_DATE = r"\[?\(?\bn\. ?d\.?\)?\]?|\bno date\b"
TO_COME = r"(?:in press|forthcoming|to appear|in preparation|submitted|under review|accepted)"
MONTH = rf"(?:{_MONTH_WORD}|{_SEASON})"
DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
# A day, a month or a year, in any of the printed orders.
DATE = (
    rf"(?:(?:{DAY} )?{MONTH}(?:(?: {DAY})?\s?[-–/]\s?{MONTH})?(?: {DAY}(?:[-–]{DAY})?)?,? {YEAR}"
    rf"|{YEAR}(?:,? {MONTH}(?:[-–/]{MONTH})?(?: {DAY}(?:[-–]{DAY})?)?)"
    rf"|{YEAR}-\d\d-\d\d|{YEAR})"
)

_A_YEAR = re.compile(rf"(?<!\d)({YEAR})([a-z])?(?![\da-z])")
_A_MONTH = re.compile(rf"\b{_MONTH_WORD}(?![a-z])")
_A_DAY = re.compile(r"(?<![\d-])([0-3]?\d)(?:st|nd|rd|th)?(?!\d)")
_ISO = re.compile(rf"({YEAR})-(\d\d)-(\d\d)")
_TO_COME = re.compile(TO_COME, re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """The parts of a date as BibTeX fields want them; `month` is its three letters."""

    year: str = ""
    letter: str = ""
    month: str = ""
    day: str = ""
    state: str = ""

    @property
    def iso(self) -> str:
        """The date as biblatex's `urldate` wants it."""
        if not (self.year and self.month):
            return self.year
        month = f"{self.year}-{MONTHS.index(self.month) + 1:02d}"
        return f"{month}-{int(self.day):02d}" if self.day else month


def read_date(text: str) -> PrintedDate:
    """The date in a short text.

    >>> read_date("2022b, October 5")
    PrintedDate(year='2022', letter='b', month='oct', day='5', state='')
    """
    if iso := _ISO.search(text):
        month = MONTHS[int(iso[2]) - 1] if 1 <= int(iso[2]) <= 12 else ""
        return PrintedDate(year=iso[1], month=month, day=str(int(iso[3])) if month else "")
    year = _A_YEAR.search(text)
    month_word = _A_MONTH.search(text)
    state = _TO_COME.search(text)
    day = ""
    if month_word:
        without_year = text.replace(year[0], " ", 1) if year else text
        found = _A_DAY.search(without_year)
        day = str(int(found[1])) if found and 1 <= int(found[1]) <= 31 else ""
    return PrintedDate(
        year=year[1] if year else "",
        letter=(year[2] or "") if year else "",
        month=month_word[0][:3].lower() if month_word else "",
        day=day,
        state=state[0].lower() if state else "",
    )
