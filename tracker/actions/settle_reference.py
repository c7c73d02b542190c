"""Say for which claim of a sentence a reference is meant, where the paper does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from evidence.reviewing.bindings import citations_of
from tracker.actions.named_records import claim_named
from tracker.library import Library


def settle_reference(
    library: Library, claim: str, work: str, *, now: datetime, why: str = ""
) -> bool:
    """Mark a work as cited for this very claim, or take that back; tells which of the two.

    Raises `UnknownRecordError`.
    """
    with library.deed("settle reference", now=now, why=why) as deed:
        known = claim_named(deed.records, claim)
        is_settled = any(each.is_ambiguous for each in citations_of(known, work))
        citations = tuple(
            replace(each, is_ambiguous=not is_settled) if each.work == work else each
            for each in known.citations
        )
        deed.records.put_claims([replace(known, citations=citations)])
    return is_settled
