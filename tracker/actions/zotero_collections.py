"""Which works are in which of Zotero's collections, as last pulled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bib.formats.zotero_types import CHILD_TYPES
from bib.works import Work
from bib.zotero_copies import collections_of
from evidence.concepts import Concept, Scheme
from tracker.storage.records import Records

SCHEME = Scheme(id="zotero-collections", title="Collections in Zotero", source="Zotero")

_KEY = re.compile(r"[A-Za-z0-9]{1,40}")


def collection_concept(key: str) -> str:
    """The id of the concept that a collection is."""
    return f"{SCHEME.id}/{key}"


def concept_of(data: Mapping[str, Any]) -> Concept | None:
    """The concept that a collection is, unless it is in the bin or has no proper key."""
    key, parent = str(data.get("key") or ""), data.get("parentCollection")
    if not _KEY.fullmatch(key) or data.get("deleted"):
        return None
    return Concept(
        id=collection_concept(key),
        scheme=SCHEME.id,
        label=" ".join(str(data.get("name") or key).split()),
        broader=collection_concept(parent)
        if isinstance(parent, str) and _KEY.fullmatch(parent)
        else "",
    )


def collections_by_work(
    records: Records, works: Iterable[Work] | None = None
) -> dict[str, tuple[str, ...]]:
    """Citekey → the concepts of the collections it is in; of all works, or of these.

    A collection that was never pulled, or is no concept any more, is left out.
    """
    known = {concept.id for concept in records.concepts(SCHEME.id)}
    if not known:
        return {}
    asked = records.works() if works is None else list(works)
    by_name = {name: work.key for work in asked for name in (*work.aliases, work.key)}
    copies = records.zotero_copies(works=None if works is None else list(by_name))
    found: dict[str, dict[str, None]] = {}
    for copy in copies:
        if copy.is_gone or copy.item_type in CHILD_TYPES or copy.work not in by_name:
            continue
        concepts = map(collection_concept, collections_of(copy))
        found.setdefault(by_name[copy.work], {}).update((each, None) for each in concepts)
    return {key: tuple(each for each in names if each in known) for key, names in found.items()}
