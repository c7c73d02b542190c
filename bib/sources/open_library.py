"""Open Library: books, by ISBN or by title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bib.errors import OddAnswerError
from bib.names import Name, parse_names
from bib.sources.http import Answer, PoliteClient, Service, json_of
from bib.sources.records import (
    FoundRecord,
    date_of,
    found_work,
    list_of,
    table_of,
    tables_in,
    text_of,
)

SERVICE = Service(
    name="open_library", title="Open Library", base="https://openlibrary.org", pause_seconds=1.0
)
KINDS: tuple[str, ...] = ("isbn",)

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:  # noqa: ARG001
    """The record of an ISBN, or `None` where there is none."""
    name = f"ISBN:{value}"
    query = {"bibkeys": name, "jscmd": "data", "format": "json"}
    answer = client.get(SERVICE, "/api/books", query)
    if not answer.is_there:
        return None
    data = json_of(SERVICE, answer)
    if not isinstance(data, dict):
        raise OddAnswerError(SERVICE.title, "its answer is no list of books")
    if name not in data:
        return None
    book = table_of(data[name])
    authors = [text_of(each.get("name")) for each in tables_in(book.get("authors"))]
    houses = [text_of(each.get("name")) for each in tables_in(book.get("publishers"))]
    places = [text_of(each.get("name")) for each in tables_in(book.get("publish_places"))]
    dated = {"publish_date": text_of(book.get("publish_date")), "isbn": value}
    return _record(answer, book | dated, authors, houses, places)


def find_by_title(client: PoliteClient, title: str, author: str) -> tuple[FoundRecord, ...]:
    """The records nearest to a title and an author's name, best first."""
    query = {"title": title, "limit": "5"} | ({"author": author} if author else {})
    answer = client.get(SERVICE, "/search.json", query)
    if not answer.is_there:
        return ()
    docs = table_of(json_of(SERVICE, answer)).get("docs")
    if not isinstance(docs, list):
        raise OddAnswerError(SERVICE.title, "its answer has no books")
    return tuple(
        _record(
            answer,
            each | {"publish_date": text_of(each.get("first_publish_year"))},
            [text_of(name) for name in list_of(each.get("author_name"))],
        )
        for each in tables_in(docs)
    )


def _record(
    answer: Answer,
    book: Mapping[str, Any],
    authors: list[str],
    houses: list[str] | None = None,
    places: list[str] | None = None,
) -> FoundRecord:
    year = _YEAR.search(book["publish_date"])
    issued = date_of([year[1]]) if year else None
    fields = {
        "title": text_of(book.get("title")),
        "subtitle": text_of(book.get("subtitle")),
        "year": issued.year if issued else "",
        "publisher": (houses or [""])[0],
        "address": (places or [""])[0],
        "isbn": text_of(book.get("isbn")),
    }
    return FoundRecord(
        source=SERVICE.title,
        work=found_work("book", {"author": [n for a in authors for n in _name(a)]}, fields),
        asked_on=answer.asked_at.date(),
        years=frozenset({issued.year}) if issued else frozenset(),
        venues=tuple(houses or ()),
    )


def _name(shown: str) -> tuple[Name, ...]:
    return parse_names(shown.replace("{", "").replace("}", "").replace("\\", ""))[:1]
