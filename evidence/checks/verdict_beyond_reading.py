"""A verdict must not say more than what was read can show.

Who read nothing of a work cannot say what is in it, and a work that was read in full was not
unavailable. Correct how far the work was read, or give another verdict (`evtrack review record`).
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.reviewing.ceilings import CEILINGS, is_beyond

NAME = "verdict-beyond-reading"
SEVERITY = Severity.WARNING
LOOKS_AT = "verdicts"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report verdicts that stand beyond their ceiling."""
    for outcome in holdings.outcomes.values():
        for verdict in outcome.standing:
            if is_beyond(verdict.state, verdict.access):
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=f"{verdict.claim} × {verdict.work}",
                    message=f"{verdict.reader} found “{verdict.state}”. {CEILINGS[verdict.access]}",
                )
