"""DataCite: data sets, software, preprints and reports, by DOI or by title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from bib.errors import OddAnswerError
from bib.formats.people import name_from_text
from bib.names import Name
from bib.sources.http import Answer, PoliteClient, Service, json_of
from bib.sources.records import (
    FoundRecord,
    Notice,
    NoticeKind,
    date_fields,
    date_of,
    found_work,
    table_of,
    tables_in,
    text_of,
)

SERVICE = Service(
    name="datacite", title="DataCite", base="https://api.datacite.org", pause_seconds=0.2
)
KINDS: tuple[str, ...] = ("doi",)

_TYPES = {
    "JournalArticle": "article",
    "ConferencePaper": "inproceedings",
    "BookChapter": "incollection",
    "Book": "book",
    "Report": "techreport",
    "Dissertation": "phdthesis",
}
_RELATIONS = {
    "IsPreviousVersionOf": NoticeKind.NEW_VERSION,
    "IsObsoletedBy": NoticeKind.NEW_VERSION,
}


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:  # noqa: ARG001
    """The record of a DOI, or `None` where DataCite has none."""
    answer = client.get(SERVICE, f"/dois/{quote(value, safe='')}")
    if not answer.is_there:
        return None
    data = table_of(json_of(SERVICE, answer)).get("data")
    if not isinstance(data, dict):
        raise OddAnswerError(SERVICE.title, "its answer has no data")
    return _record(answer, table_of(data.get("attributes")))


def find_by_title(client: PoliteClient, title: str, author: str) -> tuple[FoundRecord, ...]:  # noqa: ARG001
    """The records nearest to a title, best first."""
    phrase = title.replace("\\", " ").replace('"', " ")
    query = {"query": f'titles.title:"{phrase}"', "page[size]": "5"}
    answer = client.get(SERVICE, "/dois", query)
    if not answer.is_there:
        return ()
    data = table_of(json_of(SERVICE, answer)).get("data")
    if not isinstance(data, list):
        raise OddAnswerError(SERVICE.title, "its answer has no data")
    return tuple(_record(answer, table_of(each.get("attributes"))) for each in tables_in(data))


def _record(answer: Answer, message: Mapping[str, Any]) -> FoundRecord:
    titles = list(tables_in(message.get("titles")))
    container = table_of(message.get("container"))
    issued = date_of([message.get("publicationYear")])
    type_ = _TYPES.get(text_of(table_of(message.get("types")).get("resourceTypeGeneral")), "misc")
    publisher = message.get("publisher")
    house = text_of(table_of(publisher).get("name")) or text_of(publisher)
    venue = text_of(container.get("title"))
    home = {"article": "journal", "misc": "howpublished"}.get(type_, "booktitle")
    fields = {
        "title": next((text_of(e.get("title")) for e in titles if not e.get("titleType")), ""),
        "subtitle": next(
            (text_of(e.get("title")) for e in titles if e.get("titleType") == "Subtitle"), ""
        ),
        home: venue,
        **date_fields(issued),
        "volume": text_of(container.get("volume")),
        "number": text_of(container.get("issue")),
        "pages": "-".join(
            page for name in ("firstPage", "lastPage") if (page := text_of(container.get(name)))
        ),
        "publisher": house,
        "doi": text_of(message.get("doi")).lower(),
    }
    return FoundRecord(
        source=SERVICE.title,
        work=found_work(type_, {"author": list(_people(message.get("creators")))}, fields),
        asked_on=answer.asked_at.date(),
        years=frozenset({issued.year}) if issued else frozenset(),
        venues=tuple(name for name in (venue, house) if name),
        notices=tuple(_notices(message)),
    )


def _people(creators: object) -> Iterator[Name]:
    for each in tables_in(creators):
        family, given = text_of(each.get("familyName")), text_of(each.get("givenName"))
        name = text_of(each.get("name"))
        if family:
            yield Name(family=family, given=given)
        elif text_of(each.get("nameType")) == "Organizational" and name:
            yield Name(literal=name)
        elif read := name_from_text(name):
            yield read


def _notices(message: Mapping[str, Any]) -> Iterator[Notice]:
    for each in tables_in(message.get("relatedIdentifiers")):
        kind = _RELATIONS.get(text_of(each.get("relationType")))
        identifier = text_of(each.get("relatedIdentifier")).lower()
        if kind and identifier and text_of(each.get("relatedIdentifierType")) == "DOI":
            yield Notice(kind=kind, source=SERVICE.title, notice=f"doi:{identifier}")
