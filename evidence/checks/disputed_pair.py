"""Readers of one pair must come to one finding.

Two people read a claim against the work it cites and found different things, and nobody has decided
since. Let a third decide, or agree (`evtrack review adjudicate`); both readings stay on record.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.reviewing.ceilings import as_far_as_read
from evidence.reviewing.outcomes import Consensus

NAME = "disputed-pair"
SEVERITY = Severity.WARNING
LOOKS_AT = "pairs that were read"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report pairs on which readers differ."""
    for (claim_id, work), outcome in holdings.outcomes.items():
        claim = holdings.claims.get(claim_id)
        if outcome.consensus is Consensus.DISPUTED and claim and not claim.is_withdrawn:
            found = ", ".join(
                f"{each.reader} {as_far_as_read(each.state, each.access)}"
                for each in outcome.readings
            )
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=f"{claim_id} × {work}",
                message=f"Readers differ, and nobody has decided: {found}.",
                where=str(claim.locator),
            )
