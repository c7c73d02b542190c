"""Excerpts as rows: those of claims, and those that wait for one."""

from __future__ import annotations

from typing import Any

from bib.works import Citekey
from evidence.errors import InvalidRecordError
from evidence.excerpts import Excerpt, ExcerptId, Fingerprint
from tracker.storage.columns import instant_text, read_instant
from tracker.storage.families import Family, PartRows, StoredRow
from tracker.storage.tables import waiting_excerpts


def excerpt_to_row(excerpt: Excerpt) -> dict[str, Any]:
    """The columns that both tables of excerpts have."""
    mark = excerpt.fingerprint
    return {
        "id": excerpt.id,
        "work": excerpt.work,
        "quote": excerpt.quote,
        "prefix": excerpt.prefix,
        "suffix": excerpt.suffix,
        "start": excerpt.start,
        "end": excerpt.end,
        "page": excerpt.page,
        "text_sha256": excerpt.text_sha256,
        "fingerprint_length": mark.length if mark else None,
        "fingerprint_sha256": mark.sha256 if mark else None,
        "comment": excerpt.comment,
        "colour": excerpt.colour,
        "by": excerpt.by,
        "made_at": instant_text(excerpt.made_at) if excerpt.made_at else "",
        "origin": excerpt.origin,
        "on_page": excerpt.position,
        "found_by": excerpt.found_by,
    }


def excerpt_from_row(row: StoredRow, *, claim: str) -> Excerpt:
    """The excerpt of a row of either table."""
    has_fingerprint = row.fingerprint_sha256 is not None
    return Excerpt(
        id=ExcerptId(row.id),
        claim=claim,
        work=Citekey(row.work),
        quote=row.quote,
        prefix=row.prefix,
        suffix=row.suffix,
        start=row.start,
        end=row.end,
        page=row.page,
        text_sha256=row.text_sha256,
        fingerprint=Fingerprint(length=row.fingerprint_length, sha256=row.fingerprint_sha256)
        if has_fingerprint
        else None,
        comment=row.comment,
        colour=row.colour,
        by=row.by,
        made_at=read_instant(row.made_at) if row.made_at else None,
        origin=row.origin,
        position=row.on_page,
        found_by=row.found_by,
    )


def _waiting_row(excerpt: Excerpt) -> dict[str, Any]:
    if excerpt.claim:
        raise InvalidRecordError("excerpt", excerpt.id, f"it is tied to {excerpt.claim} already")
    return excerpt_to_row(excerpt)


def _waiting(row: StoredRow, _parts: PartRows) -> Excerpt:
    return excerpt_from_row(row, claim="")


WAITING_EXCERPTS = Family[Excerpt](
    what="waiting excerpt",
    table=waiting_excerpts,
    to_row=_waiting_row,
    from_row=_waiting,
)
