"""A record must not name a work that the library does not hold.

Citations, works carried over to a step, verdicts, responses, excerpts and the corpus itself name
works by citekey; older keys count. Import the work, or correct the key.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "unknown-work"
SEVERITY = Severity.ERROR
LOOKS_AT = "citations"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every mention of a work that is not there."""
    for subject, what, key in dict.fromkeys(_mentions(holdings)):
        if key not in holdings.works:
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=subject,
                message=f"{what} “{key}”, and no work of the library has that key.",
            )


def _mentions(holdings: Holdings) -> Iterator[tuple[str, str, str]]:
    corpus = holdings.corpus
    if corpus.about.survey:
        yield corpus.about.survey, "The corpus names as its survey", corpus.about.survey
    for claim in corpus.claims:
        yield claim.id, "The claim is said to be made by", claim.work
        for citation in claim.citations:
            yield claim.id, "The claim cites", citation.work
        for excerpt in claim.excerpts:
            yield excerpt.id, "The excerpt is taken from", excerpt.work
    for node in corpus.nodes:
        for key in node.carried:
            yield node.id, "The step carries over", key
    for response in corpus.responses:
        for key in response.works:
            yield response.id, "The response names", key
    for verdict in corpus.verdicts:
        yield f"{verdict.claim} × {verdict.work}", "The verdict is on", verdict.work
