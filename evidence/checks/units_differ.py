"""Figures that are held against each other must count the same thing.

35,545 images and 35,239 mentions are no two counts of one thing; nor are views and viewers. Looked
at are figures that a dispute or a link *contradicts* puts side by side, and sums with their parts.
Where two words mean one thing, say so: make a scheme `unit` with a term that has both as labels.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.meetings import Stated

NAME = "units-differ"
SEVERITY = Severity.WARNING
LOOKS_AT = "pairs of figures"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report figures that meet and count different things."""
    for first, second in _compared(holdings):
        here, there = first.figure, second.figure
        if here.unit and there.unit and not holdings.units.are_one(here.unit, there.unit):
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=first.claim.id,
                message=f"“{here}” counts {here.unit} where “{there}” ({second.claim.id}) counts "
                f"{there.unit}.",
                where=str(first.claim.locator),
            )


def _compared(holdings: Holdings) -> Iterator[tuple[Stated, Stated]]:
    for meeting in holdings.meetings:
        if meeting.is_declared:
            yield meeting.first, meeting.second
    for own in holdings.figures.values():
        for stated in own:
            for id_ in stated.figure.sum_of:
                if part := holdings.figure(id_):
                    yield stated, part
