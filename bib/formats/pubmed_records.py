"""What PubMed's XML says of an article or a book, in BibTeX's terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.dates import PartialDate, issued_from_fields
from bib.formats.entry_types import entry_type, entry_type_named
from bib.formats.hostile_xml import Element
from bib.formats.markup import latex_from_markup
from bib.formats.people import name_list
from bib.formats.xml_reading import Parts
from bib.latex import latex_from_text
from bib.names import OTHERS, Name
from bib.standing import Standing, StandingSignal

PREFIX = "pubmed-"
# What a notice does to the work whose record names it.
NOTICES = {
    "RetractionIn": Standing.RETRACTED,
    "PartialRetractionIn": Standing.RETRACTED,
    "ExpressionOfConcernIn": Standing.CONCERN,
    "ErratumIn": Standing.CORRECTED,
    "CorrectedandRepublishedIn": Standing.SUPERSEDED,
    "RetractedandRepublishedIn": Standing.SUPERSEDED,
    "UpdateIn": Standing.SUPERSEDED,
}
SEEN = "PubMed"
RETRACTED_TYPE = "Retracted Publication"
TITLE_TAGS = {"i", "b", "sup", "sub", "u"}
_IDS = {"doi": "doi", "pmc": "pmcid", "pubmed": "pmid"}
_UPPER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WHEN = re.compile(r"\b((?:19|20)\d{2})(?: (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)?")
_DASHES = re.compile(r"\s*[-–—]+\s*")


def parts_of(record: Element) -> Parts:
    """Everything that a record says, in BibTeX's terms."""
    book = record.first("BookDocument")
    if book is not None:
        return Parts(key="", type=_book_type(book), fields=_book_fields(book))
    citation = record.first("MedlineCitation") or record
    article = citation.first("Article") or citation
    types = [each.text for each in article.all("PublicationTypeList/PublicationType")]
    fields = _article_fields(record, citation, article)
    row = next((row for each in types if (row := entry_type_named("medline", each))), None)
    row = row or entry_type("article")
    others = [each for each in types if entry_type_named("medline", each) is not row]
    if others:
        fields[f"{PREFIX}publication-types"] = latex_from_text("; ".join(others))
    if row.subtype:
        fields["entrysubtype"] = row.subtype
    standing = tuple(_signals(citation, types))
    fields.update(_remarks(citation))
    return Parts(key="", type=row.type, fields=fields, standing=standing)


def _article_fields(record: Element, citation: Element, article: Element) -> dict[str, str]:
    issue = article.first("Journal/JournalIssue") or Element("JournalIssue", {})
    stated = {
        "author": _people(article.all("AuthorList/Author"), _is_incomplete(article)),
        "title": _marked(article.first("ArticleTitle")),
        "journal": _text(article, "Journal/Title"),
        "shortjournal": _text(article, "Journal/ISOAbbreviation"),
        **_date(issue.first("PubDate")),
        "volume": _text(issue, "Volume"),
        "number": _text(issue, "Issue"),
        "pages": _pages(article),
        "issn": article.text_at("Journal/ISSN"),
        "language": _text(article, "Language"),
        "abstract": _abstract(article.all("Abstract/AbstractText")),
        "keywords": _joined(citation.all("KeywordList/Keyword"), ", "),
        f"{PREFIX}mesh": _joined(citation.all("MeshHeadingList/MeshHeading/DescriptorName"), "; "),
        f"{PREFIX}vernacular-title": _text(article, "VernacularTitle"),
        f"{PREFIX}grants": _joined(article.all("GrantList/Grant/GrantID"), "; "),
        "pmid": citation.text_at("PMID"),
    }
    for place in article.all("ELocationID"):
        name = "doi" if place.attributes.get("EIdType") == "doi" else f"{PREFIX}pii"
        stated.setdefault(name, place.text)
    for each in record.all("PubmedData/ArticleIdList/ArticleId"):
        if id_name := _IDS.get(each.attributes.get("IdType", "")):
            stated[id_name] = stated.get(id_name) or each.text
    return {name: value for name, value in stated.items() if value}


def _book_type(book: Element) -> str:
    return "incollection" if book.first("ArticleTitle") is not None else "book"


def _book_fields(book: Element) -> dict[str, str]:
    title = _marked(book.first("Book/BookTitle"))
    chapter = _marked(book.first("ArticleTitle"))
    people = {"author": "", "editor": ""}
    for group in (*book.all("AuthorList"), *book.all("Book/AuthorList")):
        role = "editor" if group.attributes.get("Type") == "editors" else "author"
        people[role] = people[role] or _people(group.all("Author"), is_incomplete=False)
    stated = {
        **people,
        "title": chapter or title,
        "booktitle": title if chapter else "",
        **_date(book.first("Book/PubDate")),
        "publisher": _text(book, "Book/Publisher/PublisherName"),
        "address": _text(book, "Book/Publisher/PublisherLocation"),
        "isbn": book.text_at("Book/Isbn"),
        "edition": _text(book, "Book/Edition"),
        "volume": _text(book, "Book/Volume"),
        "language": _text(book, "Language"),
        "abstract": _abstract(book.all("Abstract/AbstractText")),
        "pmid": book.text_at("PMID"),
    }
    for each in book.all("ArticleIdList/ArticleId"):
        kind = each.attributes.get("IdType", "")
        stated.setdefault(_IDS.get(kind, f"{PREFIX}{kind or 'id'}"), each.text)
    return {name: value for name, value in stated.items() if value}


def _text(element: Element, path: str) -> str:
    return latex_from_text(element.text_at(path))


def _joined(elements: list[Element], between: str) -> str:
    return latex_from_text(between.join(each.text for each in elements if each.text))


def _marked(element: Element | None) -> str:
    """A title as LaTeX; PubMed puts brackets around one it translated, which stay."""
    return latex_from_markup(" ".join("".join(_tagged(element)).split())) if element else ""


def _tagged(element: Element, depth: int = 0) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child.replace("&", "&amp;").replace("<", "&lt;")
        elif child.name in TITLE_TAGS and depth < 20:
            yield f"<{child.name}>"
            yield from _tagged(child, depth + 1)
            yield f"</{child.name}>"
        else:
            yield child.text.replace("&", "&amp;").replace("<", "&lt;")


def _is_incomplete(article: Element) -> bool:
    authors = article.first("AuthorList")
    return authors is not None and authors.attributes.get("CompleteYN") == "N"


def _people(authors: list[Element], is_incomplete: bool) -> str:
    names = []
    for author in authors:
        body = author.text_at("CollectiveName")
        family = author.text_at("LastName")
        given = author.text_at("ForeName") or author.text_at("Initials")
        if body or family:
            name = Name(family=family, given=given, suffix=author.text_at("Suffix"))
            names.append(Name(literal=body) if body else name)
    return name_list([*names, OTHERS] if names and is_incomplete else names)


def _date(date: Element | None) -> dict[str, str]:
    if date is None:
        return {}
    free = date.text_at("MedlineDate")
    parts = {name: date.text_at(name.capitalize()) for name in ("year", "month", "day")}
    season = date.text_at("Season")
    if free:
        year = re.search(r"\d{4}", free)
        parts = {"year": year[0] if year else free}
        return parts if free == parts["year"] else {**parts, f"{PREFIX}date": latex_from_text(free)}
    found = {name: latex_from_text(value) for name, value in parts.items() if value}
    return {**found, f"{PREFIX}season": latex_from_text(season)} if season else found


def _pages(article: Element) -> str:
    stated = article.text_at("Pagination/MedlinePgn")
    ends = [article.text_at(f"Pagination/{end}Page") for end in ("Start", "End")]
    text = stated or "-".join(end for end in ends if end)
    return _DASHES.sub("--", latex_from_text(text).replace("-{}-", "--"))


def _abstract(pieces: list[Element]) -> str:
    lines = []
    for piece in pieces:
        label = piece.attributes.get("Label", "")
        lines.append(f"{label}: {piece.text}" if label else piece.text)
    return latex_from_text("\n".join(line for line in lines if line))


def _signals(citation: Element, types: list[str]) -> Iterator[StandingSignal]:
    """What the record says of how the work stands, notice by notice."""
    for notice in citation.all("CommentsCorrectionsList/CommentsCorrections"):
        kind = notice.attributes.get("RefType", "")
        if kind in NOTICES:
            source, number = notice.text_at("RefSource"), notice.text_at("PMID")
            told = f"{kind}: {source}" + (f" PMID {number}" if number else "")
            yield StandingSignal(
                state=NOTICES[kind], since=_when(source), seen=SEEN, note=told.strip(": ")
            )
    if RETRACTED_TYPE in types:
        yield StandingSignal(state=Standing.RETRACTED, seen=SEEN, note=RETRACTED_TYPE)


def _when(source: str) -> PartialDate | None:
    """The date in a reference such as “Lancet. 2010 Feb 6;375(9713):445”."""
    found = _WHEN.search(source)
    if found is None:
        return None
    stated = {"year": found[1], "month": found[2] or ""}
    return issued_from_fields({name: value for name, value in stated.items() if value})[0]


def _remarks(citation: Element) -> dict[str, str]:
    """Comments and notices that say nothing of how this work stands, by their kind."""
    found: dict[str, list[str]] = {}
    for each in citation.all("CommentsCorrectionsList/CommentsCorrections"):
        kind = each.attributes.get("RefType", "")
        if kind and kind not in NOTICES and kind != "Cites":
            number = each.text_at("PMID")
            told = each.text_at("RefSource") + (f" PMID {number}" if number else "")
            found.setdefault(PREFIX + _UPPER.sub("-", kind).lower(), []).append(told.strip())
    return {name: latex_from_text("; ".join(told)) for name, told in found.items() if any(told)}
