"""A Zotero item turned into a work and back, with nothing of either side dropped on the way.

What BibTeX has a name for goes under that name; the rest goes under `zotero-` and the Zotero name
(`zotero-archive-location`). Where the BibTeX value does not give the Zotero one back exactly (a
date such as “Spring 2020”, creators in a mixed order), the Zotero value is kept beside it the same
way, and holds for as long as the two still agree. In the other direction, BibTeX fields that Zotero
lacks stand in `extra`, as Better BibTeX has it (`tex.howpublished: …`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bib.citekeys import checked_citekey, citekey_for
from bib.dates import issued_from_fields
from bib.entries import read_work
from bib.errors import InvalidCitekeyError
from bib.formats.bibtex_entry import MONTH_MACROS
from bib.formats.entry_types import entry_type, entry_type_named, genre_beside
from bib.formats.exact_text import text_from_latex
from bib.formats.ledger import losses_of
from bib.formats.markup import latex_from_markup, markup_from_latex
from bib.formats.writing import Loss
from bib.formats.zotero_types import ITEM_TYPES, ItemType
from bib.latex import latex_from_text, latex_to_unicode
from bib.names import OTHERS, Name, parse_names
from bib.problems import Doubt
from bib.works import Citekey, Work

Item = Mapping[str, Any]

PREFIX = "zotero-"
# What an item says of its place in a Zotero library, and not of the work.
BOOKKEEPING = frozenset({
    "key", "version", "itemType", "creators", "tags", "dateAdded", "dateModified", "collections",
    "library", "links", "meta", "itemID", "itemKey", "libraryID", "uri", "select", "attachments",
    "notes", "inPublications", "deleted", "citationKey", "citekey", "parentItem",
})  # fmt: skip

_NAMES = {
    "title": "title", "abstractNote": "abstract", "volume": "volume", "issue": "number",
    "number": "number", "seriesNumber": "number", "pages": "pages", "place": "address",
    "publisher": "publisher", "series": "series", "seriesTitle": "series", "edition": "edition",
    "language": "language", "ISBN": "isbn", "ISSN": "issn", "DOI": "doi", "url": "url",
    "accessDate": "urldate", "shortTitle": "shorttitle", "journalAbbreviation": "shortjournal",
    "numPages": "pagetotal", "numberOfVolumes": "volumes", "versionNumber": "version",
    "type": "type", "conferenceName": "eventtitle", "meetingName": "eventtitle", "date": "date",
    "filingDate": "", "extra": "note",
}  # fmt: skip
_CONTAINERS = {
    "journalArticle": "journal", "magazineArticle": "journal", "newspaperArticle": "journal",
    "blogPost": "organization", "forumPost": "organization", "webpage": "organization",
}  # fmt: skip
_PUBLISHERS = {"thesis": "school", "report": "institution"}
_ROLES = {"editor": "editor", "translator": "translator", "bookAuthor": "bookauthor"}
_MARKED = {"title", "booktitle", "journal", "shorttitle", "series", "eventtitle", "organization"}
_VERBATIM = {"url", "doi", "isbn", "issn"}
_IN_EXTRA = ("doi", "pmid", "pmcid")
_OTHER_SPELLINGS = {"journaltitle": "journal", "location": "address"}

_ISO_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = list(MONTH_MACROS.values())
_RANGE = re.compile(r"(?<=\w)\s*[-–—]+\s*(?=\w)")
_UPPER = re.compile(r"[A-Z]")
_AFTER_DASH = re.compile(r"-([a-z])")
_SUFFIX = re.compile(r"^(.*), *((?:Jr|Sr)\.?|[IVX]{1,4})$")
_KEY_LINE = re.compile(
    r"^[ \t]*citation key[ \t]*:[ \t]*(\S.*?)[ \t]*$\n?", re.IGNORECASE | re.MULTILINE
)
_ID_LINE = re.compile(
    r"^[ \t]*(PMID|PMCID|DOI)[ \t]*:[ \t]*(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_TEX_LINE = re.compile(r"^[ \t]*tex\.([a-z][\w+:.-]*)[ \t]*:[ \t]*(.*?)[ \t]*$\n?", re.MULTILINE)


def _names_of(described: ItemType) -> Mapping[str, str]:
    """Zotero's name of each field and BibTeX's; of two that want one name the first has it."""
    found: dict[str, str] = {}
    for name, base in described.fields.items():
        wanted = _NAMES.get(name, _NAMES.get(base, ""))
        if base == "publicationTitle":
            wanted = _CONTAINERS.get(described.name, "booktitle")
        elif base == "publisher":
            wanted = _PUBLISHERS.get(described.name, "publisher")
        if wanted and wanted not in found.values():
            found[name] = wanted
    return found


_NAMES_BY_TYPE = {name: _names_of(described) for name, described in ITEM_TYPES.items()}


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
    name = _text(data.get("itemType")) or "document"
    described = ITEM_TYPES.get(name)
    texts = {each: _text(value) for each, value in data.items() if each not in BOOKKEEPING}
    texts = {each: value for each, value in texts.items() if value.strip()}
    extra, tex = _without_tex_lines(_KEY_LINE.sub("", texts.pop("extra", "")))
    genre_field = _genre_field(described)
    row = entry_type_named("zotero", name, texts.get(genre_field, "")) or entry_type("misc")
    if row.genre and row.genre == texts.get(genre_field):
        del texts[genre_field]
    fields: dict[str, str] = {}
    fields.update(_creator_fields(data, described))
    for each, value in texts.items():
        fields.update(_forward(described, each, value))
    fields.update(_tag_fields(data))
    for each, value in _extra_fields(extra).items():
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
        fields[f"{PREFIX}relations"] = _json_value(relations)
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
    data.update(_date_field(described, left))
    data["creators"] = _creators(described, left, kept)
    data["tags"] = _tags(left, kept)
    if relations := kept.pop(f"{PREFIX}relations", ""):
        data["relations"] = _from_json(relations, {})
    data.update(_text_fields(described, left))
    _take_kept(described, data, kept, work.fields)
    genre_field = _genre_field(described)
    row = entry_type(work.type, work.fields.get("entrysubtype", ""))
    if genre_field and genre_field not in data and row.zotero == name:
        data.update({genre_field: genre} if (genre := genre_beside("zotero", row)) else {})
    data["extra"] = _extra(work, data, left, with_key=with_key)
    data = {each: value for each, value in data.items() if value not in ("", [], {})}
    type_, back = fields_from_item(data)
    return data, tuple(losses_of(work, work.key, type_, back, title="Zotero"))


def _text(value: object) -> str:
    """A text or number as text that can be stored: halves of surrogate pairs cannot."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def stated_key(data: Item) -> str:
    """The citekey an item states, as it stands there, or nothing."""
    in_extra = _KEY_LINE.search(_text(data.get("extra")))
    stated = data.get("citationKey") or data.get("citekey") or (in_extra and in_extra[1]) or ""
    return _text(stated).strip()


def _checked_key(data: Item) -> tuple[Citekey | None, tuple[Doubt, ...]]:
    stated = stated_key(data)
    if not stated:
        return None, ()
    try:
        return checked_citekey(stated), ()
    except InvalidCitekeyError as error:
        return None, (Doubt(code="bad-key", message=f"{error} Another is made."),)


def _bibtex_name(described: ItemType | None, name: str) -> str:
    """What BibTeX calls a field of the item type; of two that want one name the first has it."""
    if described is None:
        return _NAMES.get(name, "") if name != "extra" else ""
    return _NAMES_BY_TYPE[described.name].get(name, "")


def _genre_field(described: ItemType | None) -> str:
    fields = described.fields if described else {}
    return next((name for name, base in fields.items() if base == "type"), "")


def _forward(described: ItemType | None, name: str, value: str) -> dict[str, str]:
    """The BibTeX fields of one Zotero field."""
    bibtex = _bibtex_name(described, name)
    if not bibtex:
        return {_prefixed(name): latex_from_text(value)}
    if bibtex == "date":
        return _date_parts(value)
    if bibtex == "urldate":
        return {bibtex: value[:10] if _DAY.match(value) else latex_from_text(value)}
    if bibtex == "pages":
        return {bibtex: _RANGE.sub("--", latex_from_text(value).replace("-{}-", "--"))}
    if bibtex in _VERBATIM:
        return {bibtex: value.strip()}
    return {bibtex: latex_from_markup(value) if bibtex in _MARKED else latex_from_text(value)}


def _prefixed(name: str) -> str:
    return PREFIX + _UPPER.sub(lambda match: "-" + match[0].lower(), name)


def _unprefixed(name: str) -> str:
    return _AFTER_DASH.sub(lambda match: match[1].upper(), name.removeprefix(PREFIX))


def _date_parts(value: str) -> dict[str, str]:
    iso = _ISO_DATE.fullmatch(value.strip())
    if iso is None:
        year = _YEAR.search(value)
        return {"year": year[1]} if year else {"year": latex_from_text(value.strip())}
    parts = {"year": iso[1]}
    if iso[2]:
        parts["month"] = _MONTHS[int(iso[2]) - 1]
    if iso[3]:
        parts["day"] = str(int(iso[3]))
    return parts


def _creator_fields(data: Item, described: ItemType | None) -> dict[str, str]:
    creators = data.get("creators")
    if not isinstance(creators, list):
        return {}
    by_field: dict[str, list[str]] = {}
    for creator in creators:
        if isinstance(creator, Mapping) and (written := _written_name(creator)):
            role = _text(creator.get("creatorType")) or "author"
            by_field.setdefault(_role_field(described, role), []).append(written)
    return {field: " and ".join(names) for field, names in by_field.items()}


def _role_field(described: ItemType | None, role: str) -> str:
    primary = described.primary_creator if described else "author"
    return "author" if role == primary else _ROLES.get(role) or _prefixed(f"by-{role}")


def _written_name(creator: Mapping[str, Any]) -> str:
    family, given = (_text(creator.get(part)).strip() for part in ("lastName", "firstName"))
    whole = _text(creator.get("name")).strip() or (given if not family else "")
    if whole or not given:
        return f"{{{latex_from_text(whole or family)}}}" if whole or family else ""
    suffix = _SUFFIX.match(given)
    given, junior = (suffix[1], suffix[2]) if suffix else (given, "")
    parts = [_guarded(part) for part in (family, junior, given) if part]
    return ", ".join(parts)


def _guarded(part: str) -> str:
    latex = latex_from_text(part)
    return f"{{{latex}}}" if "," in part or " and " in f" {part} ".lower() else latex


def _tag_fields(data: Item) -> dict[str, str]:
    tags = [_text(tag.get("tag")) for tag in _mappings(data.get("tags"))]
    return {"keywords": latex_from_text(", ".join(tag for tag in tags if tag))} if tags else {}


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _extra_fields(extra: str) -> dict[str, str]:
    """Identifiers and note in the free text; the text itself where they do not give it back."""
    fields = {match[1].lower(): match[2] for match in _ID_LINE.finditer(extra)}
    if note := _ID_LINE.sub("", extra).strip("\n"):
        fields["note"] = latex_from_text(note)
    plain = extra.strip("\n")
    if plain != "\n".join(_extra_lines(fields)):
        fields[f"{PREFIX}extra"] = latex_from_text(plain)
    return fields


def _extra_lines(fields: Mapping[str, str]) -> list[str]:
    note = text_from_latex(fields.get("note", ""))
    ids = [f"{name.upper()}: {fields[name]}" for name in _IN_EXTRA if fields.get(name)]
    return [line for line in (note, *ids) if line]


def _without_tex_lines(extra: str) -> tuple[str, dict[str, str]]:
    tex = {match[1].lower(): match[2] for match in _TEX_LINE.finditer(extra)}
    return _TEX_LINE.sub("", extra), tex


def _keep_what_would_not_come_back(
    data: Item, described: ItemType | None, texts: Mapping[str, str], fields: dict[str, str]
) -> None:
    left = dict(fields)
    back: dict[str, Any] = _date_field(described, left)
    back["creators"] = _creators(described, left, {})
    back["tags"] = _tags(left, {})
    back.update(_text_fields(described, left))
    for name, value in texts.items():
        if _prefixed(name) not in fields and back.get(name) != value:
            fields[_prefixed(name)] = latex_from_text(value)
    for name in ("creators", "tags"):
        stated = _mappings(data.get(name))
        if stated and back[name] != stated:
            fields[_prefixed(name)] = _json_value(stated)


def _json_value(value: object) -> str:
    return latex_from_text(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _from_json(latex: str, otherwise: Any) -> Any:
    try:
        found = json.loads(text_from_latex(latex))
    except (ValueError, RecursionError):
        return otherwise
    return found if isinstance(found, type(otherwise)) else otherwise


def _item_type_of(work: Work) -> tuple[str, bool]:
    """The item type, and whether it says all that the entry type and subtype say."""
    subtype = work.fields.get("entrysubtype", "")
    row = entry_type(work.type, subtype)
    kept = text_from_latex(work.fields.get(f"{PREFIX}item-type", ""))
    name = kept or row.zotero or "document"
    read = entry_type_named("zotero", name, genre_beside("zotero", row))
    has_genre = _genre_field(ITEM_TYPES.get(name)) != "" or read is entry_type_named("zotero", name)
    said = read is not None and (read.type, read.subtype) == (work.type, subtype)
    return name, said and has_genre


def _date_field(described: ItemType | None, left: dict[str, str]) -> dict[str, Any]:
    """The date field, taken out of what is left."""
    names = _NAMES_BY_TYPE[described.name] if described else {"date": "date"}
    name = next((each for each, bibtex in names.items() if bibtex == "date"), "")
    parts = ("date", "year", "month", "day")
    stated = {str(part): left[part] for part in parts if part in left}
    if not name or not stated:
        return {}
    for part in stated:
        del left[part]
    issued, doubts = issued_from_fields(stated)
    if issued and not doubts and "/" not in stated.get("date", ""):
        return {name: str(issued)}
    plain = [latex_to_unicode(stated[part]) for part in ("date", "day", "month", "year") if part in
             stated]  # fmt: skip
    return {name: " ".join(plain)}


def _creators(
    described: ItemType | None, left: dict[str, str], kept: dict[str, str]
) -> list[dict[str, Any]]:
    """The creators, taken out of what is left; those kept beside them where they still agree."""
    roles = {role: _role_field(described, role) for role in _possible_roles(described, left, kept)}
    stated: dict[str, str] = {}
    creators: list[dict[str, Any]] = []
    for role, field in roles.items():
        if value := left.pop(field, "") or kept.pop(field, ""):
            stated[field] = value
            creators += [_creator(role, name) for name in parse_names(value)]
    exact = _from_json(kept.pop(f"{PREFIX}creators", ""), [])
    agrees = exact and _creator_fields({"creators": exact}, described) == stated
    return exact if agrees else creators


def _possible_roles(
    described: ItemType | None, left: Mapping[str, str], kept: Mapping[str, str]
) -> Sequence[str]:
    others = [
        _unprefixed(field).removeprefix("by") for field in (*left, *kept)
        if field.startswith(f"{PREFIX}by-")
    ]  # fmt: skip
    known = described.creators if described else ("author", "editor", "translator")
    found = [role[:1].lower() + role[1:] for role in others]
    return list(dict.fromkeys((*known, *found)))


def _creator(role: str, name: Name) -> dict[str, Any]:
    if name.literal:
        return {"creatorType": role, "name": "et al." if name == OTHERS else name.literal}
    given = f"{name.given}, {name.suffix}" if name.suffix else name.given
    family = f"{name.particle} {name.family}".strip()
    if not given:
        return {"creatorType": role, "name": family}
    return {"creatorType": role, "firstName": given, "lastName": family}


def _tags(left: dict[str, str], kept: dict[str, str]) -> list[dict[str, Any]]:
    keywords = left.pop("keywords", "")
    exact = _from_json(kept.pop(f"{PREFIX}tags", ""), [])
    if exact and _tag_fields({"tags": exact}).get("keywords", "") == keywords:
        return list(exact)
    words = re.split(r"[,;]", text_from_latex(keywords))
    return [{"tag": word.strip()} for word in words if word.strip()]


def _text_fields(described: ItemType | None, left: dict[str, str]) -> dict[str, Any]:
    """The plain fields, taken out of what is left."""
    names = _NAMES_BY_TYPE[described.name] if described else _NAMES
    found: dict[str, Any] = {}
    for name, bibtex in names.items():
        if not bibtex or bibtex in ("date", "note"):
            continue
        spelt = next((each for each, other in _OTHER_SPELLINGS.items() if other == bibtex), "")
        value = left.pop(bibtex, "") or left.pop(spelt, "")
        if value:
            found[name] = _plain(bibtex, value)
    return found


def _plain(bibtex: str, value: str) -> str:
    if bibtex in _VERBATIM:
        return latex_to_unicode(value) if "\\" in value else value
    if bibtex == "pages":
        return text_from_latex(value.replace("--", "-"))
    return markup_from_latex(value) if bibtex in _MARKED else text_from_latex(value)


def _take_kept(
    described: ItemType | None,
    data: dict[str, Any],
    kept: Mapping[str, str],
    fields: Mapping[str, str],
) -> None:
    """Put in what was kept exactly, unless the BibTeX field beside it says something else now."""
    for prefixed, value in kept.items():
        name, exact = _unprefixed(prefixed), text_from_latex(value)
        if described and name.upper() in described.fields:
            name = name.upper()
        said = _forward(described, name, exact)
        if said.get(prefixed) == value or all(fields.get(each) == it for each, it in said.items()):
            data[name] = exact


def _extra(work: Work, data: Item, left: Mapping[str, str], *, with_key: bool) -> str:
    lines = _extra_lines(left)
    exact = text_from_latex(work.fields.get(f"{PREFIX}extra", ""))
    said = _extra_fields(exact)
    if exact and all(work.fields.get(name) == value for name, value in said.items()):
        lines = [exact]
    if not _item_type_of(work)[1] and f"{PREFIX}item-type" not in work.fields:
        lines.append(f"tex.entrytype: {work.type}")
    lines += [
        f"tex.{name}: {latex_to_unicode(value)}"
        for name, value in left.items()
        if name != "note" and name not in _IN_EXTRA and _TEX_LINE.fullmatch(f"tex.{name}: x")
    ]
    if with_key and data.get("citationKey") != work.key:
        lines.append(f"Citation Key: {work.key}")
    return "\n".join(lines)
