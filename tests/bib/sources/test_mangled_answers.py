"""Whatever a service answers, it is read or refused; nothing else happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bib.errors import SourceError
from bib.sources import SOURCES
from bib.sources.http import Answer, PoliteClient
from tests.bib.sources.conftest import NOW
from tests.bib.sources.test_sources import KNOWN

JUNK: tuple[Any, ...] = (
    None,
    7,
    -1,
    1e300,
    True,
    "x",
    "\0\ud800<&{\\",
    [],
    {},
    [None],
    [[]],
    [{}],
    {"": 1},
)


class OneAnswer(PoliteClient):
    """A client for whom every question has the same answer."""

    body = ""

    def get(self, service, path, query=None) -> Answer:
        return Answer(source=service.name, url=path, status=200, body=self.body, asked_at=NOW)


@pytest.mark.parametrize("source", SOURCES, ids=lambda each: each.SERVICE.name)
@pytest.mark.parametrize("by", ["identifier", "title"])
def test_an_answer_with_junk_in_any_place_is_read_or_refused(source, by, client):
    kind, value, title = KNOWN[source.SERVICE.name]
    mangled = OneAnswer(client.manners, now=NOW)

    def ask(one: PoliteClient) -> object:
        if by == "identifier":
            return source.fetch(one, kind, value)
        return source.find_by_title(one, title, "Roe")

    ask(client)
    for answer in client._answers.values():
        for mangled.body in _mangled(answer.body):
            try:
                ask(mangled)
            except SourceError:
                continue
    mangled.close()


def _mangled(body: str) -> Iterator[str]:
    try:
        whole = json.loads(body)
    except ValueError:
        yield from (body[:at] + "<" + body[at + 7 :] for at in range(0, len(body), 23))
        yield from (body[:at] for at in range(0, len(body), 41))
        return
    for path in _paths(whole):
        for junk in JUNK:
            yield json.dumps(_replaced(whole, path, junk))


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _paths(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _paths(part, (*path, place))


def _replaced(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    if not path:
        return junk
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _replaced(value[path[0]], path[1:], junk)
    return copy
