"""A CSL-JSON item as BibTeX fields and back, no variable dropped on the way.

A field that CSL has no variable for stands in `custom`, under `bibtex`, which CSL leaves to
whoever writes it; so nothing of a work is lost, though other programs will not look there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bib.formats.csl_dates import date_text, date_variable, issued_fields, issued_variable
from bib.formats.csl_variables import (
    BY_FOLDED_NAME,
    DATES,
    MARKED_FIELDS,
    MARKED_VARIABLES,
    NAMES,
    STRINGS,
)
from bib.formats.entry_types import EntryType, entry_type, entry_type_named
from bib.formats.ledger import VERBATIM_FIELDS
from bib.formats.markup import latex_from_markup, markup_from_latex
from bib.formats.people import name_from_text, name_list
from bib.formats.records import key_or_nothing
from bib.identifiers import address_from_latex
from bib.latex import latex_from_text, latex_to_unicode
from bib.names import Name, read_names
from bib.works import Work

PREFIX = "csl-"
Item = Mapping[str, Any]

_IN_BOOKS = {"incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inreference",
             "inproceedings", "conference"}  # fmt: skip
_INSTITUTIONS = {"thesis", "report", "techreport"}
_SCHOOLS = {"phdthesis", "mastersthesis"}
_ISSUED_IN_PARTS = {"article", "review", "suppperiodical", "periodical"}
_GENRES = {"phdthesis", "mastersthesis", "techreport"}
_ARCHIVES = {"arxiv": "arXiv", "jstor": "jstor", "pubmed": "pubmed", "hdl": "hdl",
             "googlebooks": "googlebooks", "biorxiv": "bioRxiv", "medrxiv": "medRxiv",
             "ssrn": "SSRN", "osf": "OSF", "psyarxiv": "PsyArXiv"}  # fmt: skip
_IN_CUSTOM = "bibtex"
_TYPE_IN_CUSTOM = "bibtex-type"


def record_from_item(item: Item) -> tuple[str, str, dict[str, str], bool]:
    """The key (or nothing), type and fields of an item, and whether its type was known."""
    left = {BY_FOLDED_NAME.get(name.casefold(), name): value for name, value in item.items()}
    custom = left.pop("custom", None)
    own, others = _custom(custom)
    fields: dict[str, str] = {}
    key = _take_key(left, fields)
    row, is_known = _take_type(left, own, fields)
    for variable in [name for name in left if name in NAMES or name in DATES]:
        _take_names_or_date(variable, left.pop(variable), fields)
    _take_eprint(left, fields)
    for variable, value in left.items():
        _take_string(variable, value, row, fields)
    if others:
        fields[PREFIX + "custom"] = latex_from_text(_as_json(others))
    _take_own(own.get(_IN_CUSTOM), fields)
    return key, row.type, fields, is_known


def item_from_work(work: Work) -> dict[str, Any]:
    """The work as an item."""
    left = {name: value for name, value in work.fields.items() if value.strip()}
    row = entry_type(work.type, left.pop("entrysubtype", ""))
    item: dict[str, Any] = {"id": work.key, "type": row.csl}
    own: dict[str, Any] = {}
    if PREFIX + "id" in left:
        item = {"id": _shown(left.pop(PREFIX + "id")), "citation-key": work.key, "type": row.csl}
    if PREFIX + "type" in left:
        item["type"] = _shown(left.pop(PREFIX + "type"))
    if row.type in _GENRES and "type" not in left:
        item["genre"] = row.genre
    elif entry_type_named("csl", row.csl) is not row:
        own[_TYPE_IN_CUSTOM] = row.type + (f"/{row.subtype}" if row.subtype else "")
    _put_title(left, item)
    for variable, field in NAMES.items():
        if names := left.pop(field, left.pop(PREFIX + variable, "")):
            item[variable] = [_name_variable(name) for name in read_names(names)[0]]
    _put_dates(left, item)
    _put_eprint(left, item)
    _put_strings(left, row, item)
    others = _put_prefixed(left, item)
    if left:
        own[_IN_CUSTOM] = left
    if own or others:
        item["custom"] = {**others, **own}
    return item


def with_annotation(item: Item, annotation: str) -> dict[str, Any]:
    """The item with an annotation in `note`, which is what annotated styles print."""
    note = item.get("note")
    return {**item, "note": f"{note}\n\n{annotation}" if note else annotation}


def stated_key(item: Item) -> str:
    """The citekey an item states, or nothing."""
    folded = {name.casefold(): value for name, value in item.items()}
    own, stated = (_text(folded.get(name, "")) for name in ("citation-key", "id"))
    return key_or_nothing(own) or key_or_nothing(stated)


def _custom(custom: object) -> tuple[Item, Item]:
    """What stands in `custom` for us, and what for others."""
    if not isinstance(custom, Mapping):
        return {}, {"custom": custom} if custom else {}
    ours = {name: custom[name] for name in (_IN_CUSTOM, _TYPE_IN_CUSTOM) if name in custom}
    return ours, {name: value for name, value in custom.items() if name not in ours}


def _take_key(left: dict[str, Any], fields: dict[str, str]) -> str:
    stated, own = _text(left.pop("id", "")), _text(left.pop("citation-key", ""))
    key = key_or_nothing(own) or key_or_nothing(stated)
    if stated and stated != key:
        fields[PREFIX + "id"] = latex_from_text(stated)
    if own and own != key:
        fields[PREFIX + "citation-key"] = latex_from_text(own)
    return key


def _take_type(left: dict[str, Any], own: Item, fields: dict[str, str]) -> tuple[EntryType, bool]:
    stated = _text(left.pop("type", ""))
    genre = _text(left.get("genre", ""))
    row = entry_type_named("csl", stated, genre)
    if (ours := own.get(_TYPE_IN_CUSTOM)) and isinstance(ours, str):
        kind, _, subtype = ours.partition("/")
        candidate = entry_type(kind, subtype)
        row = candidate if candidate.csl == stated else row
    elif row and row.type in _GENRES and row.genre.casefold() == genre.casefold().replace("'", "’"):
        del left["genre"]
    is_known = row is not None or not stated
    row = row or entry_type("misc")
    if row.csl != stated and stated:
        fields[PREFIX + "type"] = latex_from_text(stated)
    if row.subtype:
        fields["entrysubtype"] = row.subtype
    return row, is_known


def _take_names_or_date(variable: str, value: object, fields: dict[str, str]) -> None:
    if variable == "issued":
        fields.update(issued_fields(value))
    elif variable in DATES:
        if text := date_text(value):
            fields[DATES[variable] or PREFIX + variable] = text
    elif names := name_list(_names(value)):
        fields[NAMES[variable] or PREFIX + variable] = names


def _names(value: object) -> Iterable[Name]:
    for stated in value if isinstance(value, list) else [value]:
        if isinstance(stated, str):
            if name := name_from_text(stated):
                yield name
        elif isinstance(stated, Mapping):
            part = {name: _text(text) for name, text in stated.items()}
            particles = (part.get("dropping-particle"), part.get("non-dropping-particle"))
            particle = " ".join(filter(None, particles))
            if literal := part.get("literal") or part.get("name"):
                yield Name(literal=literal)
            elif part.get("family") or part.get("given"):
                yield Name(
                    family=part.get("family") or part.get("given", ""),
                    given=part.get("given", "") if part.get("family") else "",
                    particle=particle,
                    suffix=part.get("suffix", ""),
                )


def _name_variable(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _take_eprint(left: dict[str, Any], fields: dict[str, str]) -> None:
    archive = _text(left.get("archive", ""))
    if archive.casefold() in _ARCHIVES and left.get("archive_location"):
        fields["eprint"] = _text(left.pop("archive_location"))
        fields["archiveprefix"] = _text(left.pop("archive"))
        if group := _text(left.pop("archive_collection", "")):
            fields["primaryclass"] = latex_from_text(group)


def _put_eprint(left: dict[str, str], item: dict[str, Any]) -> None:
    archive = left.get("archiveprefix", "")
    if archive.strip().casefold() in _ARCHIVES and "eprint" in left:
        item["archive"] = _shown(left.pop("archiveprefix"))
        item["archive_location"] = address_from_latex(left.pop("eprint"))
        if "primaryclass" in left:
            item["archive_collection"] = _shown(left.pop("primaryclass"))


def _take_string(variable: str, value: object, row: EntryType, fields: dict[str, str]) -> None:
    if value is None or value == "":
        return
    name = _field_of(variable, row)
    if isinstance(value, list | dict) or variable not in STRINGS or name in fields:
        name = PREFIX + variable.lower()
    if isinstance(value, list | dict | bool):
        fields[name] = latex_from_text(_as_json(value))
        return
    text = _text(value)
    if name in VERBATIM_FIELDS:
        fields[name] = text
    elif name == "pages":
        fields[name] = latex_from_text(text.replace("–", "-").replace("--", "-")).replace("-", "--")
    elif name in MARKED_FIELDS or variable in MARKED_VARIABLES:
        fields[name] = latex_from_markup(text)
    elif text:
        fields[name] = latex_from_text(text)


def _field_of(variable: str, row: EntryType) -> str:
    """The field a string variable means in a work of this type."""
    if variable == "container-title" and row.type in _IN_BOOKS:
        return "booktitle"
    if variable == ("number" if row.type in _ISSUED_IN_PARTS else "issue"):
        return PREFIX + variable
    if variable == "publisher":
        if row.type in _SCHOOLS:
            return "school"
        return "institution" if row.type in _INSTITUTIONS else "publisher"
    return STRINGS.get(variable) or PREFIX + variable


def _take_own(own: object, fields: dict[str, str]) -> None:
    """Bring back the fields that stood in `custom`; what CSL's own variables say goes before."""
    for name, value in own.items() if isinstance(own, Mapping) else ():
        if isinstance(name, str) and isinstance(value, str) and name not in fields:
            fields[name.lower()] = value
    subtitle = markup_from_latex(fields.get("subtitle", ""))
    title = markup_from_latex(fields.get("title", ""))
    if subtitle and title.endswith(f": {subtitle}"):
        fields["title"] = latex_from_markup(title.removesuffix(f": {subtitle}"))


def _put_title(left: dict[str, str], item: dict[str, Any]) -> None:
    title = markup_from_latex(left.pop("title", ""), keeps_case=True)
    subtitle = markup_from_latex(left.get("subtitle", ""), keeps_case=True)
    if title or subtitle:
        item["title"] = ": ".join(filter(None, (title, subtitle)))


def _put_dates(left: dict[str, str], item: dict[str, Any]) -> None:
    issued = issued_variable(left)
    if issued:
        item["issued"] = issued
    for name in ("date",) if left.get("date") else ("year", "month", "day"):
        left.pop(name, None)
    for variable, field in DATES.items():
        if text := left.pop(field, "") or left.pop(PREFIX + variable, ""):
            item[variable] = date_variable(text)


def _put_strings(left: dict[str, str], row: EntryType, item: dict[str, Any]) -> None:
    for variable, field in STRINGS.items():
        name = _field_of(variable, row)
        if variable in {"shortTitle", "journalAbbreviation", "event"} or not field:
            continue
        if variable == "container-title" and name not in left:
            name = next((other for other in ("journal", "booktitle") if other in left), name)
        if name in left and variable not in item:
            item[variable] = _string(name, left.pop(name))


def _put_prefixed(left: dict[str, str], item: dict[str, Any]) -> dict[str, Any]:
    """Bring back the variables kept under `csl-`; the answer is the `custom` of others."""
    others: dict[str, Any] = {}
    for name in [name for name in left if name.startswith(PREFIX)]:
        variable = BY_FOLDED_NAME.get(name[len(PREFIX) :], name[len(PREFIX) :])
        value = left[name]
        shown = latex_to_unicode(value)
        if variable == "custom":
            others = _from_json(shown) if isinstance(_from_json(shown), dict) else {}
        elif variable in item or variable in DATES or variable in NAMES:
            continue
        elif variable in MARKED_VARIABLES:
            item[variable] = markup_from_latex(value)
        else:
            item[variable] = _from_json(shown) if shown[:1] in {"{", "["} else shown
        del left[name]
    return others


def _string(name: str, value: str) -> str:
    if name in VERBATIM_FIELDS:
        return address_from_latex(value)
    if name == "pages":
        return latex_to_unicode(value).replace("–", "-")
    if name in MARKED_FIELDS:
        return markup_from_latex(value, keeps_case=name != "abstract")
    if name in {"note", "annote"}:
        return "\n\n".join(latex_to_unicode(piece) for piece in value.split("\n\n"))
    return latex_to_unicode(value)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _shown(value: str) -> str:
    return latex_to_unicode(value)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
