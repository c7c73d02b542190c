"""How values that no column type fits are written as text: lists, dates, numbers, names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bib.dates import PartialDate

_DATE = re.compile(r"(-?\d+)(?:-(\d+)(?:-(\d+))?)?")


def json_text(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Compact JSON that keeps the order of keys."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_json(text: str) -> Any:
    """The value of a JSON column."""
    return json.loads(text)


def list_text(values: Iterable[str]) -> str:
    """A tuple of texts as a JSON column."""
    return json_text(list(values))


def read_list(text: str) -> tuple[str, ...]:
    """The tuple of texts in a JSON column."""
    # Most lists are empty, and asking costs a tenth of parsing.
    return () if text == "[]" else tuple(json.loads(text))


def date_text(date: PartialDate | None) -> str | None:
    """A publication date with no more parts than were stated."""
    return None if date is None else str(date)


def read_date(text: str | None) -> PartialDate | None:
    """The publication date in a column; unlike `PartialDate.parse` it takes years of any length."""
    match = _DATE.fullmatch(text) if text is not None else None
    if match is None:
        return None
    return PartialDate(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]


def number_text(number: Decimal | None) -> str | None:
    """A decimal number with the digits it was written with."""
    return None if number is None else str(number)


def read_number(text: str | None) -> Decimal | None:
    """The decimal number in a column."""
    return None if text is None else Decimal(text)


def instant_text(instant: datetime) -> str:
    """An aware instant in UTC, as `2026-11-22T09:30:00Z`."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone")
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_instant(text: str) -> datetime:
    """The aware instant in a column."""
    return datetime.fromisoformat(text)


def without_empty(**parts: Any) -> dict[str, Any]:
    """The parts that hold something, to keep JSON columns short."""
    return {name: value for name, value in parts.items() if value not in ("", None, [])}
