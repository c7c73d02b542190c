"""A figure that was worked out of others must be what they give.

Ratios, sums and growth are worked out again from the figures that they name as their parts. What is
rounded or hedged in a part makes the result as vague, so that only what cannot be is reported.
Correct the figure, or the parts it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from evidence.figures import Figure
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.intervals import ANYTHING, Interval, growth, interval, ratio, total
from evidence.meetings import Stated
from evidence.units import Units

NAME = "arithmetic-differs"
SEVERITY = Severity.WARNING
LOOKS_AT = "derived figures"

_HUNDRED = Decimal(100)


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report figures that their parts do not give."""
    for own in holdings.figures.values():
        for stated in own:
            parts = [holdings.figure(id_) for id_ in stated.figure.made_of]
            known = [part for part in parts if part]
            if known and len(known) == len(parts):
                yield from _checked(stated, known, holdings.units)


def _checked(stated: Stated, parts: list[Stated], units: Units) -> Iterator[Finding]:
    figure = stated.figure
    open_ = [interval(part.figure, units.read(part.figure.unit)) for part in parts]
    unit = units.read(figure.unit)
    result = _result(figure, open_)
    if result == ANYTHING or result.meets(interval(figure, unit)):
        return
    exact = [Interval(low=value, high=value) for value in (_value(part, units) for part in parts)]
    given = _result(figure, exact).low / unit.scale
    named = " and ".join(f"“{part.figure}” ({part.claim.id})" for part in parts)
    yield Finding(
        check=NAME,
        severity=SEVERITY,
        subject=stated.claim.id,
        message=f"“{figure}” is said to be the {_name(figure)} of {named}, which is "
        f"{_rounded(given)}.",
        where=str(stated.claim.locator),
    )


def _result(figure: Figure, parts: list[Interval]) -> Interval:
    """What the parts give, in the unit of the figure."""
    if figure.sum_of:
        return total(parts)
    if figure.growth_of:
        return growth(*parts)
    found = ratio(*parts)
    if figure.unit != "%":
        return found
    return Interval(low=found.low * _HUNDRED, high=found.high * _HUNDRED)


def _value(part: Stated, units: Units) -> Decimal:
    return part.figure.value * units.read(part.figure.unit).scale


def _name(figure: Figure) -> str:
    return "ratio" if figure.ratio_of else "sum" if figure.sum_of else "growth"


def _rounded(number: Decimal) -> str:
    is_whole = abs(number) >= 100 or number == number.to_integral_value()
    places = 0 if is_whole else 1 if abs(number) >= 10 else 2
    return f"{number:,.{places}f}"
