"""Count what a library holds and what nobody has verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bib.works import ReadStatus
from evidence.verdicts import VerdictState
from tracker.actions.visible import visible_verdicts
from tracker.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Counts of a library; `verdicts` and `read` are in the order of their scales."""

    counts: Mapping[str, int]
    pairs: int
    unverified: int
    verdicts: tuple[tuple[str, int], ...]
    read: tuple[tuple[str, int], ...]
    documents: int
    is_fresh: bool


def take_stock(library: Library) -> Stock:
    """Count records, pairs, verdicts and readings, and ask the index for its state."""
    with library.reading() as records:
        counts = records.counts()
        claims = records.claims()
        verdicts = visible_verdicts(library, records.verdicts())
        read = Counter(work.read_status for work in records.works())
    pairs = {
        (claim.id, citation.work)
        for claim in claims
        if not claim.is_withdrawn
        for citation in claim.citations
    }
    states = Counter(verdict.state for verdict in verdicts)
    index = library.index_state()
    names = ("works", "claims", "citations", "excerpts", "attachments", "limitations")
    return Stock(
        counts={name: counts.get(name, 0) for name in names},
        pairs=len(pairs),
        unverified=len(pairs - {(verdict.claim, verdict.work) for verdict in verdicts}),
        verdicts=tuple((str(state), states[state]) for state in VerdictState),
        read=tuple((str(status), read[status]) for status in ReadStatus),
        documents=index.documents,
        is_fresh=index.fresh,
    )
