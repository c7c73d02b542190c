"""What was last seen in Zotero, as rows."""

from __future__ import annotations

from typing import Any

from bib.zotero_copies import ZoteroCopy, ZoteroScope
from tracker.storage.columns import json_text, read_json
from tracker.storage.families import Family, Identity, PartRows, StoredRow
from tracker.storage.tables import zotero_copies, zotero_scopes


def _scope_row(scope: ZoteroScope) -> dict[str, Any]:
    return {"name": scope.name, "version": scope.version, "title": scope.title}


def _scope(row: StoredRow, _parts: PartRows) -> ZoteroScope:
    return ZoteroScope(name=row.name, version=row.version, title=row.title)


def _copy_row(copy: ZoteroCopy) -> dict[str, Any]:
    return {
        "library": copy.library,
        "key": copy.key,
        "version": copy.version,
        "item_type": copy.item_type,
        "work": copy.work,
        "parent": copy.parent,
        "data": json_text(dict(copy.data)),
        "disputed": json_text(dict(copy.disputed)),
        "written": copy.written,
        "is_gone": copy.is_gone,
    }


def _copy(row: StoredRow, _parts: PartRows) -> ZoteroCopy:
    return ZoteroCopy(
        library=row.library,
        key=row.key,
        version=row.version,
        item_type=row.item_type,
        work=row.work,
        parent=row.parent,
        data=read_json(row.data),
        disputed=read_json(row.disputed),
        written=row.written,
        is_gone=bool(row.is_gone),
    )


def _unnamed(_identity: Identity) -> tuple[str, ...]:
    # The log tells of works, not of the copies kept beside them.
    return ()


SCOPES = Family[ZoteroScope](
    what="Zotero scope",
    table=zotero_scopes,
    to_row=_scope_row,
    from_row=_scope,
    subjects=_unnamed,
)
COPIES = Family[ZoteroCopy](
    what="Zotero copy", table=zotero_copies, to_row=_copy_row, from_row=_copy, subjects=_unnamed
)
