"""A record must not name a claim that the library does not hold.

Steps, cells of a matrix, responses, verdicts and disputed figures name claims by id. Add the claim,
or correct the id.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "unknown-claim"
SEVERITY = Severity.ERROR
LOOKS_AT = "nodes"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every mention of a claim that is not there."""
    for subject, what, claim in dict.fromkeys(_mentions(holdings)):
        if claim not in holdings.claims:
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=subject,
                message=f"{what} “{claim}”, and there is no such claim.",
            )


def _mentions(holdings: Holdings) -> Iterator[tuple[str, str, str]]:
    corpus = holdings.corpus
    for node in corpus.nodes:
        for claim in node.claims:
            yield node.id, "The step rests on", claim
    for matrix in corpus.matrices:
        for cell in matrix.cells:
            for claim in cell.claims:
                yield f"{cell.row} × {cell.column}", "The cell rests on", claim
    for response in corpus.responses:
        for claim in (*response.claims, *response.limits):
            yield response.id, "The response names", claim
    for verdict in corpus.verdicts:
        yield f"{verdict.claim} × {verdict.work}", "The verdict is on", verdict.claim
    for each in corpus.claims:
        for figure in each.figures:
            for claim in figure.disputed_by:
                yield each.id, f"The figure “{figure}” is said to be disputed by", claim
