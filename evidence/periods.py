"""Periods: when a figure was counted, and whether two were counted at one time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bib.dates import PartialDate
from evidence.figures import Figure

Day = tuple[int, int, int]

_FIRST: Day = (-(10**9), 1, 1)
_LAST: Day = (10**9, 12, 31)


class Timing(Enum):
    """Whether two figures are of one time: surely, surely not, or for all that is said."""

    ONE = auto()
    APART = auto()
    UNSAID = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a date or a period may mean."""

    first: Day
    last: Day


def span_of(figure: Figure) -> Span | None:
    """The days a figure covers, or on one of which it was counted; `None` where nothing is said."""
    if figure.since or figure.until:
        return Span(
            first_day(figure.since) if figure.since else _FIRST,
            last_day(figure.until) if figure.until else _LAST,
        )
    return Span(first_day(figure.as_of), last_day(figure.as_of)) if figure.as_of else None


def timing(first: Figure, second: Figure, *, is_one_source: bool) -> Timing:
    """Whether two figures are of one time; undated ones are where they have one source."""
    spans = span_of(first), span_of(second)
    if spans[0] is None and spans[1] is None:
        return Timing.ONE if is_one_source else Timing.UNSAID
    if spans[0] is None or spans[1] is None:
        return Timing.UNSAID
    if spans[0] == spans[1]:
        return Timing.ONE
    is_apart = spans[0].last < spans[1].first or spans[1].last < spans[0].first
    return Timing.APART if is_apart else Timing.UNSAID


def first_day(date: PartialDate) -> Day:
    """The earliest day that a date may mean."""
    return date.year, date.month or 1, date.day or 1


def last_day(date: PartialDate) -> Day:
    """The latest day that a date may mean; every month is given 31 days."""
    return date.year, date.month or 12, date.day or 31
