"""A work must bear the claim it is cited for.

Reported are pairs of claim and cited work on which a reader's latest verdict is *not supported* or
*contradicted*: as a warning where the claim carries a step of a chain, else as a note. Where
readers differed and somebody decided, the decision counts. Read the work again, weaken the claim,
or cite another work.
"""

from __future__ import annotations

from collections.abc import Iterator

from bib.short_names import short_name
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.verdicts import Verdict, VerdictState

NAME = "claim-not-supported"
SEVERITY = Severity.WARNING
LOOKS_AT = "verdicts"

_WORDS = {
    VerdictState.NOT_SUPPORTED: "does not support the claim",
    VerdictState.CONTRADICTED: "contradicts the claim",
}


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report pairs a reader found wanting."""
    steps: dict[str, list[str]] = {}
    for node in holdings.corpus.nodes:
        for id_ in node.claims:
            steps.setdefault(id_, []).append(node.id)
    for outcome in holdings.outcomes.values():
        for verdict in outcome.standing:
            claim = holdings.claims.get(verdict.claim)
            if verdict.state in _WORDS and claim and not claim.is_withdrawn:
                carries = steps.get(verdict.claim, [])
                yield Finding(
                    check=NAME,
                    severity=SEVERITY if carries else Severity.NOTE,
                    subject=f"{verdict.claim} × {verdict.work}",
                    message=_message(verdict, carries, holdings),
                    where=str(claim.locator),
                )


def _message(verdict: Verdict, carries: list[str], holdings: Holdings) -> str:
    work = holdings.works.get(verdict.work)
    name = short_name(work) if work else verdict.work
    number = f" [{work.cited_as}]" if work and work.cited_as else ""
    reason = f": {verdict.reason}" if verdict.reason else "."
    load = f" The claim carries {', '.join(carries)}." if carries else ""
    return f"{name}{number} {_WORDS[verdict.state]}{reason}{load}"
