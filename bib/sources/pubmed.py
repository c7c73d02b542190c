"""PubMed: the literature of medicine, by PubMed number or title, with its notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bib.citekeys import citekey_for
from bib.entries import work_from_fields
from bib.errors import OddAnswerError
from bib.formats.hostile_xml import BadXmlError, Element, cut_records, parse_record
from bib.formats.pubmed_records import parts_of
from bib.latex import latex_to_unicode
from bib.sources.http import Answer, PoliteClient, Service, json_of
from bib.sources.records import FoundRecord, Notice, NoticeKind, day_of, list_of, table_of

# Without a key, three requests a second are allowed.
SERVICE = Service(
    name="pubmed",
    title="PubMed",
    base="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    pause_seconds=0.4,
)
KINDS: tuple[str, ...] = ("pmid",)

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
# What is taken of a record; the rest is about its use, and the abstract belongs to its authors.
_TAKEN = {
    "author", "editor", "title", "journal", "shortjournal", "booktitle", "year", "month", "day",
    "volume", "number", "pages", "edition", "publisher", "address", "issn", "isbn", "doi", "pmid",
    "pmcid",
}  # fmt: skip
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
    for raw in cut_records(answer.body, _RECORDS):
        try:
            yield _record(answer, parse_record(raw.raw))
        except BadXmlError as error:
            raise OddAnswerError(SERVICE.title, f"its answer cannot be read ({error})") from error


def _record(answer: Answer, whole: Element) -> FoundRecord:
    parts = parts_of(whole)
    citation = whole.first("MedlineCitation") or whole
    article = citation.first("Article") or citation
    fields = {name: value for name, value in parts.fields.items() if name in _TAKEN}
    if "title" in fields:
        fields["title"] = fields["title"].removesuffix(".")
    if "doi" in fields:
        fields["doi"] = fields["doi"].lower()
    read = work_from_fields(citekey_for((), None, ""), parts.type, fields)
    online = day_of(article.text_at("ArticleDate/Year"))
    return FoundRecord(
        source=SERVICE.title,
        work=replace(read, key=citekey_for(read.authors, read.year, read.title)),
        asked_on=answer.asked_at.date(),
        years=frozenset(day.year for day in (read.issued, online) if day),
        venues=tuple(
            latex_to_unicode(parts.fields[name])
            for name in ("journal", "shortjournal", "booktitle")
            if name in parts.fields
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


def _contact(client: PoliteClient) -> dict[str, str]:
    contact = {"tool": "evtrack"}
    if client.manners.mailto:
        contact["email"] = client.manners.mailto
    if key := client.manners.keys.get(SERVICE.name):
        contact["api_key"] = key
    return contact
