"""What BibTeX calls the fields of a Zotero item, and how a value is written on either side."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bib.dates import issued_from_fields
from bib.formats.bibtex_entry import MONTH_MACROS
from bib.formats.exact_text import text_from_latex
from bib.formats.markup import latex_from_markup, markup_from_latex
from bib.formats.zotero_types import ITEM_TYPES, ItemType
from bib.latex import latex_from_text, latex_to_unicode

PREFIX = "zotero-"

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
_MARKED = {"title", "booktitle", "journal", "shorttitle", "series", "eventtitle", "organization"}
_VERBATIM = {"url", "doi", "isbn", "issn"}
_OTHER_SPELLINGS = {"journaltitle": "journal", "location": "address"}

_ISO_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = list(MONTH_MACROS.values())
_RANGE = re.compile(r"(?<=\w)\s*[-–—]+\s*(?=\w)")
_UPPER = re.compile(r"[A-Z]")
_AFTER_DASH = re.compile(r"-([a-z])")


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


def text_of(value: object) -> str:
    """A text or number as text that can be stored: halves of surrogate pairs cannot."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def genre_field(described: ItemType | None) -> str:
    """The field of an item type that says what kind of it the item is, if it has one."""
    fields = described.fields if described else {}
    return next((name for name, base in fields.items() if base == "type"), "")


def bibtex_fields(described: ItemType | None, name: str, value: str) -> dict[str, str]:
    """The BibTeX fields of one Zotero field."""
    bibtex = _bibtex_name(described, name)
    if not bibtex:
        return {prefixed(name): latex_from_text(value)}
    if bibtex == "date":
        return _date_parts(value)
    if bibtex == "urldate":
        return {bibtex: value[:10] if _DAY.match(value) else latex_from_text(value)}
    if bibtex == "pages":
        return {bibtex: _RANGE.sub("--", latex_from_text(value).replace("-{}-", "--"))}
    if bibtex in _VERBATIM:
        return {bibtex: value.strip()}
    return {bibtex: latex_from_markup(value) if bibtex in _MARKED else latex_from_text(value)}


def prefixed(name: str) -> str:
    """The name under which a field without a BibTeX name is kept."""
    return PREFIX + _UPPER.sub(lambda match: "-" + match[0].lower(), name)


def unprefixed(name: str) -> str:
    """Zotero's name of a field that is kept."""
    return _AFTER_DASH.sub(lambda match: match[1].upper(), name.removeprefix(PREFIX))


def date_field(described: ItemType | None, left: dict[str, str]) -> dict[str, Any]:
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


def text_fields(described: ItemType | None, left: dict[str, str]) -> dict[str, Any]:
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


def mappings(value: object) -> list[Mapping[str, Any]]:
    """The objects in a list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def json_value(value: object) -> str:
    """A value that is kept exactly, as LaTeX."""
    return latex_from_text(json.dumps(value, ensure_ascii=False, sort_keys=True))


def from_json(latex: str, otherwise: Any) -> Any:
    """A value that was kept exactly; `otherwise` where it is damaged or of another kind."""
    try:
        found = json.loads(text_from_latex(latex))
    except (ValueError, RecursionError):
        return otherwise
    return found if isinstance(found, type(otherwise)) else otherwise


def _bibtex_name(described: ItemType | None, name: str) -> str:
    """What BibTeX calls a field of the item type; of two that want one name the first has it."""
    if described is None:
        return _NAMES.get(name, "") if name != "extra" else ""
    return _NAMES_BY_TYPE[described.name].get(name, "")


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


def _plain(bibtex: str, value: str) -> str:
    if bibtex in _VERBATIM:
        return latex_to_unicode(value) if "\\" in value else value
    if bibtex == "pages":
        return text_from_latex(value.replace("--", "-"))
    return markup_from_latex(value) if bibtex in _MARKED else text_from_latex(value)
