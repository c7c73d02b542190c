"""A figure must not name a figure that the library does not hold.

Ratios, sums, growth and beginnings name figures as `claim-id#1`: the claim, and the place of the
figure among its figures. Figures of claims that were taken back do not count. Correct the id, or
add the figure to the claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "unknown-figure"
SEVERITY = Severity.ERROR
LOOKS_AT = "figures"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every mention of a figure that is not there."""
    for own in holdings.figures.values():
        for stated in own:
            for id_ in dict.fromkeys((*stated.figure.made_of, *stated.figure.not_before)):
                if holdings.figure(id_) is None:
                    yield Finding(
                        check=NAME,
                        severity=SEVERITY,
                        subject=stated.claim.id,
                        message=f"The figure “{stated.figure}” names “{id_}”, and there is no such "
                        "figure.",
                        where=str(stated.claim.locator),
                    )
