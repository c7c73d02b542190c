"""What is cited must not have been retracted, unless somebody has looked at that.

Reported are works cited by claims, or carried over to steps, of which a source says that they were
retracted, or that there is concern about them. A retraction is no evidence of the contrary: look at
what rests on the work, cite another, or waive the finding with the reason why it still serves.
"""

from __future__ import annotations

from collections.abc import Iterator

from bib.standing import Standing, StandingSignal, gravest
from bib.works import Work
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "retracted-work"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

_WORDS = {Standing.RETRACTED: "It was retracted", Standing.CONCERN: "There is concern about it"}
_MOST_NAMED = 4


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report works of poor standing that something rests on."""
    for work in holdings.corpus.works:
        state = gravest(work.standing)
        if state not in _WORDS:
            continue
        if resting := list(_resting(work, holdings)):
            signals = [signal for signal in work.standing if signal.state is state]
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=work.key,
                message=f"{_WORDS[state]}{_told(signals, work)}. On it: {_named(resting)}.",
            )


def _resting(work: Work, holdings: Holdings) -> Iterator[str]:
    names = {work.key, *work.aliases}
    for claim in holdings.corpus.claims:
        if not claim.is_withdrawn and any(each.work in names for each in claim.citations):
            yield claim.id
    for node in holdings.corpus.nodes:
        if names.intersection(node.carried):
            yield node.id


def _told(signals: list[StandingSignal], work: Work) -> str:
    """Since when and by whose word, and that somebody says otherwise since."""
    since = next((f" on {signal.since}" for signal in signals if signal.since), "")
    by = ", ".join(dict.fromkeys(signal.seen for signal in signals if signal.seen))
    again = any(signal.state is Standing.CURRENT and signal.since for signal in work.standing)
    restored = "; it may have been reinstated" if again else ""
    return since + (f" ({by})" if by else "") + restored


def _named(resting: list[str]) -> str:
    more = len(resting) - _MOST_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return ", ".join(resting[:_MOST_NAMED]) + rest
