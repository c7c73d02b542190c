"""The number at a citation must be the number of the work it names.

The survey prints numbers; the library names works. Where the two differ, one of them points at the
wrong work. Numbers are compared for claims of the survey only. Two works must not have one number.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "number-differs"
SEVERITY = Severity.ERROR
LOOKS_AT = "citations"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report citations whose number is another work's, and numbers given twice."""
    for claim in holdings.corpus.claims:
        if claim.work != holdings.corpus.about.survey:
            continue
        for citation in claim.citations:
            work = holdings.works.get(citation.work)
            if work and citation.number and work.cited_as and citation.number != work.cited_as:
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=claim.id,
                    message=f"It cites {citation.work} as [{citation.number}], "
                    f"which is [{work.cited_as}] in the reference list.",
                    where=str(claim.locator),
                )
    first: dict[int, str] = {}
    for work in holdings.corpus.works:
        if work.cited_as is not None and first.setdefault(work.cited_as, work.key) != work.key:
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=work.key,
                message=f"[{work.cited_as}] is the number of {first[work.cited_as]} as well.",
            )
