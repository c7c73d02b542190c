"""A premise or a piece of evidence should have a citation beneath it.

Reported are steps for which the survey cites nothing, neither at the step nor beneath a step that
supports it. Find a source, or say in a waiver why none is needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.gaps import GapKind
from evidence.holdings import Holdings

NAME = "uncited-node"
SEVERITY = Severity.WARNING
LOOKS_AT = "nodes"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report the steps with this gap."""
    for gap in holdings.gaps:
        if gap.kind is GapKind.NO_CITATION:
            yield Finding(check=NAME, severity=SEVERITY, subject=gap.node, message=gap.why)
