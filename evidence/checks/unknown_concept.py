"""A record must not name a term that no scheme holds.

Concepts of claims, rows and columns of a matrix, and stages of responses are named `scheme/term`.
Kind and population of a claim are terms of the schemes of these names, and are compared only where
the library has such a scheme. Add the concept, or correct its id.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.concepts import Scheme
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "unknown-concept"
SEVERITY = Severity.ERROR
LOOKS_AT = "claims"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every mention of a concept or scheme that is not there."""
    known = {concept.id for concept in holdings.corpus.concepts}
    for subject, id_ in dict.fromkeys(_mentions(holdings)):
        if id_ not in known:
            yield _finding(subject, f"“{id_}” is named, and no scheme holds that concept.")
    schemes = {scheme.id for scheme in holdings.corpus.schemes}
    for concept in holdings.corpus.concepts:
        if concept.scheme not in schemes:
            yield _finding(concept.id, f"Its scheme “{concept.scheme}” is not there.")
    for matrix in holdings.corpus.matrices:
        for scheme in (matrix.rows, matrix.columns):
            if scheme not in schemes:
                yield _finding(
                    matrix.id, f"The matrix crosses “{scheme}”, which is no scheme here."
                )


def _mentions(holdings: Holdings) -> Iterator[tuple[str, str]]:
    corpus = holdings.corpus
    schemes = {scheme.id: scheme for scheme in corpus.schemes}
    for claim in corpus.claims:
        yield from ((claim.id, concept) for concept in claim.concepts)
        yield from ((claim.id, term) for term in _terms(claim.kind, schemes.get("kind")))
        yield from (
            (claim.id, term) for term in _terms(claim.population, schemes.get("population"))
        )
    for concept in corpus.concepts:
        if concept.broader:
            yield concept.id, concept.broader
    for matrix in corpus.matrices:
        for cell in matrix.cells:
            yield f"{cell.row} × {cell.column}", cell.row
            yield f"{cell.row} × {cell.column}", cell.column
    for response in corpus.responses:
        if "/" in response.stage:
            yield response.id, response.stage


def _terms(term: str, scheme: Scheme | None) -> Iterator[str]:
    if term and scheme:
        yield f"{scheme.id}/{term}"


def _finding(subject: str, message: str) -> Finding:
    return Finding(check=NAME, severity=SEVERITY, subject=subject, message=message)
