"""Take an attached file from its work, with its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from evidence.attachments import Attachment
from tracker.actions.near_names import near_names
from tracker.errors import UnknownRecordError
from tracker.library import Library
from tracker.storage.records import Records

_SHORTEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The files that are taken away, those they pull in included."""

    attachments: tuple[Attachment, ...]


def files_to_remove(library: Library, sha256: str, *, work: str | None = None) -> Removal:
    """The files meant by a hash, or by the first six or more of its digits.

    Raises `UnknownRecordError`.
    """
    with library.reading() as records:
        return _plan(records, sha256, work)


def remove_attachment(
    library: Library, sha256: str, *, work: str | None = None, now: datetime, why: str = ""
) -> Removal:
    """Take the file away in one deed; its bytes go when no work has it any more.

    Raises `UnknownRecordError`.
    """
    with (
        library.files.removing() as removing,
        library.deed("remove attachment", now=now, why=why) as deed,
    ):
        plan = _plan(deed.records, sha256, work)
        for each in plan.attachments:
            deed.records.remove_attachment(each.sha256, each.work)
            if not deed.records.attachments_of_bytes(each.sha256):
                removing.set_aside(each.sha256)
        deed.note(files=[each.name for each in plan.attachments])
    return plan


def _plan(records: Records, sha256: str, work: str | None) -> Removal:
    named = records.work(work) if work else None
    if work and named is None:
        raise UnknownRecordError("work", work, near_names(work, records.ids("works")))
    wanted = sha256.casefold()
    present = records.attachments(named.key if named else None)
    found = [
        each
        for each in present
        if each.sha256 == wanted or (len(wanted) >= _SHORTEST and each.sha256.startswith(wanted))
    ]
    if not found or len({each.sha256 for each in found}) > 1:
        known = [each.sha256[:12] for each in found or present]
        near = tuple(known[:3]) if found else near_names(sha256, known)
        raise UnknownRecordError("attachment", sha256, near)
    owners = {each.work for each in found}
    parts = [each for each in present if each.part_of == found[0].sha256 and each.work in owners]
    return Removal(attachments=(*found, *parts))
