"""PubMed: the literature of medicine, by PubMed number or title, with its notices."""

from __future__ import annotations

from collections.abc import Iterator

from bib.dates import PartialDate
from bib.errors import OddAnswerError
from bib.formats.hostile_xml import BadXmlError, Element, cut_records, parse_record
from bib.names import Name
from bib.sources.http import Answer, PoliteClient, Service, json_of
from bib.sources.records import (
    FoundRecord,
    Notice,
    NoticeKind,
    date_fields,
    date_of,
    found_work,
    list_of,
    table_of,
)

# Without a key, three requests a second are allowed.
SERVICE = Service(
    name="pubmed",
    title="PubMed",
    base="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    pause_seconds=0.4,
)
KINDS: tuple[str, ...] = ("pmid",)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOTICES = {
    "RetractionIn": NoticeKind.RETRACTION,
    "PartialRetractionIn": NoticeKind.PARTIAL_RETRACTION,
    "ExpressionOfConcernIn": NoticeKind.CONCERN,
    "ErratumIn": NoticeKind.CORRECTION,
    "CorrectedandRepublishedIn": NoticeKind.NEW_VERSION,
    "RetractedandRepublishedIn": NoticeKind.NEW_VERSION,
    "UpdateIn": NoticeKind.NEW_VERSION,
}


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:  # noqa: ARG001
    """The record of a PubMed number, or `None` where there is none."""
    query = {"db": "pubmed", "id": value, "retmode": "xml"} | _contact(client)
    return next(iter(_records(client.get(SERVICE, "/efetch.fcgi", query))), None)


def find_by_title(client: PoliteClient, title: str, author: str) -> tuple[FoundRecord, ...]:  # noqa: ARG001
    """The records nearest to a title."""
    words = " ".join(title.replace("[", " ").replace("]", " ").replace('"', " ").split())
    query = {"db": "pubmed", "term": f"{words}[Title]", "retmode": "json", "retmax": "5"}
    answer = client.get(SERVICE, "/esearch.fcgi", query | _contact(client))
    if not answer.is_there:
        return ()
    result = table_of(json_of(SERVICE, answer)).get("esearchresult")
    if not isinstance(result, dict) or "ERROR" in result:
        raise OddAnswerError(SERVICE.title, "its answer has no result")
    numbers = [each for each in list_of(result.get("idlist")) if isinstance(each, str)]
    if not numbers:
        return ()
    query = {"db": "pubmed", "id": ",".join(numbers), "retmode": "xml"} | _contact(client)
    return tuple(_records(client.get(SERVICE, "/efetch.fcgi", query)))


def _records(answer: Answer) -> Iterator[FoundRecord]:
    if not answer.is_there:
        return
    if "<PubmedArticleSet" not in answer.body:
        raise OddAnswerError(SERVICE.title, "its answer is not in the form of PubMed's XML")
    for raw in cut_records(answer.body, ("PubmedArticle",)):
        try:
            yield _record(answer, parse_record(raw.raw))
        except BadXmlError as error:
            raise OddAnswerError(SERVICE.title, f"its answer cannot be read ({error})") from error


def _record(answer: Answer, whole: Element) -> FoundRecord:
    citation = whole.first("MedlineCitation") or whole
    article = citation.first("Article") or citation
    journal = article.first("Journal") or article
    issued = _date(journal.first("JournalIssue/PubDate"))
    online = _date(article.first("ArticleDate"))
    ids = {
        each.attributes.get("IdType", ""): each.text
        for each in whole.all("PubmedData/ArticleIdList/ArticleId")
    }
    fields = {
        "title": article.text_at("ArticleTitle").removesuffix("."),
        "journal": journal.text_at("Title"),
        **date_fields(issued or online),
        "volume": journal.text_at("JournalIssue/Volume"),
        "number": journal.text_at("JournalIssue/Issue"),
        "pages": article.text_at("Pagination/MedlinePgn"),
        "issn": journal.text_at("ISSN"),
        "doi": ids.get("doi", "").lower(),
        "pmid": citation.text_at("PMID"),
        "pmcid": ids.get("pmc", ""),
    }
    return FoundRecord(
        source=SERVICE.title,
        work=found_work("article", {"author": list(_people(article))}, fields),
        asked_on=answer.asked_at.date(),
        years=frozenset(day.year for day in (issued, online) if day),
        venues=tuple(
            name for path in ("Title", "ISOAbbreviation") if (name := journal.text_at(path))
        ),
        notices=tuple(_notices(citation, article)),
    )


def _notices(citation: Element, article: Element) -> Iterator[Notice]:
    is_told = False
    for each in citation.all("CommentsCorrectionsList/CommentsCorrections"):
        kind = _NOTICES.get(each.attributes.get("RefType", ""))
        if kind:
            is_told = is_told or kind is NoticeKind.RETRACTION
            number = each.text_at("PMID")
            yield Notice(
                kind=kind,
                source=SERVICE.title,
                notice=f"pmid:{number}" if number else "",
                said=each.text_at("RefSource")[:300],
            )
    types = {each.text for each in article.all("PublicationTypeList/PublicationType")}
    if "Retracted Publication" in types and not is_told:
        yield Notice(kind=NoticeKind.RETRACTION, source=SERVICE.title)


def _people(article: Element) -> Iterator[Name]:
    for author in article.all("AuthorList/Author"):
        if family := author.text_at("LastName"):
            given = author.text_at("ForeName") or author.text_at("Initials")
            yield Name(family=family, given=given, suffix=author.text_at("Suffix"))
        elif body := author.text_at("CollectiveName"):
            yield Name(literal=body)


def _date(element: Element | None) -> PartialDate | None:
    if element is None:
        return None
    year = element.text_at("Year") or element.text_at("MedlineDate")[:4]
    month = element.text_at("Month")
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    return date_of([year, month, element.text_at("Day")])


def _contact(client: PoliteClient) -> dict[str, str]:
    contact = {"tool": "evtrack"}
    if client.manners.mailto:
        contact["email"] = client.manners.mailto
    if key := client.manners.keys.get(SERVICE.name):
        contact["api_key"] = key
    return contact
