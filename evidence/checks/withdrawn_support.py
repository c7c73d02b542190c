"""A step must not rest on a claim that was taken back.

The claim stays on record and supports nothing. Take it out of the step, or put another in its
place.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "withdrawn-support"
SEVERITY = Severity.ERROR
LOOKS_AT = "nodes"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report withdrawn claims beneath steps."""
    for node in holdings.corpus.nodes:
        for id_ in node.claims:
            claim = holdings.claims.get(id_)
            if claim and claim.is_withdrawn:
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=node.id,
                    message=f"It rests on {id_}, which was withdrawn.",
                )
