"""Intervals: the numbers that a stated figure leaves open, and what follows for ratios and sums.

“Over 200” leaves all above 200 open, “nearly 200” a tenth below it, “about” a tenth to each side. A
plain number is as exact as it is printed: a count is that number, and one of 1,000 or more with
noughts at its end all that is rounded to it; so is a measure, as 22.6 %.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from evidence.figures import Figure, Qualifier
from evidence.units import Unit

_INFINITY = Decimal("Infinity")
_VAGUENESS = Decimal("0.1")
_ROUND_FROM = 1_000
_MOST_DIGITS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """All numbers from `low` to `high`; its ends belong to it unless they are open."""

    low: Decimal = -_INFINITY
    high: Decimal = _INFINITY
    is_low_open: bool = False
    is_high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether one number lies in both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        is_open = (
            (self.is_low_open and self.low == low)
            or (self.is_high_open and self.high == low)
            or (other.is_low_open and other.low == low)
            or (other.is_high_open and other.high == low)
        )
        return not is_open


ANYTHING = Interval()


def interval(figure: Figure, unit: Unit) -> Interval:
    """The numbers that a figure of that unit leaves open."""
    low, high = figure.value, figure.value if figure.high is None else figure.high
    if not (_is_plain(low) and _is_plain(high)):
        return ANYTHING
    match figure.qualifier:
        case Qualifier.EXACTLY:
            stated = _as_printed(low, high, unit)
        case Qualifier.ABOUT:
            stated = Interval(low=low - _tenth(low), high=high + _tenth(high))
        case Qualifier.NEARLY:
            stated = Interval(low=low - _tenth(low), high=high, is_high_open=high != 0)
        case Qualifier.MORE_THAN:
            stated = Interval(low=low, is_low_open=True)
        case Qualifier.AT_LEAST:
            stated = Interval(low=low)
        case Qualifier.FEWER_THAN:
            stated = Interval(high=high, is_high_open=True)
        case Qualifier.AT_MOST:
            stated = Interval(high=high)
    return stated if unit.scale == 1 else _scaled(stated, unit.scale)


def ratio(first: Interval, second: Interval) -> Interval:
    """What the first over the second can be; anything unless both are above nought."""
    if first.low < 0 or second.low <= 0:
        return ANYTHING
    high = _INFINITY if _INFINITY in {first.high, second.low} else first.high / second.low
    low = Decimal(0) if second.high == _INFINITY else first.low / second.high
    return Interval(low=low, high=high)


def growth(earlier: Interval, later: Interval) -> Interval:
    """By how many per cent the later is more than the earlier."""
    grown = ratio(later, earlier)
    return Interval(low=(grown.low - 1) * 100, high=(grown.high - 1) * 100)


def total(parts: Iterable[Interval]) -> Interval:
    """What the sum of the parts can be."""
    low = high = Decimal(0)
    for part in parts:
        low, high = low + part.low, high + part.high
    return Interval(low=low, high=high)


def _is_plain(value: Decimal) -> bool:
    return value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS


def _as_printed(low: Decimal, high: Decimal, unit: Unit) -> Interval:
    down, up = _slack(low, unit), _slack(high, unit)
    return Interval(low=low - down, high=high + up, is_high_open=up > 0)


def _slack(value: Decimal, unit: Unit) -> Decimal:
    """Half of the last place that counts."""
    exponent = int(value.as_tuple().exponent)
    if exponent < 0:
        return Decimal(5).scaleb(exponent - 1)
    noughts = value.normalize().as_tuple().exponent if abs(value) >= _ROUND_FROM else 0
    if noughts or unit.is_measure or unit.scale > 1:
        return Decimal(5).scaleb(int(noughts) - 1)
    return Decimal(0)


def _tenth(value: Decimal) -> Decimal:
    return abs(value) * _VAGUENESS


def _scaled(stated: Interval, scale: Decimal) -> Interval:
    return replace(stated, low=stated.low * scale, high=stated.high * scale)
