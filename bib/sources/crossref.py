"""Crossref: journal articles, books, papers of proceedings and preprints, by DOI or by title.

Notices come in two directions: a work's own record names what updated it (`updated-by`), and a
notice's record names what it updates (`update-to`). Both are asked for, since either may lack what
the other has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from bib.dates import PartialDate
from bib.errors import OddAnswerError, RefusingSourceError
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
    tables_in,
    text_of,
)

SERVICE = Service(
    name="crossref", title="Crossref", base="https://api.crossref.org", pause_seconds=0.2
)
KINDS: tuple[str, ...] = ("doi",)

_TYPES = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "book-section": "incollection",
    "book-part": "incollection",
    "reference-entry": "incollection",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "proceedings",
    "report": "techreport",
    "report-component": "techreport",
    "dissertation": "phdthesis",
    "posted-content": "misc",
    "dataset": "misc",
}
_KINDS_OF_NOTICE = {
    "retraction": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.PARTIAL_RETRACTION,
    "withdrawal": NoticeKind.WITHDRAWAL,
    "removal": NoticeKind.REMOVAL,
    "expression_of_concern": NoticeKind.CONCERN,
    "concern": NoticeKind.CONCERN,
    "addendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.CORRECTION,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "new_version": NoticeKind.NEW_VERSION,
    "new_edition": NoticeKind.NEW_VERSION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_DATES = ("issued", "published", "published-print", "published-online", "posted")


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:  # noqa: ARG001
    """The record of a DOI with the notices on it, or `None` where Crossref has none."""
    answer = client.get(SERVICE, f"/works/{quote(value, safe='')}", _contact(client))
    if not answer.is_there:
        return None
    message = _message(answer)
    notices = list(_notices_in(message, "updated-by"))
    notices += _published(message)
    doubts: list[str] = []
    try:
        notices += _notices_that_name(client, value)
    except (OddAnswerError, RefusingSourceError) as error:
        doubts.append(f"Whether other notices name it is not known: {error}")
    return _record(answer, message, notices, doubts)


def find_by_title(client: PoliteClient, title: str, author: str) -> tuple[FoundRecord, ...]:
    """The records nearest to a title and an author's name, best first."""
    query = {"query.bibliographic": f"{title} {author}".strip(), "rows": "5"} | _contact(client)
    answer = client.get(SERVICE, "/works", query)
    if not answer.is_there:
        return ()
    items = tables_in(_message(answer).get("items"))
    return tuple(_record(answer, item, list(_notices_in(item, "updated-by"))) for item in items)


def _notices_that_name(client: PoliteClient, doi: str) -> Iterator[Notice]:
    """Notices whose own record says that they update this DOI."""
    if "," in doi:
        # A comma ends a filter, and what would be asked then is something else.
        raise RefusingSourceError(SERVICE.title, "a DOI with a comma cannot be asked for there")
    query = {"filter": f"updates:{doi}", "rows": "50"} | _contact(client)
    answer = client.get(SERVICE, "/works", query)
    if not answer.is_there:
        return
    for notice in tables_in(_message(answer).get("items")):
        for update in tables_in(notice.get("update-to")):
            if text_of(update.get("DOI")).lower() == doi.lower():
                yield _notice(update, text_of(notice.get("DOI")))


def _notices_in(message: Mapping[str, Any], direction: str) -> Iterator[Notice]:
    for update in tables_in(message.get(direction)):
        yield _notice(update, text_of(update.get("DOI")))


def _notice(update: Mapping[str, Any], doi: str) -> Notice:
    kind = text_of(update.get("type")).lower().replace("-", "_").replace(" ", "_")
    reporter = text_of(update.get("source"))
    return Notice(
        kind=_KINDS_OF_NOTICE.get(kind, NoticeKind.OTHER),
        source="Retraction Watch, by Crossref" if reporter == "retraction-watch" else "Crossref",
        since=_date(update.get("updated")),
        notice=f"doi:{doi.lower()}" if doi else "",
        said="" if kind in _KINDS_OF_NOTICE else text_of(update.get("label")) or kind,
    )


def _published(message: Mapping[str, Any]) -> Iterator[Notice]:
    for relation in tables_in(table_of(message.get("relation")).get("is-preprint-of")):
        if text_of(relation.get("id-type")) == "doi" and (doi := text_of(relation.get("id"))):
            yield Notice(kind=NoticeKind.PUBLISHED, source="Crossref", notice=f"doi:{doi.lower()}")


def _record(
    answer: Answer,
    message: Mapping[str, Any],
    notices: list[Notice],
    doubts: list[str] | None = None,
) -> FoundRecord:
    dates = [found for name in _DATES if (found := _date(message.get(name)))]
    type_ = _TYPES.get(text_of(message.get("type")), "misc")
    venues = list(filter(None, map(text_of, list_of(message.get("container-title")))))
    short = list(filter(None, map(text_of, list_of(message.get("short-container-title")))))
    names = {
        "author": list(_people(message.get("author"))),
        "editor": list(_people(message.get("editor"))),
    }
    home = {"article": "journal", "misc": "howpublished"}.get(type_, "booktitle")
    fields = {
        "title": text_of(message.get("title")),
        "subtitle": _subtitle(message),
        home: venues[0] if venues else "",
        **date_fields(dates[0] if dates else None),
        "volume": text_of(message.get("volume")),
        "number": text_of(message.get("issue")),
        "pages": text_of(message.get("page")) or text_of(message.get("article-number")),
        "publisher": text_of(message.get("publisher")),
        "isbn": text_of(message.get("ISBN")),
        "issn": text_of(message.get("ISSN")),
        "doi": text_of(message.get("DOI")).lower(),
    }
    return FoundRecord(
        source=SERVICE.title,
        work=found_work(type_, names, fields),
        asked_on=answer.asked_at.date(),
        years=frozenset(found.year for found in dates),
        venues=tuple(venues + short),
        notices=tuple(dict.fromkeys(notices)),
        doubts=tuple(doubts or ()),
    )


def _subtitle(message: Mapping[str, Any]) -> str:
    title, subtitle = text_of(message.get("title")), text_of(message.get("subtitle"))
    return "" if subtitle.casefold() in title.casefold() else subtitle


def _people(people: object) -> Iterator[Name]:
    for person in tables_in(people):
        family, given = text_of(person.get("family")), text_of(person.get("given"))
        if family:
            yield Name(family=family, given=given, suffix=text_of(person.get("suffix")))
        elif name := text_of(person.get("name")) or given:
            yield Name(literal=name)


def _date(value: object) -> PartialDate | None:
    parts = list_of(table_of(value).get("date-parts"))
    return date_of(list_of(parts[0])) if parts else None


def _message(answer: Answer) -> dict[str, Any]:
    message = table_of(json_of(SERVICE, answer)).get("message")
    if not isinstance(message, dict):
        raise OddAnswerError(SERVICE.title, "its answer has no message")
    return message


def _contact(client: PoliteClient) -> dict[str, str]:
    return {"mailto": client.manners.mailto} if client.manners.mailto else {}
