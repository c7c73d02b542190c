"""List excerpts, those that wait for a claim among them."""

from __future__ import annotations

from evidence.excerpts import Excerpt
from evidence.withholding import as_shown
from tracker.actions.named_records import claim_named, work_named
from tracker.library import Library


def list_excerpts(
    library: Library,
    *,
    works: tuple[str, ...] = (),
    claims: tuple[str, ...] = (),
    only_waiting: bool = False,
) -> tuple[Excerpt, ...]:
    """The excerpts from these works and of these claims, all if none are named, as may be shown.

    Raises `UnknownWorkError`, `UnknownRecordError`.
    """
    with library.reading() as records:
        keys = {work_named(records, name).key for name in works}
        ids = {claim_named(records, name).id for name in claims}
        corpus = as_shown(records.corpus())
    tied = () if only_waiting else (each for claim in corpus.claims for each in claim.excerpts)
    return tuple(
        each
        for each in (*tied, *corpus.waiting_excerpts)
        if (not keys or each.work in keys) and (not ids or each.claim in ids)
    )
