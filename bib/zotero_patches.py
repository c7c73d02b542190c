"""What is sent to Zotero of a work: the key of a new item, or the parts of one that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from bib.entries import work_from_fields
from bib.formats.zotero_extra import stated_key, with_stated_key
from bib.formats.zotero_items import item_from_work
from bib.formats.zotero_types import ITEM_TYPES
from bib.works import Work
from bib.zotero_copies import TYPE, ZoteroCopy

_LETTERS = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
_NOTHING: Mapping[str, object] = {"creators": [], "tags": [], "relations": {}}
_BESIDE_FIELDS = {"itemType", "creators", "tags", "relations", "extra"}


def new_key(library: str, what: str, citekey: str) -> str:
    """The item key of a new item, the same each time, so that a push cut short makes no double."""
    number = int.from_bytes(hashlib.sha256(f"{library}\0{what}\0{citekey}".encode()).digest()[:8])
    letters = []
    for _ in range(8):
        number, rest = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[rest])
    return "".join(letters)


def known_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """What Zotero's own types have; a server refuses an item with any other field."""
    described = ITEM_TYPES.get(str(data.get("itemType")))
    fields = set(described.fields) if described else set()
    return {name: value for name, value in data.items() if name in fields | _BESIDE_FIELDS}


def patch_of(work: Work, there: Mapping[str, str], changed: Mapping[str, str]) -> dict[str, Any]:
    """The parts of an item that the changed fields make otherwise than they are in Zotero."""
    old, new = (_data_of(work, fields) for fields in (there, {**there, **changed}))
    described = ITEM_TYPES.get(new["itemType"])
    fields = set(described.fields) if described else set()
    return {
        name: new.get(name, _NOTHING.get(name, ""))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name) and name in fields | _BESIDE_FIELDS
    }


def is_renamed(work: Work, present: ZoteroCopy) -> bool:
    """Whether Zotero goes by the key that the work had when it was last in step."""
    return present.work != work.key and stated_key(present.data) == present.work


def with_key(patch: dict[str, Any], work: Work, present: ZoteroCopy) -> dict[str, Any]:
    """With the line of the citekey put back into the free text, and a new citekey where it goes."""
    if "extra" in patch and (stated := stated_key({"extra": present.data.get("extra")})):
        patch = {**patch, "extra": f"{patch['extra']}\nCitation Key: {stated}".lstrip("\n")}
    if not is_renamed(work, present):
        return patch
    return {**patch, **with_stated_key({**present.data, **patch}, work.key)}


def _data_of(work: Work, fields: Mapping[str, str]) -> dict[str, Any]:
    plain = {name: value for name, value in fields.items() if name != TYPE and value.strip()}
    described = work_from_fields(work.key, fields.get(TYPE, work.type), plain)
    return item_from_work(described, with_key=False)[0]
