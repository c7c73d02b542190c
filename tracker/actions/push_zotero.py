"""Write works and the evidence of each to Zotero, and nothing that Zotero has already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from bib.errors import SourceError
from bib.formats.writing import Loss
from bib.formats.zotero_items import fields_from_item, item_from_work
from bib.formats.zotero_types import CHILD_TYPES
from bib.sources.zotero_answers import ZoteroWritten
from bib.withholding import without_addresses
from bib.works import LinkPolicy, Work
from bib.zotero_copies import (
    TYPE,
    Conflict,
    ZoteroCopy,
    agreed_fields,
    changed_here,
    data_to_keep,
)
from bib.zotero_patches import is_renamed, known_fields, new_key, patch_of, with_key
from evidence.annotations import Annotation, annotated
from evidence.corpus import Corpus
from tracker.actions.named_records import work_named
from tracker.library import Library
from tracker.storage.records import Records

NOTE_TAG = "evtrack"

_CHANGED_THERE = 412


class Target(Protocol):
    """A Zotero library that can be written to."""

    name: str

    def write_items(self, items: Iterable[Mapping[str, Any]]) -> ZoteroWritten:
        """Add items or change some of their fields."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something of a work that Zotero did not take."""

    key: str
    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PushReport:
    """What a push did, or would do; works are named by citekey.

    `changed` names the fields sent. `gone` are works whose item was deleted in Zotero: they are not
    made again.
    """

    library: str
    added: tuple[str, ...] = ()
    changed: Mapping[str, tuple[str, ...]] | None = None
    notes_added: tuple[str, ...] = ()
    notes_changed: tuple[str, ...] = ()
    unchanged: int = 0
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    losses: tuple[Loss, ...] = ()


def push_zotero(
    library: Library,
    target: Target,
    *,
    note_of: Callable[[Annotation], str],
    works: Collection[str] | None = None,
    collection: str = "",
    ours: bool = False,
    is_dry_run: bool = False,
    now: datetime,
) -> PushReport:
    """Send works that are new or were changed here, each with a note of its evidence.

    `note_of` gives the note as HTML, empty for none. A field that was changed on both sides is not
    sent, unless `ours` is wanted; an item that was changed in Zotero since the last pull is left
    alone. Doing it again sends nothing more. Raises `SourceError`, `UnknownWorkError`.
    """
    with library.reading() as records:
        corpus, copies = records.corpus(), records.zotero_copies(target.name)
        works = None if works is None else _present_keys(records, works)
    plan = _Plan(target.name, corpus, copies, works, collection, note_of, ours=ours)
    if is_dry_run:
        return plan.report(())
    sent = [draft for draft in plan.drafts if not draft.is_note]
    outcome = _send(target, sent)
    refused = {draft.key for draft in sent if draft.key in outcome.failed}
    notes = [
        draft
        for draft in plan.drafts
        if draft.is_note and draft.data.get("parentItem") not in refused
    ]
    told = _send_beside(target, notes, outcome)
    failures = tuple(_failures(sent, outcome)) + tuple(_failures(notes, told))
    saved = {**outcome.saved, **told.saved}
    kept = [_copy_of(draft, saved[draft.key], target.name) for draft in plan.drafts
            if draft.key in saved]  # fmt: skip
    if kept:
        with library.deed("zotero push", now=now, why=f"to {target.name}") as deed:
            deed.records.put_zotero_copies(kept)
            deed.changed(*dict.fromkeys(copy.work for copy in kept))
    return plan.report(failures)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """One item to be sent; `fields` are those a person would name."""

    key: str
    work: Work
    data: Mapping[str, Any]
    fields: tuple[str, ...] = ()
    present: ZoteroCopy | None = None
    written: str = ""
    disputed: Mapping[str, str] | None = None

    @property
    def is_note(self) -> bool:
        return bool(self.written)


class _Plan:
    """What is to be sent, worked out without asking Zotero."""

    def __init__(
        self,
        name: str,
        corpus: Corpus,
        copies: list[ZoteroCopy],
        wanted: Collection[str] | None,
        collection: str,
        note_of: Callable[[Annotation], str],
        *,
        ours: bool,
    ) -> None:
        self._name, self._collection, self._ours = name, collection, ours
        by_key = {each: work.key for work in corpus.works for each in (work.key, *work.aliases)}
        self._items: dict[str, ZoteroCopy] = {}
        self._notes: dict[str, ZoteroCopy] = {}
        for copy in copies:
            is_own_note = copy.item_type == "note" and bool(copy.written)
            kept = self._notes if is_own_note else self._items
            if is_own_note or copy.item_type not in CHILD_TYPES:
                kept.setdefault(by_key.get(copy.work, copy.work), copy)
        self.drafts: list[_Draft] = []
        self._unchanged = 0
        self._conflicts: list[Conflict] = []
        self._gone: list[str] = []
        self._losses: list[Loss] = []
        annotations = annotated(corpus)
        for work in corpus.works:
            if wanted is None or work.key in wanted:
                self._plan_work(work, note_of(annotations[work.key]))

    def report(self, failures: tuple[Failure, ...]) -> PushReport:
        """What is or would be sent, less what Zotero did not take."""
        failed = {(failure.key, failure.what) for failure in failures}
        sent = [each for each in self.drafts if (each.work.key, _what(each)) not in failed]
        items = [each for each in sent if not each.is_note]
        notes = [each for each in sent if each.is_note]
        return PushReport(
            library=self._name,
            added=tuple(each.work.key for each in items if each.present is None),
            changed={each.work.key: each.fields for each in items if each.present},
            notes_added=tuple(each.work.key for each in notes if each.present is None),
            notes_changed=tuple(each.work.key for each in notes if each.present),
            unchanged=self._unchanged,
            conflicts=tuple(self._conflicts),
            gone=tuple(self._gone),
            failed=failures,
            losses=tuple(self._losses),
        )

    def _plan_work(self, work: Work, note: str) -> None:
        shown = without_addresses(work) if work.link_policy is LinkPolicy.WITHHOLD else work
        present = self._items.get(work.key)
        before = len(self.drafts), len(self._conflicts)
        if present is None:
            self._add(shown)
        elif present.is_gone:
            self._gone.append(work.key)
            return
        else:
            self._change(shown, present)
        key = present.key if present else new_key(self._name, "work", work.key)
        if note:
            self._plan_note(shown, key, note)
        if before == (len(self.drafts), len(self._conflicts)):
            self._unchanged += 1

    def _add(self, work: Work) -> None:
        data, losses = item_from_work(work)
        known = known_fields(data)
        why = f"Zotero's type “{data['itemType']}” has no such field"
        self._losses += losses
        self._losses += [Loss(key=work.key, field=each, why=why) for each in data.keys() - known]
        key = new_key(self._name, "work", work.key)
        shelf = {"collections": [self._collection]} if self._collection else {}
        self.drafts.append(
            _Draft(key=key, work=work, data={**known, **shelf, "key": key, "version": 0})
        )

    def _change(self, work: Work, present: ZoteroCopy) -> None:
        changed = changed_here(work, agreed_fields(present))
        open_conflicts = () if self._ours else tuple(present.disputed)
        here = {**work.fields, TYPE: work.type}
        type_, there = fields_from_item(present.data)
        there[TYPE] = type_
        self._conflicts += [
            Conflict(key=work.key, field=name, ours=here[name], theirs=there.get(name, ""))
            for name in changed
            if name in open_conflicts and name in here
        ]
        names = tuple(name for name in changed if name not in open_conflicts)
        patch = patch_of(work, there, {name: here.get(name, "") for name in names})
        patch = with_key(patch, work, present)
        if not patch:
            return
        if is_renamed(work, present):
            names += ("citekey",)
        disputed = {name: base for name, base in present.disputed.items() if name not in names}
        self.drafts.append(
            _Draft(
                key=present.key,
                work=work,
                data={**patch, "key": present.key, "version": present.version},
                fields=names,
                present=present,
                disputed=disputed,
            )
        )

    def _plan_note(self, work: Work, parent: str, note: str) -> None:
        written = hashlib.sha256(note.encode()).hexdigest()
        present = self._notes.get(work.key)
        if present is None:
            key = new_key(self._name, "note", work.key)
            data = {
                "key": key, "version": 0, "itemType": "note", "parentItem": parent, "note": note,
                "tags": [{"tag": NOTE_TAG}],
            }  # fmt: skip
            self.drafts.append(_Draft(key=key, work=work, data=data, written=written))
        elif present.is_gone or (present.written == written and not present.disputed):
            return
        elif present.disputed and not self._ours:
            self._conflicts.append(
                Conflict(
                    key=work.key, field="note", ours="written by evtrack", theirs="edited in Zotero"
                )
            )
        else:
            data = {"key": present.key, "version": present.version, "note": note}
            self.drafts.append(
                _Draft(key=present.key, work=work, data=data, present=present, written=written)
            )


def _present_keys(records: Records, names: Collection[str]) -> set[str]:
    """The citekeys that works have now, for keys and older keys in any case."""
    return {str(work_named(records, name).key) for name in names}


def _send(target: Target, drafts: list[_Draft]) -> ZoteroWritten:
    return target.write_items([draft.data for draft in drafts]) if drafts else ZoteroWritten()


def _send_beside(target: Target, drafts: list[_Draft], before: ZoteroWritten) -> ZoteroWritten:
    """Send further items; an error is told of each, lest what was saved before be forgotten."""
    try:
        return _send(target, drafts)
    except SourceError as error:
        if not before.saved:
            raise
        return ZoteroWritten(failed={draft.key: (0, error.why) for draft in drafts})


def _what(draft: _Draft) -> str:
    return "note" if draft.is_note else "work"


def _failures(drafts: list[_Draft], outcome: ZoteroWritten) -> Iterator[Failure]:
    for draft in drafts:
        if draft.key in outcome.failed:
            code, message = outcome.failed[draft.key]
            why = message
            if code == _CHANGED_THERE:
                why = "it was changed in Zotero since; pull first"
            yield Failure(key=draft.work.key, what=_what(draft), why=why)


def _copy_of(draft: _Draft, saved: Mapping[str, Any], library: str) -> ZoteroCopy:
    version = saved.get("version")
    present = draft.present or ZoteroCopy(
        library=library,
        key=draft.key,
        version=0,
        item_type=str(draft.data.get("itemType") or ""),
        work=draft.work.key,
        parent=str(draft.data.get("parentItem") or ""),
    )
    return replace(
        present,
        work=draft.work.key,
        version=version if isinstance(version, int) else present.version,
        data=data_to_keep(draft.work, saved),
        disputed=draft.disputed or {},
        written=draft.written,
    )
