"""A premise or a piece of evidence should rest on something that somebody has read.

Reported are steps of whose works not one was seen, and steps whose works were seen only through
what others report of them. Get a copy of one and record how far you read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.gaps import GapKind
from evidence.holdings import Holdings

NAME = "unread-support"
SEVERITY = Severity.WARNING
LOOKS_AT = "nodes"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report the steps with this gap."""
    for gap in holdings.gaps:
        if gap.kind is GapKind.UNREAD:
            yield Finding(check=NAME, severity=SEVERITY, subject=gap.node, message=gap.why)
