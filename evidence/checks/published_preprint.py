"""A preprint that was published since should be cited as what it became.

Reported are preprints that claims cite although the published version is on record: as a work of
the library joined to it, or as a signal that it was superseded. Cite the published version, after
reading whether it still says the same; or waive the finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from bib.short_names import short_name
from bib.standing import Standing
from bib.works import Work, WorkRelation
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "published-preprint"
SEVERITY = Severity.NOTE
LOOKS_AT = "works"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report cited preprints of which a published version is known."""
    cited = {citation.work for claim in holdings.corpus.claims for citation in claim.citations}
    cited |= {key for node in holdings.corpus.nodes for key in node.carried}
    for work in holdings.corpus.works:
        if cited.isdisjoint({work.key, *work.aliases}):
            continue
        if message := _message(work, holdings):
            yield Finding(check=NAME, severity=SEVERITY, subject=work.key, message=message)


def _message(work: Work, holdings: Holdings) -> str:
    for each in work.related:
        published = holdings.works.get(each.work)
        if each.relation is WorkRelation.PREPRINT_OF and published:
            return f"It was published as {published.key} ({short_name(published)})."
    states = {signal.state: signal for signal in work.standing}
    signal = states.get(Standing.SUPERSEDED)
    if signal and (Standing.PREPRINT in states or "arxiv" in work.ids):
        note = f": {signal.note}" if signal.note else "."
        return f"It is a preprint, and a later version has taken its place{note}"
    return ""
