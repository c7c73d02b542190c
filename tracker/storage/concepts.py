"""Schemes and concepts as rows."""

from __future__ import annotations

from typing import Any

from evidence.concepts import Concept, Scheme
from tracker.storage.columns import list_text, read_list
from tracker.storage.families import Family, PartRows, StoredRow
from tracker.storage.tables import concepts, schemes


def _scheme_row(scheme: Scheme) -> dict[str, Any]:
    return {
        "id": scheme.id,
        "title": scheme.title,
        "version": scheme.version,
        "source": scheme.source,
        "note": scheme.note,
    }


def _scheme(row: StoredRow, _parts: PartRows) -> Scheme:
    return Scheme(id=row.id, title=row.title, version=row.version, source=row.source, note=row.note)


SCHEMES = Family[Scheme](what="scheme", table=schemes, to_row=_scheme_row, from_row=_scheme)


def _concept_row(concept: Concept) -> dict[str, Any]:
    return {
        "id": concept.id,
        "scheme": concept.scheme,
        "label": concept.label,
        "definition": concept.definition,
        "broader": concept.broader,
        "alternative_labels": list_text(concept.alternative_labels),
        "note": concept.note,
    }


def _concept(row: StoredRow, _parts: PartRows) -> Concept:
    return Concept(
        id=row.id,
        scheme=row.scheme,
        label=row.label,
        definition=row.definition,
        broader=row.broader,
        alternative_labels=read_list(row.alternative_labels),
        note=row.note,
    )


CONCEPTS = Family[Concept](what="concept", table=concepts, to_row=_concept_row, from_row=_concept)
