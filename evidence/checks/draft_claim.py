"""A claim that a reading of a paper proposed is to be worded by a person.

A draft knows its place, its figures and what it cites; what it asserts nobody has said yet. Word
it with `evtrack claim edit ID --statement "…"`, which makes it a claim like any other, or take it
back.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "draft-claim"
SEVERITY = Severity.NOTE
LOOKS_AT = "claims"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report drafts that nobody has worded or taken back."""
    for claim in holdings.corpus.claims:
        if claim.is_draft and not claim.is_withdrawn:
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=claim.id,
                message="It is a draft: nobody has said in their own words what it asserts.",
            )
