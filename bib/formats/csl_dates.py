"""Dates of CSL-JSON (parts, seasons, circa, raw and literal) as biblatex dates, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bib.formats.bibtex_entry import MONTH_MACROS
from bib.formats.stated_dates import date_fields, stated_date
from bib.latex import latex_from_text, latex_to_unicode

_MONTHS = tuple(MONTH_MACROS.values())
_END = r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)"
_DATE = re.compile(_END)
_RANGE = re.compile(rf"{_END}/{_END}")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_INTEGER = re.compile(r"-?\d{1,4}")


def date_text(value: object) -> str:
    """A date variable as biblatex writes a date (`2020-01/2020-03~`), or as text, or nothing."""
    if isinstance(value, str):
        return latex_from_text(value)
    if not isinstance(value, Mapping):
        return ""
    ends = [_end(parts) for parts in _listed(value.get("date-parts"))[:2]]
    ends = [end for end in ends if end]
    if not ends:
        stated = value.get("raw") or value.get("literal")
        return latex_from_text(" ".join(str(stated).split())) if stated else ""
    season = str(value.get("season", "")).strip().casefold()
    number = _SEASONS.get(season) or (20 + int(season) if season in {"1", "2", "3", "4"} else 0)
    if number and len(ends) == 1 and len(ends[0]) <= 5:
        ends[0] += f"-{number}"
    mark = "~" if _is_true(value.get("circa")) else ""
    return "/".join(end + mark for end in ends)


def issued_fields(value: object) -> dict[str, str]:
    """The date of publication as `year`, `month` and `day`, or as `date` where these do not do."""
    text = date_text(value)
    if not text:
        return {}
    found = _DATE.fullmatch(text)
    if found is None:
        if _RANGE.fullmatch(text) or text.endswith(("/", "/..")):
            return {"date": text}
        stated = stated_date(latex_to_unicode(text))
        if not stated.year or stated.rest or stated.until:
            return {"year": text}
        return date_fields(stated.year, stated)
    year, month, day, mark = found.groups()
    if mark or (month and int(month) > 12) or year.startswith("-"):
        return {"date": text}
    fields = {"year": year}
    if month and 1 <= int(month) <= 12:
        fields["month"] = _MONTHS[int(month) - 1]
        if day:
            fields["day"] = str(int(day))
    return fields


def date_variable(text: str) -> dict[str, Any]:
    """A biblatex date, or a text, as the value of a date variable."""
    plain = latex_to_unicode(text) if "\\" in text or "{" in text else text.strip()
    if found := _RANGE.fullmatch(plain):
        groups = found.groups()
        variable: dict[str, Any] = {"date-parts": [_parts(*groups[:3]), _parts(*groups[4:7])]}
        if groups[3] or groups[7]:
            variable["circa"] = True
        return variable
    if found := _DATE.fullmatch(plain):
        year, month, day, mark = found.groups()
        variable = {"date-parts": [_parts(year, month, day)]}
        if month and 21 <= int(month) <= 24:
            variable = {"date-parts": [[int(year)]], "season": int(month) - 20}
        if mark:
            variable["circa"] = True
        return variable
    return {"raw" if "/" in plain else "literal": latex_to_unicode(text)}


def issued_variable(fields: Mapping[str, str]) -> dict[str, Any] | None:
    """The `issued` of a work's fields."""
    if stated := fields.get("date", "").strip():
        return date_variable(stated)
    year = latex_to_unicode(fields.get("year", ""))
    if not year:
        return None
    month, day = (latex_to_unicode(fields.get(name, "")) for name in ("month", "day"))
    stated_month = stated_date(month)
    if len(year) == 4 and year.isdecimal():
        parts = [int(year)]
        if stated_month.month and not stated_month.until:
            parts.append(stated_month.month)
            day = day or (str(stated_month.day) if stated_month.day else "")
            if day.isascii() and day.isdecimal() and 1 <= int(day[:4]) <= 31:
                parts.append(int(day))
        elif month.isascii() and month.isdecimal() and 1 <= int(month[:4]) <= 12:
            parts.append(int(month))
        elif month:
            return {"literal": f"{month} {year}"}
        return {"date-parts": [parts]}
    return {"literal": " ".join(filter(None, (day, month, year)))}


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        return []
    return value if value and isinstance(value[0], list) else [value]


def _end(parts: object) -> str:
    """One end of a range as year, month and day, as far as they are stated."""
    numbers = []
    for part in parts if isinstance(parts, list) else []:
        text = str(part).strip().split(".")[0]
        if not _INTEGER.fullmatch(text) or int(text) == 0:
            break
        numbers.append(int(text))
    if not numbers:
        return ""
    year, rest = numbers[0], numbers[1:3]
    if rest and not 1 <= rest[0] <= 24:
        rest = []
    if len(rest) == 2 and not 1 <= rest[1] <= 31:
        rest = rest[:1]
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04}", *(f"{number:02}" for number in rest)])


def _parts(year: str, month: str | None, day: str | None) -> list[int]:
    return [int(part) for part in (year, month, day) if part]


def _is_true(value: object) -> bool:
    return bool(value) and value not in {"0", "false"}
