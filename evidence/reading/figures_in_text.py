"""Figures in a sentence: the numbers it states, with what they count, how surely and when.

Years, section and reference numbers, versions and names are told apart from them. One regular
expression finds the numbers; what stands before and after each says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from evidence.errors import InvalidRecordError
from evidence.figures import Figure, Qualifier
from evidence.reading.counted_things import counted_thing
from evidence.reading.dates_in_text import DateKind, FoundDate, find_dates
from evidence.reading.not_figures import without_labels
from evidence.reading.numbers_in_text import Number, find_numbers
from evidence.reading.qualifiers import qualifier_about
from evidence.reading.shares_in_text import FoundShare, find_shares


class FigureKind(StrEnum):
    """What sort of number it is; the last three state a time and count nothing."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "percentage points"
    RATIO = "ratio"
    MONEY = "money"
    DURATION = "duration"
    MEASURE = "measure"
    STATISTIC = "statistic"
    YEAR = "year"
    DATE = "date"
    PERIOD = "period"

    @property
    def is_time(self) -> bool:
        """Whether it only says when."""
        return self in {FigureKind.YEAR, FigureKind.DATE, FigureKind.PERIOD}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFigure:
    """A figure and where it stands, from its qualifier to its unit."""

    start: int
    end: int
    figure: Figure
    kind: FigureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """A number or a range of two, before it is known what it counts."""

    start: int
    end: int
    low: Number
    high: Number | None = None

    @property
    def value(self) -> Decimal:
        return self.low.value


# A longer sentence is a table or a list that nobody split; its beginning is read.
_MOST_LETTERS = 4_000
# How much of the text before a number is looked at.
_REACH = 24
_CLAUSE_END = re.compile(r"[,;:()]|.{80}", re.DOTALL)
_RANGE = re.compile(r"\s?[–—-]\s?|\s+(?:to|or)\s+|\s+and\s+")
_RANGE_AND = re.compile(r"\bbetween\s+(?:[$€£¥]\s?)?$", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|exactly|just|precisely)\s+$", re.IGNORECASE)
_TIMES = re.compile(r"\s?(?:[x×](?!\w)|times\s+(?=(?:as|the|that|\w+er\b|more|less|what)))")
_STATISTIC = re.compile(
    r"(?P<symbol>\b(?:n|N|p|P|r|R|t|d|F|z|β|α|κ|η|χ|df|SD|SE|M|OR|RR|HR|AUC|CI)[²2]?)"
    r"\s*(?P<sign>[=<>≤≥≈])\s*[-−]?$"
)
_SIGNS = {
    "=": Qualifier.EXACTLY, "<": Qualifier.FEWER_THAN, ">": Qualifier.MORE_THAN,
    "≤": Qualifier.AT_MOST, "≥": Qualifier.AT_LEAST, "≈": Qualifier.ABOUT,
}  # fmt: skip


def find_figures(text: str) -> list[FoundFigure]:
    """The figures of a sentence in reading order; `subject` is the words counted, where plain.

    A period or date right after a count, or at the head of the sentence, is put on it. “Thousands”
    is at least 1,000, “a third” about 33.3 %, “1 in 12” is 1 of unit “in 12”.

    >>> [str(each.figure) for each in find_figures("Over 200 tools [12] and 7.2k stars.")]
    ['more than 200 tools', '7,200 stars']
    """
    plain = without_labels(text[:_MOST_LETTERS])
    dates = find_dates(plain)
    shares = [_share(each) for each in find_shares(plain)]
    taken = [(each.start, each.end) for each in dates] + [(each.start, each.end) for each in shares]
    counted = [
        found
        for stated in _stated(plain, taken)
        if (found := _classified(stated, plain)) is not None
    ]
    times = [_time(each) for each in dates]
    figures = _dated([*counted, *shares], dates, plain)
    return sorted([*figures, *times], key=lambda found: found.start)


def _stated(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Stated]:
    """The numbers that are nothing else yet, two of them as one where they are a range."""
    numbers = [
        each
        for each in find_numbers(text)
        if not any(start < each.end and each.start < end for start, end in taken)
    ]
    while numbers:
        low = numbers.pop(0)
        high = numbers[0] if numbers and _is_range(low, numbers[0], text) else None
        if high is None:
            yield _Stated(start=low.start, end=low.end, low=low)
            continue
        numbers.pop(0)
        yield _Stated(start=low.start, end=high.end, low=_scaled(low, high), high=high)


def _is_range(low: Number, high: Number, text: str) -> bool:
    between = re.sub(r"%|‰|percent|per cent|[$€£¥]", "", text[low.end : high.start])
    if low.is_vague or high.is_vague or not _RANGE.fullmatch(between):
        return False
    if between.strip() == "and" and not _RANGE_AND.search(
        text[max(0, low.start - _REACH) : low.start]
    ):
        return False
    if between.strip() == "or" and not low.is_words:
        return False
    return _scaled(low, high).value < high.value


def _scaled(low: Number, high: Number) -> Number:
    """The lower number with the multiplier of the upper, as in “2 to 3 million”."""
    if low.scale == 1 < high.scale and low.value < 1000:
        return replace(low, value=low.value * high.scale, scale=high.scale)
    return low


def _classified(stated: _Stated, text: str) -> FoundFigure | None:
    """What the number counts, or nothing if it is a mere word."""
    before = text[max(0, stated.start - _REACH) : stated.start]
    if match := _STATISTIC.search(before):
        symbol, sign = match["symbol"], _SIGNS[match["sign"]]
        return _found(
            stated, match.start(), stated.end, FigureKind.STATISTIC, unit=symbol, qualifier=sign
        )
    qualifier, start, end = qualifier_about(text, stated.start, stated.end)
    if stated.low.is_vague and qualifier is Qualifier.EXACTLY:
        qualifier = Qualifier.AT_LEAST
    if times := _TIMES.match(text, stated.end):
        end = stated.end + len(times[0].rstrip())
        return _found(stated, start, end, FigureKind.RATIO, unit="times", qualifier=qualifier)
    is_pronoun = _is_bare_one(stated, before) and qualifier is Qualifier.EXACTLY
    is_words = stated.low.is_words and not stated.low.is_vague and not _is_one(stated)
    thing = counted_thing(text, stated.start, max(end, stated.end), is_words=is_words)
    if thing is None or is_pronoun:
        return None
    if qualifier is Qualifier.EXACTLY:
        qualifier, _, end = qualifier_about(text, stated.start, thing.end)
    return _found(
        stated,
        min(start, thing.start),
        max(end, thing.end),
        FigureKind(thing.kind),
        unit=thing.unit,
        subject=thing.subject,
        qualifier=qualifier,
    )


def _is_one(stated: _Stated) -> bool:
    return stated.low.is_words and stated.value == 1 and stated.high is None


def _is_bare_one(stated: _Stated, before: str) -> bool:
    """“One” is mostly a pronoun or an article."""
    return _is_one(stated) and not _ONLY.search(before)


def _found(
    stated: _Stated,
    start: int,
    end: int,
    kind: FigureKind,
    *,
    unit: str,
    qualifier: Qualifier,
    subject: str = "",
) -> FoundFigure | None:
    try:
        figure = Figure(
            value=stated.value,
            high=stated.high.value if stated.high else None,
            unit=unit,
            subject=subject,
            qualifier=qualifier,
        )
    except InvalidRecordError:
        return None
    return FoundFigure(start=start, end=end, figure=figure, kind=kind)


def _share(found: FoundShare) -> FoundFigure:
    figure = Figure(value=found.value, unit=found.unit, subject="", qualifier=found.qualifier)
    return FoundFigure(start=found.start, end=found.end, figure=figure, kind=FigureKind.RATIO)


def _time(found: FoundDate) -> FoundFigure:
    point = found.since or found.until
    first, last = (point.year if point else 0), (found.until.year if found.until else None)
    is_point = found.kind is not DateKind.PERIOD
    figure = Figure(
        value=Decimal(first),
        high=Decimal(last) if last and last > first and not is_point else None,
        unit="",
        subject="",
        as_of=found.since if is_point else None,
        since=None if is_point else found.since,
        until=None if is_point else found.until,
    )
    return FoundFigure(
        start=found.start, end=found.end, figure=figure, kind=FigureKind(found.kind.value)
    )


def _dated(figures: list[FoundFigure], dates: Sequence[FoundDate], text: str) -> list[FoundFigure]:
    """The figures with the time that is said right after them or at the head of the sentence."""
    said = [each for each in dates if _is_said_of_things(each, text)]
    opening = next((each for each in said if not text[: each.start].strip()), None)
    dated: list[FoundFigure] = []
    for each in figures:
        after = next((found for found in said if found.start >= each.end), None)
        if after is None or _CLAUSE_END.search(text[each.end : after.start]):
            after = opening
        is_dated = after is not None and each.kind is not FigureKind.STATISTIC
        dated.append(replace(each, figure=_at(each.figure, after)) if is_dated and after else each)
    return dated


def _is_said_of_things(found: FoundDate, text: str) -> bool:
    """Whether it is a period, a date or “in 2019”, and not the year in “the 2019 report”."""
    said = text[found.start : found.end].lower()
    return found.kind is DateKind.PERIOD or said.startswith(("in ", "on ", "during ", "as of "))


def _at(figure: Figure, found: FoundDate) -> Figure:
    if found.kind is DateKind.PERIOD:
        return replace(figure, since=found.since, until=found.until)
    return replace(figure, as_of=found.since)
