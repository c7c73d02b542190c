"""References of JATS articles: the fields that their elements hold, and their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bib.formats.hostile_xml import Element
from bib.formats.people import name_list
from bib.names import OTHERS, Name
from tracker.texts.reference_words import reference_words

_TYPES = {
    "journal": "article", "book": "book", "chapter": "incollection", "confproc": "inproceedings",
    "conference": "inproceedings", "thesis": "phdthesis", "report": "techreport",
    "web": "online", "webpage": "online", "preprint": "article", "data": "dataset",
    "software": "software", "newspaper": "article", "gov": "techreport", "patent": "patent",
}  # fmt: skip
_PLAIN = {
    "volume": "volume", "issue": "number", "edition": "edition", "year": "year",
    "publisher-name": "publisher", "publisher-loc": "address", "conf-name": "booktitle",
    "series": "series", "isbn": "isbn", "issn": "issn", "institution": "institution",
    "elocation-id": "pages", "page-range": "pages", "comment": "note",
}  # fmt: skip
_ID_TYPES = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "pmc": "pmcid", "arxiv": "eprint"}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_STYLES = {"italic", "bold", "sup", "sub", "sc", "underline", "styled-content", "monospace"}
_EDITORS = {"editor", "editors", "ed"}


def jats_fields(citation: Element) -> dict[str, str]:
    """BibTeX fields in plain Unicode; empty where the citation's parts are not marked."""
    inner = list(_inside(citation))
    fields: dict[str, str] = {}
    for each in inner:
        if each.name in _PLAIN and each.text:
            fields.setdefault(_PLAIN[each.name], each.text)
    _put_titles(fields, inner)
    _put_people(fields, inner)
    _put_pages(fields, inner)
    _put_identifiers(fields, inner)
    if year := _YEAR.search(fields.get("year", "")):
        fields["year"] = year[0]
    fields = {name: text.strip(" .;,") for name, text in fields.items() if text.strip(" .;,")}
    if not fields:
        return {}
    return {"entrytype": _entry_type(citation, fields), **fields}


def jats_reference_words(citation: Element, fields: Mapping[str, str]) -> str:
    """The words as printed where the citation is written out, else made from its fields."""
    if citation.name in {"element-citation", "nlm-citation"} and fields:
        return reference_words(fields)
    is_bare = not any(isinstance(each, str) and each.strip() for each in citation.children)
    if fields and is_bare and sum(1 for _ in citation.elements) > 1:
        return reference_words(fields)
    return "".join(_texts(citation))


def _inside(citation: Element) -> Iterator[Element]:
    waiting = list(reversed(list(citation.elements)))
    while waiting:
        each = waiting.pop()
        yield each
        if each.name not in {"person-group", "name", "string-name", "collab"}:
            waiting.extend(reversed(list(each.elements)))


def _put_titles(fields: dict[str, str], inner: list[Element]) -> None:
    found = {each.name: each.text for each in reversed(inner)}
    title = found.get("article-title") or found.get("chapter-title") or found.get("data-title", "")
    source = found.get("source", "")
    if title and source:
        fields["title"] = title
        is_part = "chapter-title" in found or "conf-name" in found or "publisher-name" in found
        fields["booktitle" if is_part and "conf-name" not in found else "journal"] = source
        if "conf-name" in found:
            fields["booktitle"] = fields.pop("journal")
    elif title or source:
        fields["title"] = title or source


def _put_people(fields: dict[str, str], inner: list[Element]) -> None:
    groups = [each for each in inner if each.name == "person-group"]
    loose = [each for each in inner if each.name in {"name", "string-name", "collab", "etal"}]
    for group in groups:
        role = group.attributes.get("person-group-type", "author")
        field = "editor" if role in _EDITORS else "author"
        if names := name_list(_names(group.elements)):
            fields.setdefault(field, names)
    if loose and (names := name_list(_names(loose))):
        fields.setdefault("author", names)


def _names(elements: Iterator[Element] | list[Element]) -> Iterator[Name]:
    for each in elements:
        if each.name == "etal":
            yield OTHERS
        elif each.name == "collab" and each.text:
            yield Name(literal=each.text)
        elif each.name in {"name", "string-name"}:
            family = each.text_at("surname")
            if family:
                yield Name(
                    family=family,
                    given=each.text_at("given-names"),
                    suffix=each.text_at("suffix"),
                )
            elif each.text:
                yield Name(literal=each.text)


def _put_pages(fields: dict[str, str], inner: list[Element]) -> None:
    found = {each.name: each.text for each in reversed(inner)}
    first, last = found.get("fpage", ""), found.get("lpage", "")
    if first:
        fields["pages"] = f"{first}–{last}" if last and last != first else first


def _put_identifiers(fields: dict[str, str], inner: list[Element]) -> None:
    for each in inner:
        if each.name in {"pub-id", "object-id"}:
            kind = _ID_TYPES.get(each.attributes.get("pub-id-type", "").lower(), "")
            if kind:
                fields.setdefault(kind, each.text)
        elif each.name in {"ext-link", "uri"}:
            address = each.attributes.get("href", "") or each.text
            if (doi := _DOI.search(address)) and "doi.org" in address:
                fields.setdefault("doi", doi[0])
            elif address.startswith(("http://", "https://")):
                fields.setdefault("url", address)
    if "doi" in fields and (doi := _DOI.search(fields["doi"])):
        fields["doi"] = doi[0]


def _entry_type(citation: Element, fields: Mapping[str, str]) -> str:
    stated = (
        citation.attributes.get("publication-type") or citation.attributes.get("citation-type", "")
    ).lower()
    if stated == "book" and "booktitle" in fields:
        return "incollection"
    if stated in _TYPES:
        return _TYPES[stated]
    if "booktitle" in fields:
        return "inproceedings"
    return "article" if "journal" in fields else "misc"


def _texts(element: Element) -> Iterator[str]:
    """The words in order, with a blank between names and parts that touch; no label, no ids.

    An identifier that touches what is before it is not printed.
    """
    touches = False
    for child in element.children:
        if isinstance(child, str):
            yield child
            touches = touches and not child
            continue
        if child.name == "label" or (touches and child.name in {"pub-id", "object-id"}):
            continue
        if touches and child.name not in _STYLES:
            yield " "
        touches = child.name not in _STYLES
        if child.name == "name":
            given, family = child.text_at("given-names"), child.text_at("surname")
            yield " ".join(part for part in (family, given) if part)
        else:
            yield from _texts(child)
