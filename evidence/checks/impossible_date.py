"""A work must have a date that can be.

Reported are years before printing, years beyond the next, months and days that no calendar has, and
days of access still to come. Words for a year, as “forthcoming”, are left alone. Correct the date;
waive the finding for a manuscript that is older than printing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bib.dates import PartialDate, issued_from_fields
from bib.errors import InvalidDateError
from bib.works import Work
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "impossible-date"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

_FIRST_YEAR = 1450
_DIGIT = re.compile(r"\d")


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report dates that cannot be."""
    for work in holdings.corpus.works:
        for message in _faults(work, holdings.today):
            yield Finding(check=NAME, severity=SEVERITY, subject=work.key, message=message)


def _faults(work: Work, today: date | None) -> Iterator[str]:
    issued, doubts = issued_from_fields(work.fields)
    for doubt in doubts:
        if _DIGIT.search(work.fields.get(doubt.field, "")):
            yield doubt.message
    if issued and issued.year < _FIRST_YEAR:
        yield f"Its year is {issued.year}, before anything was printed."
    if issued and today and issued.year > today.year + 1:
        yield f"Its year is {issued.year}, which is yet to come."
    visited = _day(work.fields.get("urldate", ""))
    if visited and today and visited > PartialDate(today.year, today.month, today.day):
        yield f"It is said to have been visited on {visited}, which is yet to come."


def _day(text: str) -> PartialDate | None:
    try:
        parsed = PartialDate.parse(text)
    except InvalidDateError:
        return None
    return parsed if parsed.day else None
