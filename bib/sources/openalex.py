"""OpenAlex: works of all sorts, by DOI, PubMed number or title, with whether they are retracted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
# What parts the values of a filter, and filters.
_PARTING = re.compile(r"[|,\s]")
_AT_ONCE = 50
_NOT_A_WORD = re.compile(r"[^\w\s]+")


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:
    """The record of a DOI or PubMed number, or `None` where OpenAlex has none."""
    path = f"/works/{kind}:{quote(value, safe='/')}"
    answer = client.get(SERVICE, path, _contact(client) or None)
    if not answer.is_there:
        return None
    return _record(answer, table_of(json_of(SERVICE, answer)))


def fetch_many(client: PoliteClient, dois: Sequence[str]) -> dict[str, FoundRecord | None]:
    """The records of many DOIs in few requests; one that a filter cannot carry is left out."""
    found: dict[str, FoundRecord | None] = {}
    asked = [doi for doi in dict.fromkeys(dois) if not _PARTING.search(doi)]
    for start in range(0, len(asked), _AT_ONCE):
        batch = asked[start : start + _AT_ONCE]
        query = {"filter": f"doi:{'|'.join(batch)}", "per-page": str(2 * _AT_ONCE)}
        answer = client.get(SERVICE, "/works", query | _contact(client))
        found |= dict.fromkeys(batch)
        for record in _results(answer):
            doi = record.work.ids.get("doi", "")
            # Of several records of one DOI, one that tells of a retraction is heard.
            if doi in found and (found[doi] is None or record.notices):
                found[doi] = record
    return found


def find_by_title(client: PoliteClient, title: str, author: str) -> tuple[FoundRecord, ...]:  # noqa: ARG001
    """The records nearest to a title, best first."""
    # Commas and colons part filters there.
    words = " ".join(_NOT_A_WORD.sub(" ", title).split())
    query = {"filter": f"title.search:{words}", "per-page": "5"} | _contact(client)
    return _results(client.get(SERVICE, "/works", query))


def _results(answer: Answer) -> tuple[FoundRecord, ...]:
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
