"""Copies of Zotero items: what was last seen of each, and so which side changed what since.

A field is compared three ways: as it was when both sides agreed, as it is here, as it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bib.entries import with_fields, work_from_fields
from bib.formats.ledger import as_compared
from bib.formats.zotero_fields import PREFIX
from bib.formats.zotero_items import BOOKKEEPING, fields_from_item, item_from_work
from bib.withholding import without_addresses, without_addresses_in
from bib.works import LinkPolicy, Work

# The name the entry type goes by among the fields; no field can be called so.
TYPE = "@type"
_LEADING_TO_ADDRESSES = {
    "url", "DOI", "accessDate", "extra", "archiveID", "archiveLocation", "relations", "links",
    "path", "filename",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroScope:
    """What was pulled: a library (`users/1`, `groups/2`) or a collection of it, at a version."""

    name: str
    version: int
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroCopy:
    """One item as last seen; `work` is the citekey of the work it is or hangs on, if any.

    `data` is Zotero's own. `disputed` names the fields in which both sides changed, each with the
    value they last agreed on. `written` is the SHA-256 of a note that evtrack put there, the id of
    the excerpt that an annotation became here, or the SHA-256 of the file that was fetched, with
    what Zotero stated of it then.
    """

    library: str
    key: str
    version: int
    item_type: str
    work: str = ""
    parent: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    disputed: Mapping[str, str] = field(default_factory=dict)
    written: str = ""
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field that was changed on both sides; `ours` stays."""

    key: str
    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A work after taking in what changed in Zotero alone."""

    work: Work
    taken: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    disputed: Mapping[str, str] = field(default_factory=dict)


def agreed_fields(copy: ZoteroCopy) -> dict[str, str]:
    """The fields as they were when both sides last agreed."""
    return {**_fields(copy.data), **copy.disputed}


def updated(
    work: Work, agreed: Mapping[str, str], data: Mapping[str, Any], *, theirs: bool, origin: str
) -> Update:
    """The work with what Zotero alone changed; with `theirs` also with what both changed.

    No address comes to a work whose address is withheld.
    """
    there = _showable(work, _fields(data))
    here = {**work.fields, TYPE: work.type}
    as_item = _as_item(work)
    taken: dict[str, str] = {}
    conflicts: list[Conflict] = []
    disputed: dict[str, str] = {}
    for name in dict.fromkeys((*here, *there, *agreed)):
        ours, other, base = here.get(name, ""), there.get(name, ""), agreed.get(name, "")
        if _same(name, ours, other) or _same(name, other, base):
            continue
        if not ours and _same(name, as_item.get(name, ""), other):
            # It is here under another name, such as biblatex's `date`.
            continue
        # What was kept exactly follows the field it was kept for.
        if _same(name, ours, base) or theirs or name.startswith(PREFIX):
            taken[name] = other
        else:
            conflicts.append(Conflict(key=work.key, field=name, ours=ours, theirs=other))
            disputed[name] = base
    if not taken:
        return Update(work=work, conflicts=tuple(conflicts), disputed=disputed)
    return Update(
        work=_with(work, taken, origin),
        taken=tuple(taken),
        conflicts=tuple(conflicts),
        disputed=disputed,
    )


def changed_here(work: Work, agreed: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that are not as both sides last agreed, as far as Zotero can hold them."""
    here = {**work.fields, TYPE: work.type}
    names = [
        name
        for name in dict.fromkeys((*here, *agreed))
        if not _same(name, here.get(name, ""), agreed.get(name, ""))
    ]
    if not names:
        return ()
    as_item = _as_item(work)
    return tuple(
        name for name in names if not _same(name, as_item.get(name, ""), agreed.get(name, ""))
    )


def data_to_keep(work: Work, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What may be stored of an item: nothing that leads to a withheld address."""
    if work.link_policy is not LinkPolicy.WITHHOLD:
        return data
    return {
        name: without_addresses_in(value) if isinstance(value, str) else value
        for name, value in data.items()
        if name not in _LEADING_TO_ADDRESSES
    }


def copy_of(
    data: Mapping[str, Any], *, library: str, work: Work | None, name: str = ""
) -> ZoteroCopy:
    """An item as it is now; `name` is an older key of the work by which Zotero knows it."""
    return ZoteroCopy(
        library=library,
        key=str(data["key"]),
        version=version_of(data),
        item_type=str(data["itemType"]),
        work=name or (work.key if work else ""),
        parent=str(data.get("parentItem") or ""),
        data=data_to_keep(work, data) if work else data,
    )


def version_of(data: Mapping[str, Any]) -> int:
    """The version an item states, 0 where it states none."""
    version = data.get("version")
    return version if isinstance(version, int) else 0


def collections_of(copy: ZoteroCopy) -> tuple[str, ...]:
    """The keys of the collections an item is in, as it was last seen."""
    stated = copy.data.get("collections")
    return (
        tuple(each for each in stated if isinstance(each, str)) if isinstance(stated, list) else ()
    )


def mark_text(data: Mapping[str, Any]) -> str:
    """The words a reader marked, on one line."""
    return " ".join(str(data.get("annotationText") or "").split())


def _fields(data: Mapping[str, Any]) -> dict[str, str]:
    if not data or set(data) <= BOOKKEEPING - {"itemType", "creators", "tags"}:
        return {}
    type_, fields = fields_from_item(data)
    return {**fields, TYPE: type_}


def _as_item(work: Work) -> dict[str, str]:
    """The fields as they would come back from Zotero."""
    return _fields(item_from_work(work, with_key=False)[0])


def _showable(work: Work, fields: Mapping[str, str]) -> dict[str, str]:
    if work.link_policy is not LinkPolicy.WITHHOLD:
        return dict(fields)
    plain = {name: value for name, value in fields.items() if name != TYPE}
    shown = without_addresses(replace(work_from_fields(work.key, work.type, plain)))
    return {**shown.fields, TYPE: fields.get(TYPE, work.type)}


def _same(name: str, one: str, other: str) -> bool:
    return one == other or as_compared(name, one) == as_compared(name, other)


def _with(work: Work, taken: Mapping[str, str], origin: str) -> Work:
    fields = {**work.fields, **{name: value for name, value in taken.items() if name != TYPE}}
    kept = {name: value for name, value in fields.items() if value.strip()}
    changed = with_fields(replace(work, type=taken.get(TYPE) or work.type), kept)
    origins = {**work.origins, **{name: origin for name in taken if name in kept}}
    return replace(changed, block=None, origins=origins)
