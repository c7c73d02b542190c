"""A premise or a piece of evidence that rests on one single work falls with it.

Works beneath the steps that support it count as well. Find a second source, or say in a waiver why
one is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.gaps import GapKind
from evidence.holdings import Holdings

NAME = "single-source-node"
SEVERITY = Severity.WARNING
LOOKS_AT = "nodes"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report the steps with this gap."""
    for gap in holdings.gaps:
        if gap.kind is GapKind.SINGLE_SOURCE:
            yield Finding(check=NAME, severity=SEVERITY, subject=gap.node, message=gap.why)
