"""Dates that stand apart in a reference, taken out of it."""

from __future__ import annotations

import re

from evidence.reading.references.draft import FAIR, Draft
from evidence.reading.references.printed_dates import DATE, DAY, MONTH, read_date

DATED = re.compile(rf",? ?\((?P<date>{DATE})\)|, (?P<date1>{DATE})(?=[.,;]|$)")
_MONTH_AT_END = re.compile(
    rf"(?:^|[,.] )(?P<date>(?:{DAY} )?{MONTH}(?: {DAY})?(?:[–-]{MONTH})?)(?=[.,]?$|, \d)"
)


def take_month(draft: Draft, text: str) -> str:
    """The text without a month, and perhaps a day, whose year stands elsewhere."""
    found = _MONTH_AT_END.search(text) if "year" in draft.fields else None
    if not found:
        return text
    put_date(draft, f"{draft.fields['year']} {found['date']}", FAIR)
    return f"{text[: found.start()]}{text[found.end() :]}"


def take_dates(draft: Draft, text: str) -> str:
    """The text without dates that stand apart in it."""
    for dated in list(DATED.finditer(text))[::-1]:
        put_date(draft, dated["date"] or dated["date1"], FAIR)
        text = f"{text[: dated.start()]}\ue000{text[dated.end() :]}"
    final = re.search(rf"[;,] ?(?P<date>{DATE})\.?(?=$|\ue000)", text)
    if final:
        put_date(draft, final["date"], FAIR)
        text = f"{text[: final.start()]}\ue000{text[final.end() :]}"
    return text


def put_date(draft: Draft, text: str, sure: float) -> None:
    """Take the parts of a date."""
    date = read_date(text) if text else None
    if date is None:
        return
    draft.put("year", date.year, sure)
    if draft.fields.get("year") == date.year or not date.year:
        draft.put("month", date.month, sure)
        draft.put("day", date.day, sure)
    draft.put("extradate", date.letter, sure)
    draft.put("pubstate", date.state, sure)
