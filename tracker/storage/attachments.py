"""Attachments as rows."""

from __future__ import annotations

from typing import Any

from bib.works import Citekey
from evidence.attachments import Attachment, Scope
from tracker.storage.columns import instant_text, read_instant
from tracker.storage.families import Family, Identity, PartRows, StoredRow
from tracker.storage.tables import attachments


def _to_row(attachment: Attachment) -> dict[str, Any]:
    return {
        "sha256": attachment.sha256,
        "work": attachment.work,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "added_at": instant_text(attachment.added_at),
        "part_of": attachment.part_of,
        "scope": str(attachment.scope),
    }


def _from_row(row: StoredRow, _parts: PartRows) -> Attachment:
    return Attachment(
        sha256=row.sha256,
        work=Citekey(row.work),
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        added_at=read_instant(row.added_at),
        part_of=row.part_of,
        scope=Scope(row.scope),
    )


def _subjects(identity: Identity) -> tuple[str, ...]:
    sha256, work = identity
    return work, sha256


ATTACHMENTS = Family[Attachment](
    what="attachment",
    table=attachments,
    to_row=_to_row,
    from_row=_from_row,
    subjects=_subjects,
)
