"""Take in what changed in a Zotero library, without overwriting what was changed here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from bib.citekeys import citekey_for, fold
from bib.duplicates.decision import State
from bib.formats.zotero_extra import stated_key
from bib.formats.zotero_items import work_from_item
from bib.formats.zotero_types import CHILD_TYPES
from bib.matching import Holdings, Outcome
from bib.sources.zotero_answers import ZoteroChanges
from bib.works import Citekey, Work
from bib.zotero_copies import (
    Conflict,
    ZoteroCopy,
    ZoteroScope,
    agreed_fields,
    collections_of,
    copy_of,
    data_to_keep,
    updated,
    version_of,
)
from tracker.actions.zotero_collections import SCHEME, concept_of
from tracker.actions.zotero_excerpts import take_annotations
from tracker.library import IndexProgress, Library, no_progress
from tracker.storage.records import Records

_KEY = re.compile(r"[A-Za-z0-9]{1,40}")


class Source(Protocol):
    """A Zotero library that can be read."""

    name: str

    def fetch_changes(self, since: int, *, collection: str = "") -> ZoteroChanges:
        """Everything that changed after a version."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PullReport:
    """What a pull did, or would do.

    Works are named by citekey; `deleted` are those whose item is gone or in Zotero's bin, and which
    stay here. `children` counts notes, attachments and annotations that came or changed. Of the
    annotations, `excerpts` are new ones that wait for a claim, `excerpts_changed` those that follow
    a change; `silent` ones have neither words nor a comment, `homeless` ones hang on no work.
    `steps` counts how marked words were found in the texts attached here.
    """

    scope: str
    since: int
    version: int
    added: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    conflicts: tuple[Conflict, ...] = ()
    deleted: tuple[str, ...] = ()
    collections: int = 0
    deleted_collections: tuple[str, ...] = ()
    children: Mapping[str, int] = field(default_factory=dict)
    excerpts: int = 0
    excerpts_changed: tuple[str, ...] = ()
    silent: int = 0
    homeless: int = 0
    steps: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def pull_zotero(
    library: Library,
    source: Source,
    *,
    collection: str = "",
    theirs: bool = False,
    is_dry_run: bool = False,
    now: datetime,
    progress: IndexProgress = no_progress,
) -> PullReport:
    """Take in what changed since the last pull, in one deed.

    A field that was changed on both sides stays as it is here and is told, unless `theirs` is
    wanted. What was deleted in Zotero is told and stays. Raises `SourceError`.
    """
    scope = f"{source.name}/collections/{collection}" if collection else source.name
    with library.reading() as records:
        since = 0 if theirs else _version_of(records, scope)
    changes = source.fetch_changes(since, collection=collection)
    if is_dry_run:
        with library.reading() as records:
            return _Pull(records, source.name, scope, since, changes, theirs).report()
    with library.deed("zotero pull", now=now, why=f"from {scope}", progress=progress) as deed:
        pull = _Pull(deed.records, source.name, scope, since, changes, theirs)
        report = pull.report()
        pull.write(deed.records)
    return report


def _version_of(records: Records, scope: str) -> int:
    return next((each.version for each in records.zotero_scopes() if each.name == scope), 0)


class _Pull:
    """The works, copies and concepts as they are to be after the pull."""

    def __init__(
        self,
        records: Records,
        name: str,
        scope: str,
        since: int,
        changes: ZoteroChanges,
        theirs: bool,
    ) -> None:
        self._name, self._scope, self._since = name, scope, since
        self._changes, self._theirs = changes, theirs
        present = records.works()
        self._present = {work.key: work for work in present}
        self._holdings = Holdings(present)
        self._taken = {fold(key) for each in present for key in (each.key, *each.aliases)}
        self._seen = {copy.key: copy for copy in records.zotero_copies(name)}
        self._works: dict[str, Work] = {}
        self._copies: dict[str, ZoteroCopy] = {}
        self._done: dict[str, list[str]] = {
            each: [] for each in ("added", "joined", "changed", "deleted")
        }
        self._unchanged = 0
        self._children: Counter[str] = Counter()
        self._conflicts: list[Conflict] = []
        self._problems: list[str] = []
        self._take_all()
        self._annotations = take_annotations(
            records, {**self._seen, **self._copies}, self._seen, self._find
        )
        self._copies.update((copy.key, copy) for copy in self._annotations.copies)

    def report(self) -> PullReport:
        """What becomes of everything."""
        return PullReport(
            scope=self._scope,
            since=self._since,
            version=self._changes.version,
            **{name: tuple(dict.fromkeys(keys)) for name, keys in self._done.items()},
            unchanged=self._unchanged,
            conflicts=tuple(self._conflicts),
            collections=len(self._changes.collections),
            deleted_collections=self._deleted_collections(),
            children=dict(self._children),
            excerpts=self._annotations.added,
            excerpts_changed=tuple(self._annotations.changed),
            silent=self._annotations.silent,
            homeless=self._annotations.homeless,
            steps=dict(self._annotations.steps),
            problems=(*self._problems, *self._annotations.problems),
        )

    def write(self, records: Records) -> None:
        """Put everything into the library."""
        records.put_works(self._works.values())
        records.put_zotero_copies(self._copies.values())
        records.put_waiting_excerpts(self._annotations.excerpts)
        concepts = [each for data in self._changes.collections if (each := concept_of(data))]
        if concepts:
            records.put_schemes([SCHEME])
            records.put_concepts(concepts)
        scope = ZoteroScope(
            name=self._scope, version=self._changes.version, title=self._changes.title
        )
        records.put_zotero_scopes([scope])

    def _take_all(self) -> None:
        children = []
        for data in self._changes.items:
            if not _KEY.fullmatch(str(data.get("key") or "")) or not data.get("itemType"):
                self._problems.append("An item without a key or a type was left out.")
            elif data["itemType"] in CHILD_TYPES:
                children.append(data)
            else:
                self._take_item(data)
        # Annotations hang on attachments, and those on works.
        for data in sorted(children, key=lambda each: each["itemType"] == "annotation"):
            self._take_child(data)
        for key in (*self._changes.deleted_items, *self._absent()):
            if (copy := self._copy(key)) and not copy.is_gone:
                self._let_go(copy)

    def _absent(self) -> list[str]:
        """The items that are no longer there, if the server tells only what is."""
        present = self._changes.present_items
        return [] if present is None else [key for key in self._seen if key not in present]

    def _deleted_collections(self) -> tuple[str, ...]:
        present = self._changes.present_collections
        if present is None:
            return self._changes.deleted_collections
        seen = (copy for copy in self._seen.values() if not copy.is_gone)
        known = (key for copy in seen for key in collections_of(copy))
        return tuple(dict.fromkeys(key for key in known if key not in present))

    def _copy(self, key: str) -> ZoteroCopy | None:
        return self._copies.get(key) or self._seen.get(key)

    def _take_item(self, data: Mapping[str, Any]) -> None:
        copy = self._copy(str(data["key"]))
        work = self._find(copy.work) if copy else None
        if copy and data.get("deleted"):
            if copy.is_gone:
                return
            self._let_go(replace(copy, version=version_of(data)))
        elif data.get("deleted"):
            return
        elif copy and work is None:
            self._problems.append(
                f"“{copy.work}” was removed here and is still in Zotero (item {copy.key})."
            )
        elif copy and work and self._is_as_it_was(copy, data_to_keep(work, data)):
            self._unchanged += 1
        elif copy and work:
            self._update(copy, work, data)
        else:
            self._add(data)

    def _is_as_it_was(self, copy: ZoteroCopy, data: Mapping[str, Any]) -> bool:
        """Whether nothing came, where the whole library is read and not what changed alone."""
        return not (copy.is_gone or copy.disputed or self._theirs) and copy.data == data

    def _add(self, data: Mapping[str, Any]) -> None:
        incoming, doubts = work_from_item(data, taken=self._taken)
        placement = self._holdings.place(incoming)
        if placement.outcome is Outcome.REFUSED:
            self._problems += [f"{doubt.message} Another is made." for doubt in placement.doubts]
            incoming = replace(incoming, key=self._free_key(incoming))
            placement = self._holdings.place(incoming)
        self._problems += [f"{incoming.key}: {doubt.message}" for doubt in doubts]
        if placement.outcome is Outcome.ADDED:
            self._problems += [f"{incoming.key}: {doubt.message}" for doubt in placement.doubts]
            self._problems += [
                f"{incoming.key} and {key} may be one work: {each.reason}. Both are kept."
                for key, each in placement.near
                if each.state is State.DOUBTFUL
            ]
            self._taken.add(fold(incoming.key))
            self._done["added"].append(incoming.key)
            self._keep(placement.work, data, {})
            return
        # The fields are taken one by one below; of the placement only the new alias is wanted.
        key = placement.work.key
        known = self._works.get(key) or self._present.get(key, placement.work)
        known = replace(known, aliases=placement.work.aliases)
        update = updated(known, {}, data, theirs=self._theirs, origin=self._origin(data))
        self._done["joined"].append(known.key)
        self._conflicts += update.conflicts
        self._keep(update.work, data, update.disputed)

    def _update(self, copy: ZoteroCopy, work: Work, data: Mapping[str, Any]) -> None:
        update = updated(
            work, agreed_fields(copy), data, theirs=self._theirs, origin=self._origin(data)
        )
        if update.taken:
            self._done["changed"].append(work.key)
        elif not update.conflicts:
            self._unchanged += 1
        self._conflicts += update.conflicts
        stated, before = stated_key(data), stated_key(copy.data)
        if before and stated not in ("", before, work.key):
            self._problems.append(
                f"{work.key}: Zotero calls it “{stated}” now; it keeps its key here."
            )
        # Until a new key is pushed, the copy goes by the one that Zotero knows.
        name = copy.work if stated == copy.work else work.key
        self._keep(update.work, data, update.disputed, name=name)

    def _find(self, key: str) -> Work | None:
        """A work as it is by now."""
        work = self._holdings.find(key)
        return self._works.get(work.key, work) if work else None

    def _free_key(self, work: Work) -> Citekey:
        return citekey_for(work.authors, work.year, work.title, taken=self._taken)

    def _keep(
        self, work: Work, data: Mapping[str, Any], disputed: Mapping[str, str], *, name: str = ""
    ) -> None:
        key = str(data["key"])
        self._works[work.key] = work
        kept = copy_of(data, library=self._name, work=work, name=name)
        self._copies[key] = replace(kept, disputed=disputed)

    def _take_child(self, data: Mapping[str, Any]) -> None:
        key, parent = str(data["key"]), str(data.get("parentItem") or "")
        present, above = self._copy(key), self._copy(parent)
        work = self._find(above.work) if above else None
        if data.get("deleted"):
            if present and not present.is_gone:
                self._let_go(replace(present, version=version_of(data)))
            return
        if above is None and self._scope != self._name and data["itemType"] == "annotation":
            # Annotations come from the whole library, also those outside the collection.
            return
        copy = copy_of(data, library=self._name, work=work)
        if present:
            copy = replace(copy, written=present.written)
        if present and present.work == copy.work and self._is_as_it_was(present, copy.data):
            return
        if present and present.written and copy.item_type == "note":
            copy = replace(copy, disputed=self._disputed_note(present, copy))
        if present is None or present.is_gone or present.data != copy.data:
            self._children[copy.item_type] += 1
        self._copies[key] = copy

    def _disputed_note(self, present: ZoteroCopy, copy: ZoteroCopy) -> Mapping[str, str]:
        """What is disputed of a note of ours, which stands as it was edited in Zotero."""
        if present.data.get("note") == copy.data.get("note"):
            return {} if self._theirs else present.disputed
        self._conflicts.append(
            Conflict(
                key=copy.work, field="note", ours="written by evtrack", theirs="edited in Zotero"
            )
        )
        return {"note": str(present.data.get("note") or "")}

    def _let_go(self, copy: ZoteroCopy) -> None:
        self._copies[copy.key] = replace(copy, is_gone=True)
        if copy.item_type not in CHILD_TYPES:
            self._done["deleted"].append(copy.work)

    def _origin(self, data: Mapping[str, Any]) -> str:
        return f"Zotero, version {version_of(data)} of item {data['key']}"
