"""Put excerpts in the places where they were found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from evidence.claims import Claim
from evidence.excerpts import Excerpt, ExcerptId
from tracker.actions.check_anchors import AnchorCheck
from tracker.errors import ChangedMeanwhileError
from tracker.library import Library


def repair_anchors(
    library: Library, checks: Sequence[AnchorCheck], *, now: datetime, why: str = ""
) -> tuple[ExcerptId, ...]:
    """Store in one deed what these checks propose, and tell the excerpts that were changed.

    Raises `ChangedMeanwhileError` where an excerpt is not what was checked.
    """
    repairs = {check.excerpt: check.repaired for check in checks if check.repaired is not None}
    if not repairs:
        return ()
    done: list[ExcerptId] = []

    def repaired(excerpt: Excerpt) -> Excerpt:
        new = repairs.get(excerpt)
        if new is None:
            return excerpt
        done.append(excerpt.id)
        return new

    with library.deed("repair anchors", now=now, why=why) as deed:
        records = deed.records
        ids = {excerpt.claim for excerpt in repairs if excerpt.claim}
        claims: list[Claim] = []
        for claim in records.claims(ids):
            excerpts = tuple(repaired(each) for each in claim.excerpts)
            claims.append(replace(claim, excerpts=excerpts))
        waiting = [repaired(each) for each in records.waiting_excerpts()]
        if missing := {each.id for each in repairs} - set(done):
            raise ChangedMeanwhileError("excerpt", min(missing))
        records.put_claims(claims)
        records.put_waiting_excerpts(waiting)
        deed.note(excerpts=list(done))
    return tuple(done)
