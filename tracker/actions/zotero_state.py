"""Tell how the library and Zotero stand to each other, without asking Zotero."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from bib.formats.zotero_items import fields_from_item
from bib.formats.zotero_types import CHILD_TYPES
from bib.withholding import without_addresses
from bib.works import LinkPolicy, Work
from bib.zotero_copies import (
    Conflict,
    ZoteroCopy,
    ZoteroScope,
    agreed_fields,
    changed_here,
)
from evidence.excerpts import Excerpt
from tracker.library import Library

_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A file or a note that hangs on a work in Zotero; `text` is the file's name, or the note."""

    work: str
    text: str
    content_type: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroState:
    """Works by how they stand to Zotero, and the excerpts from there that wait for a claim.

    `silent` counts annotations that became no excerpt: without words, or on no work.
    """

    scopes: tuple[ZoteroScope, ...] = ()
    joined: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    attachments: tuple[Child, ...] = ()
    notes: tuple[Child, ...] = ()
    waiting: tuple[Excerpt, ...] = ()
    silent: int = 0


def zotero_state(library: Library) -> ZoteroState:
    """What is known from the last pull and push."""
    with library.reading() as records:
        works, copies = records.works(), records.zotero_copies()
        scopes = tuple(records.zotero_scopes())
        places = {copy.written: copy.data.get("annotationSortIndex") for copy in copies
                  if copy.item_type == "annotation"}  # fmt: skip
        waiting = [each for each in records.waiting_excerpts() if each.id in places]
    by_key = {each: work for work in works for each in (work.key, *work.aliases)}
    # A work may have been renamed since, and is found by its old key.
    copies = [
        replace(copy, work=by_key[copy.work].key) if copy.work in by_key else copy
        for copy in copies
    ]
    items = {copy.work: copy for copy in copies if copy.item_type not in CHILD_TYPES}
    present = {key: copy for key, copy in items.items() if not copy.is_gone and key in by_key}
    children = [copy for copy in copies if not copy.is_gone]
    return ZoteroState(
        scopes=scopes,
        joined=tuple(present),
        changed=tuple(key for key, copy in present.items() if _is_changed(by_key[key], copy)),
        unknown=tuple(work.key for work in works if work.key not in items),
        gone=tuple(key for key, copy in items.items() if copy.is_gone),
        conflicts=tuple(
            conflict for key, copy in present.items() for conflict in _conflicts(by_key[key], copy)
        ),
        attachments=tuple(_child(copy) for copy in children if copy.item_type == "attachment"),
        notes=tuple(
            _child(copy) for copy in children if copy.item_type == "note" and not copy.written
        ),
        waiting=tuple(sorted(waiting, key=lambda each: (each.work, str(places[each.id] or "")))),
        silent=sum(copy.item_type == "annotation" and not copy.written for copy in children),
    )


def _is_changed(work: Work, copy: ZoteroCopy) -> bool:
    shown = without_addresses(work) if work.link_policy is LinkPolicy.WITHHOLD else work
    return any(name not in copy.disputed for name in changed_here(shown, agreed_fields(copy)))


def _conflicts(work: Work, copy: ZoteroCopy) -> list[Conflict]:
    there = fields_from_item(copy.data)[1]
    return [
        Conflict(
            key=work.key, field=name, ours=work.fields.get(name, ""), theirs=there.get(name, "")
        )
        for name in copy.disputed
        if work.fields.get(name, "") != there.get(name, "")
    ]


def _child(copy: ZoteroCopy) -> Child:
    data = copy.data
    named = data.get("note") or data.get("filename") or data.get("title") or data.get("url") or ""
    plain = unescape(_TAG.sub(" ", str(named)))
    return Child(
        work=copy.work,
        text=" ".join(plain.split()),
        content_type=str(data.get("contentType") or ""),
        item=copy.key,
    )
