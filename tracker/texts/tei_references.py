"""References of TEI texts: the fields of a `biblStruct`, and the words as they were printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.formats.hostile_xml import Element
from bib.formats.people import name_list
from bib.names import Name

_IDS = {"doi": "doi", "arxiv": "eprint", "pmid": "pmid", "pmcid": "pmcid", "isbn": "isbn",
        "issn": "issn"}  # fmt: skip
_SCOPES = {"volume": "volume", "issue": "number"}
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_ARXIV = re.compile(r"^arxiv:\s*", re.IGNORECASE)


def tei_fields(entry: Element) -> tuple[dict[str, str], str]:
    """BibTeX fields in plain Unicode, and the reference as printed where the file has it."""
    analytic, monograph = entry.first("analytic"), entry.first("monogr")
    fields: dict[str, str] = {}
    title = _title(analytic, "a") if analytic is not None else ""
    inner = monograph if monograph is not None else entry
    if title:
        fields["title"] = title
        if journal := _title(inner, "j"):
            fields["journal"] = journal
        elif book := _title(inner, "m") or _title(inner, "s"):
            fields["booktitle"] = book
    elif entry.name == "biblStruct":
        fields["title"] = _title(inner, "m") or _title(inner, "j")
    people = list(_people(analytic, "author")) if analytic is not None else []
    fields["author"] = name_list(people or _people(inner, "author"))
    fields["editor"] = name_list(_people(inner, "editor"))
    fields["publisher"] = inner.text_at("imprint/publisher")
    _put_imprint(fields, inner)
    _put_identifiers(fields, entry)
    raw = next(
        (n.text for n in entry.all("note") if n.attributes.get("type") == "raw_reference"), ""
    )
    kept = {name: text for name, text in fields.items() if text}
    return ({"entrytype": _entry_type(kept), **kept} if kept else {}), raw


def _title(element: Element, level: str) -> str:
    return next(
        (each.text for each in element.all("title") if each.attributes.get("level") == level), ""
    )


def _people(element: Element, role: str) -> Iterator[Name]:
    for each in element.all(role):
        person = each.first("persName") or each.first("name")
        if person is not None and (family := person.text_at("surname")):
            given = " ".join(part.text for part in person.all("forename"))
            yield Name(family=family, given=given)
        elif body := each.text_at("orgName") or each.text:
            yield Name(literal=body)


def _put_imprint(fields: dict[str, str], monograph: Element) -> None:
    for scope in monograph.all("imprint/biblScope"):
        unit, attributes = scope.attributes.get("unit", ""), scope.attributes
        if unit in _SCOPES:
            fields.setdefault(_SCOPES[unit], scope.text)
        elif unit == "page":
            first, last = attributes.get("from", ""), attributes.get("to", "")
            whole = f"{first}–{last}" if first and last and first != last else first
            fields.setdefault("pages", whole or scope.text)
    for date in monograph.all("imprint/date"):
        if year := _YEAR.search(date.attributes.get("when", "") or date.text):
            fields.setdefault("year", year[0])


def _put_identifiers(fields: dict[str, str], entry: Element) -> None:
    places = ("analytic", "monogr")
    elements = [*entry.elements, *(e for name in places for part in entry.all(name)
                                   for e in part.elements)]  # fmt: skip
    for each in elements:
        if each.name == "idno":
            kind = _IDS.get(each.attributes.get("type", "").lower(), "")
            if kind:
                fields.setdefault(kind, _ARXIV.sub("", each.text))
        elif each.name == "ptr":
            address = each.attributes.get("target", "")
            if address.startswith(("http://", "https://")):
                fields.setdefault("url", address)


def _entry_type(fields: dict[str, str]) -> str:
    if "journal" in fields:
        return "article"
    if "booktitle" in fields:
        return "inproceedings"
    return "book" if "publisher" in fields and "title" in fields else "misc"
