"""A step must belong to a limitation that is there, and to a leg which that limitation declares.

Add the limitation or its leg, or correct the step.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "unknown-limitation"
SEVERITY = Severity.ERROR
LOOKS_AT = "nodes"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report steps of an unknown limitation or leg."""
    legs = {
        limitation.id: {leg.id for leg in limitation.legs}
        for limitation in holdings.corpus.limitations
    }
    for node in holdings.corpus.nodes:
        if node.limitation not in legs:
            message = f"The step belongs to “{node.limitation}”, and there is no such limitation."
        elif node.leg and node.leg not in legs[node.limitation]:
            message = f"The step stands in leg “{node.leg}”, which {node.limitation} does not have."
        else:
            continue
        yield Finding(check=NAME, severity=SEVERITY, subject=node.id, message=message)
