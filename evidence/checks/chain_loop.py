"""A chain must not come back to itself.

Followed along *supports*, every step leads upwards to the conclusion; a step that supports itself
by way of others supports nothing. Remove one of the links named.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "chain-loop"
SEVERITY = Severity.ERROR
LOOKS_AT = "links"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report one loop of each limitation that has any."""
    for limitation, steps in holdings.loops.items():
        shown = " → ".join(steps[:12]) + (" → …" if len(steps) > 12 else "")
        yield Finding(
            check=NAME,
            severity=SEVERITY,
            subject=limitation,
            message=f"The chain supports itself: {shown}.",
        )
