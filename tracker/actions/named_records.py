"""Records by the name a person types, or a refusal that offers the nearest names."""

from __future__ import annotations

from bib.works import Work
from evidence.claims import Claim
from tracker.actions.near_names import near_names
from tracker.errors import UnknownRecordError, UnknownWorkError
from tracker.storage.records import Records


def work_named(records: Records, key: str) -> Work:
    """The work of that key, in any case, or older key; raises `UnknownWorkError`."""
    work = records.work(key)
    if work is None:
        raise UnknownWorkError(key, near_names(key, records.ids("works")))
    return work


def claim_named(records: Records, id: str) -> Claim:  # noqa: A002
    """The claim of that id, or at that place of the surveyed work; raises `UnknownRecordError`."""
    for name in (id, f"{records.about().survey}-{id}"):
        if claim := records.claim(name):
            return claim
    raise UnknownRecordError("claim", id, near_names(id, records.ids("claims")))
