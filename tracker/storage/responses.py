"""Responses as rows."""

from __future__ import annotations

from typing import Any

from bib.works import Citekey
from evidence.responses import Response
from tracker.storage.columns import list_text, read_list
from tracker.storage.families import Family, PartRows, StoredRow
from tracker.storage.tables import responses


def _to_row(response: Response) -> dict[str, Any]:
    return {
        "id": response.id,
        "name": response.name,
        "kind": response.kind,
        "works": list_text(response.works),
        "claims": list_text(response.claims),
        "stage": response.stage,
        "touches": response.touches,
        "limits": list_text(response.limits),
        "limits_note": response.limits_note,
        "actor": response.actor,
        "jurisdiction": response.jurisdiction,
        "duty_holder": response.duty_holder,
        "trigger": response.trigger,
        "burden": response.burden,
        "since": response.since,
        "note": response.note,
    }


def _from_row(row: StoredRow, _parts: PartRows) -> Response:
    return Response(
        id=row.id,
        name=row.name,
        kind=row.kind,
        works=tuple(Citekey(key) for key in read_list(row.works)),
        claims=read_list(row.claims),
        stage=row.stage,
        touches=row.touches,
        limits=read_list(row.limits),
        limits_note=row.limits_note,
        actor=row.actor,
        jurisdiction=row.jurisdiction,
        duty_holder=row.duty_holder,
        trigger=row.trigger,
        burden=row.burden,
        since=row.since,
        note=row.note,
    )


RESPONSES = Family[Response](what="response", table=responses, to_row=_to_row, from_row=_from_row)
