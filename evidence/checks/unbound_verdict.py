"""A verdict should say on which words it was given.

Without that nobody can tell whether it is still about what stands there. It is a note, and only
where other verdicts of the library do say so. Read the pair again, which binds the new verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "unbound-verdict"
SEVERITY = Severity.NOTE
LOOKS_AT = "verdicts"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report verdicts that stand and are bound to nothing, where others are."""
    if not any(verdict.binding for verdict in holdings.corpus.verdicts):
        return
    for outcome in holdings.outcomes.values():
        for verdict in outcome.standing:
            if verdict.binding is None:
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=f"{verdict.claim} × {verdict.work}",
                    message=f"The verdict of {verdict.reader} does not say on which words it was "
                    "given.",
                )
