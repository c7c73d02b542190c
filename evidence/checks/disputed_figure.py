"""A figure that a source or another place contradicts is told wherever it is used.

A number is never averaged over sources: both stay, and the reader hears of the dispute. Waive the
finding once you have decided which to use and said so.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.gaps import disputes
from evidence.holdings import Holdings

NAME = "disputed-figure"
SEVERITY = Severity.WARNING
LOOKS_AT = "figures"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every disputed figure of a claim that stands."""
    for claim in holdings.corpus.claims:
        for message in disputes(claim):
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=claim.id,
                message=message,
                where=str(claim.locator),
            )
