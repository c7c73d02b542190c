"""List excerpts, those that wait for a claim among them."""

from __future__ import annotations

from evidence.excerpts import Excerpt
from evidence.withholding import as_shown
from tracker.actions.near_names import near_names
from tracker.actions.write_excerpts import claim_of
from tracker.errors import UnknownWorkError
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
        keys = set()
        for name in works:
            work = records.work(name)
            if work is None:
                raise UnknownWorkError(name, near_names(name, records.ids("works")))
            keys.add(work.key)
        ids = {claim_of(records, name).id for name in claims}
        corpus = as_shown(records.corpus())
    tied = () if only_waiting else (each for claim in corpus.claims for each in claim.excerpts)
    return tuple(
        each
        for each in (*tied, *corpus.waiting_excerpts)
        if (not keys or each.work in keys) and (not ids or each.claim in ids)
    )
