"""Which works are in which of Zotero's collections, as last pulled."""

from __future__ import annotations

from collections.abc import Iterable

from bib.formats.zotero_types import CHILD_TYPES
from bib.works import Work
from bib.zotero_copies import collections_of
from evidence.concepts import Scheme
from tracker.storage.records import Records

SCHEME = Scheme(id="zotero-collections", title="Collections in Zotero", source="Zotero")


def collection_concept(key: str) -> str:
    """The id of the concept that a collection is."""
    return f"{SCHEME.id}/{key}"


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
