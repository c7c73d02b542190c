"""Publication dates, which may lack the day and the month."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Self

from bib.errors import InvalidDateError

_ISO = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


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
