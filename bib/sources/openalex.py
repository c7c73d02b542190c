"""OpenAlex: works of all sorts, by DOI, PubMed number or title, with whether they are retracted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from bib.errors import OddAnswerError
from bib.names import Name, parse_names
from bib.sources.http import Answer, PoliteClient, Service, json_of
from bib.sources.records import (
    FoundRecord,
    Notice,
    NoticeKind,
    date_fields,
    day_of,
    found_work,
    table_of,
    tables_in,
    text_of,
)

SERVICE = Service(
    name="openalex", title="OpenAlex", base="https://api.openalex.org", pause_seconds=0.2
)
KINDS: tuple[str, ...] = ("doi", "pmid")

_TYPES = {
    "article": "article",
    "review": "article",
    "letter": "article",
    "editorial": "article",
    "book": "book",
    "book-chapter": "incollection",
    "dissertation": "phdthesis",
    "report": "techreport",
}
_NOT_A_WORD = re.compile(r"[^\w\s]+")


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:
    """The record of a DOI or PubMed number, or `None` where OpenAlex has none."""
    path = f"/works/{kind}:{quote(value, safe='/')}"
    answer = client.get(SERVICE, path, _contact(client) or None)
    if not answer.is_there:
        return None
    return _record(answer, table_of(json_of(SERVICE, answer)))


def find_by_title(client: PoliteClient, title: str, author: str) -> tuple[FoundRecord, ...]:  # noqa: ARG001
    """The records nearest to a title, best first."""
    # Commas and colons part filters there.
    words = " ".join(_NOT_A_WORD.sub(" ", title).split())
    query = {"filter": f"title.search:{words}", "per-page": "5"} | _contact(client)
    answer = client.get(SERVICE, "/works", query)
    if not answer.is_there:
        return ()
    results = table_of(json_of(SERVICE, answer)).get("results")
    if not isinstance(results, list):
        raise OddAnswerError(SERVICE.title, "its answer has no results")
    return tuple(_record(answer, each) for each in tables_in(results))


def _record(answer: Answer, message: Mapping[str, Any]) -> FoundRecord:
    title = text_of(message.get("title")) or text_of(message.get("display_name"))
    if not title and not message.get("id"):
        raise OddAnswerError(SERVICE.title, "its answer is no work")
    issued = day_of(message.get("publication_date"))
    source = table_of(table_of(message.get("primary_location")).get("source"))
    is_repository = text_of(source.get("type")) == "repository"
    type_ = "misc" if is_repository else _TYPES.get(text_of(message.get("type")), "misc")
    if text_of(message.get("type_crossref")) == "proceedings-article":
        type_ = "inproceedings"
    venue = text_of(source.get("display_name"))
    biblio = table_of(message.get("biblio"))
    ids = table_of(message.get("ids"))
    home = {"article": "journal", "misc": "howpublished"}.get(type_, "booktitle")
    fields = {
        "title": title,
        home: venue,
        **date_fields(issued),
        "volume": text_of(biblio.get("volume")),
        "number": text_of(biblio.get("issue")),
        "pages": "-".join(
            dict.fromkeys(
                page for name in ("first_page", "last_page") if (page := text_of(biblio.get(name)))
            )
        ),
        "doi": text_of(message.get("doi")).lower().removeprefix("https://doi.org/"),
        "pmid": text_of(ids.get("pmid")).rstrip("/").rpartition("/")[2],
    }
    return FoundRecord(
        source=SERVICE.title,
        work=found_work(type_, {"author": list(_people(message.get("authorships")))}, fields),
        asked_on=answer.asked_at.date(),
        years=frozenset({issued.year}) if issued else frozenset(),
        venues=(venue,) if venue else (),
        notices=(Notice(kind=NoticeKind.RETRACTION, source=SERVICE.title),)
        if message.get("is_retracted") is True
        else (),
    )


def _people(authorships: object) -> Iterator[Name]:
    for each in tables_in(authorships):
        shown = text_of(each.get("raw_author_name")) or text_of(
            table_of(each.get("author")).get("display_name")
        )
        plain = shown.replace("{", "").replace("}", "").replace("\\", "")
        yield from parse_names(plain)[:1]


def _contact(client: PoliteClient) -> dict[str, str]:
    contact = {"mailto": client.manners.mailto} if client.manners.mailto else {}
    if key := client.manners.keys.get(SERVICE.name):
        contact["api_key"] = key
    return contact
