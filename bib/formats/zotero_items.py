"""A Zotero item turned into a work and back, with nothing of either side dropped on the way.

What BibTeX has a name for goes under that name; the rest goes under `zotero-` and the Zotero name
(`zotero-archive-location`). Where the BibTeX value does not give the Zotero one back exactly (a
date such as “Spring 2020”, creators in a mixed order), the Zotero value is kept beside it the same
way, and holds for as long as the two still agree. In the other direction, BibTeX fields that Zotero
lacks stand in `extra`, as Better BibTeX has it (`tex.howpublished: …`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from bib.citekeys import checked_citekey, citekey_for
from bib.entries import read_work
from bib.errors import InvalidCitekeyError
from bib.formats.entry_types import entry_type, entry_type_named, genre_beside
from bib.formats.exact_text import text_from_latex
from bib.formats.ledger import losses_of
from bib.formats.writing import Loss
from bib.formats.zotero_creators import creator_fields, creators_of
from bib.formats.zotero_extra import (
    IN_EXTRA,
    KEY_LINE,
    TEX_LINE,
    extra_fields,
    extra_lines,
    stated_key,
    without_tex_lines,
)
from bib.formats.zotero_fields import (
    PREFIX,
    bibtex_fields,
    date_field,
    from_json,
    genre_field,
    json_value,
    mappings,
    prefixed,
    text_fields,
    text_of,
    unprefixed,
)
from bib.formats.zotero_types import ITEM_TYPES, ItemType
from bib.latex import latex_from_text, latex_to_unicode
from bib.problems import Doubt
from bib.works import Citekey, Work

Item = Mapping[str, Any]

# What an item says of its place in a Zotero library, and not of the work.
BOOKKEEPING = frozenset({
    "key", "version", "itemType", "creators", "tags", "dateAdded", "dateModified", "collections",
    "library", "links", "meta", "itemID", "itemKey", "libraryID", "uri", "select", "attachments",
    "notes", "inPublications", "deleted", "citationKey", "citekey", "parentItem",
})  # fmt: skip


def work_from_item(
    data: Item, *, taken: Collection[str] = (), block: str | None = None
) -> tuple[Work, tuple[Doubt, ...]]:
    """The work an item describes; `taken` holds folded keys that a new key must keep clear of.

    The citekey is Zotero's own, or the one Better BibTeX keeps in `extra`, else made by formula.
    """
    type_, fields = fields_from_item(data)
    stated, doubts = _checked_key(data)
    work, odd = read_work(stated or Citekey("new"), type_, fields, block)
    if stated is None:
        key = citekey_for(work.authors or work.editors, work.year, work.title, taken=taken)
        work, odd = read_work(key, type_, fields, block)
    return work, doubts + odd


def fields_from_item(data: Item) -> tuple[str, dict[str, str]]:
    """The BibTeX type and fields of an item."""
    name = text_of(data.get("itemType")) or "document"
    described = ITEM_TYPES.get(name)
    texts = {each: text_of(value) for each, value in data.items() if each not in BOOKKEEPING}
    texts = {each: value for each, value in texts.items() if value.strip()}
    extra, tex = without_tex_lines(KEY_LINE.sub("", texts.pop("extra", "")))
    genre_name = genre_field(described)
    row = entry_type_named("zotero", name, texts.get(genre_name, "")) or entry_type("misc")
    if row.genre and row.genre == texts.get(genre_name):
        del texts[genre_name]
    fields: dict[str, str] = {}
    fields.update(creator_fields(data, described))
    for each, value in texts.items():
        fields.update(bibtex_fields(described, each, value))
    fields.update(_tag_fields(data))
    for each, value in extra_fields(extra).items():
        fields.setdefault(each, value)
    type_, subtype = tex.pop("entrytype", row.type), tex.pop("entrysubtype", row.subtype)
    if subtype:
        fields["entrysubtype"] = subtype
    for tex_name, value in tex.items():
        fields.setdefault(tex_name, latex_from_text(value))
    _keep_what_would_not_come_back(data, described, texts, fields)
    if entry_type(type_, subtype).zotero != name:
        fields[f"{PREFIX}item-type"] = latex_from_text(name)
    if relations := data.get("relations"):
        fields[f"{PREFIX}relations"] = json_value(relations)
    return type_, {field: value for field, value in fields.items() if value.strip()}


def item_from_work(work: Work, *, with_key: bool = True) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    """The item data that describes a work, and what of the work it does not give back.

    `with_key` has the citekey stand in `extra`, where Better BibTeX looks for it.
    """
    name, has_told_type = _item_type_of(work)
    described = ITEM_TYPES.get(name)
    data: dict[str, Any] = {"itemType": name}
    left = dict(work.fields)
    left.pop("entrysubtype" if has_told_type else "", "")
    kept = {each: left.pop(each) for each in list(left) if each.startswith(PREFIX)}
    for told in ("item-type", "extra"):
        kept.pop(PREFIX + told, "")
    data.update(date_field(described, left))
    data["creators"] = creators_of(described, left, kept)
    data["tags"] = _tags(left, kept)
    if relations := kept.pop(f"{PREFIX}relations", ""):
        data["relations"] = from_json(relations, {})
    data.update(text_fields(described, left))
    _take_kept(described, data, kept, work.fields)
    genre_name = genre_field(described)
    row = entry_type(work.type, work.fields.get("entrysubtype", ""))
    if genre_name and genre_name not in data and row.zotero == name:
        data.update({genre_name: genre} if (genre := genre_beside("zotero", row)) else {})
    data["extra"] = _extra(work, data, left, with_key=with_key)
    data = {each: value for each, value in data.items() if value not in ("", [], {})}
    type_, back = fields_from_item(data)
    return data, tuple(losses_of(work, work.key, type_, back, title="Zotero"))


def _checked_key(data: Item) -> tuple[Citekey | None, tuple[Doubt, ...]]:
    stated = stated_key(data)
    if not stated:
        return None, ()
    try:
        return checked_citekey(stated), ()
    except InvalidCitekeyError as error:
        return None, (Doubt(code="bad-key", message=f"{error} Another is made."),)


def _tag_fields(data: Item) -> dict[str, str]:
    tags = [text_of(tag.get("tag")) for tag in mappings(data.get("tags"))]
    return {"keywords": latex_from_text(", ".join(tag for tag in tags if tag))} if tags else {}


def _keep_what_would_not_come_back(
    data: Item, described: ItemType | None, texts: Mapping[str, str], fields: dict[str, str]
) -> None:
    left = dict(fields)
    back: dict[str, Any] = date_field(described, left)
    back["creators"] = creators_of(described, left, {})
    back["tags"] = _tags(left, {})
    back.update(text_fields(described, left))
    for name, value in texts.items():
        if prefixed(name) not in fields and back.get(name) != value:
            fields[prefixed(name)] = latex_from_text(value)
    for name in ("creators", "tags"):
        stated = mappings(data.get(name))
        if stated and back[name] != stated:
            fields[prefixed(name)] = json_value(stated)


def _item_type_of(work: Work) -> tuple[str, bool]:
    """The item type, and whether it says all that the entry type and subtype say."""
    subtype = work.fields.get("entrysubtype", "")
    row = entry_type(work.type, subtype)
    kept = text_from_latex(work.fields.get(f"{PREFIX}item-type", ""))
    name = kept or row.zotero or "document"
    read = entry_type_named("zotero", name, genre_beside("zotero", row))
    has_genre = genre_field(ITEM_TYPES.get(name)) != "" or read is entry_type_named("zotero", name)
    said = read is not None and (read.type, read.subtype) == (work.type, subtype)
    return name, said and has_genre


def _tags(left: dict[str, str], kept: dict[str, str]) -> list[dict[str, Any]]:
    keywords = left.pop("keywords", "")
    exact = from_json(kept.pop(f"{PREFIX}tags", ""), [])
    if exact and _tag_fields({"tags": exact}).get("keywords", "") == keywords:
        return list(exact)
    words = re.split(r"[,;]", text_from_latex(keywords))
    return [{"tag": word.strip()} for word in words if word.strip()]


def _take_kept(
    described: ItemType | None,
    data: dict[str, Any],
    kept: Mapping[str, str],
    fields: Mapping[str, str],
) -> None:
    """Put in what was kept exactly, unless the BibTeX field beside it says something else now."""
    for kept_name, value in kept.items():
        name, exact = unprefixed(kept_name), text_from_latex(value)
        if described and name.upper() in described.fields:
            name = name.upper()
        said = bibtex_fields(described, name, exact)
        if said.get(kept_name) == value or all(fields.get(each) == it for each, it in said.items()):
            data[name] = exact


def _extra(work: Work, data: Item, left: Mapping[str, str], *, with_key: bool) -> str:
    lines = extra_lines(left)
    exact = text_from_latex(work.fields.get(f"{PREFIX}extra", ""))
    said = extra_fields(exact)
    if exact and all(work.fields.get(name) == value for name, value in said.items()):
        lines = [exact]
    if not _item_type_of(work)[1] and f"{PREFIX}item-type" not in work.fields:
        lines.append(f"tex.entrytype: {work.type}")
    lines += [
        f"tex.{name}: {latex_to_unicode(value)}"
        for name, value in left.items()
        if name != "note" and name not in IN_EXTRA and TEX_LINE.fullmatch(f"tex.{name}: x")
    ]
    if with_key and data.get("citationKey") != work.key:
        lines.append(f"Citation Key: {work.key}")
    return "\n".join(lines)
