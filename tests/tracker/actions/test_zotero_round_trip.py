"""From Zotero, through a library, to Zotero again: no field of any of its item types is lost."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bib.entries import with_fields
from bib.formats.zotero_types import ITEM_TYPES
from bib.sources.zotero import open_zotero
from tests.fakes.zotero_server import FakeLibrary, FakeZotero, running
from tracker.actions.pull_zotero import PullReport, pull_zotero
from tracker.actions.push_zotero import PushReport, push_zotero
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)
OWN = {"key", "version", "collections", "citationKey", "extra"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        yield made


@pytest.fixture
def full() -> Iterator[FakeZotero]:
    pytest.importorskip("pyzotero")
    with running(FakeZotero(library=full_library())) as server:
        yield server


def full_library() -> FakeLibrary:
    """An item of each type, with something odd in every field the type has."""
    library = FakeLibrary()
    shelf = library.put_collection("Shelf")
    for number, item_type in enumerate(ITEM_TYPES):
        library.put(**an_item(item_type, number), collections=[shelf])
    return library


def an_item(item_type: str, number: int) -> dict[str, Any]:
    described = ITEM_TYPES[item_type]
    item: dict[str, Any] = {
        name: f"{name} of {item_type} {{x}} & <i>y</i>  50% #1_a~ “z” é"
        for name in described.fields
    }
    item |= {name: "2021-05-03" for name, base in described.fields.items() if base == "date"}
    exact = {
        "filingDate": "2020-01-02", "accessDate": "2022-02-03T04:05:06Z", "pages": "e1–10",
        "DOI": f"10.1145/{item_type}_x", "url": f"https://example.org/{item_type}?c=1&d=~e#f",
        "ISBN": "978-3-16-148410-0", "ISSN": "0378-5955",
    }  # fmt: skip
    item |= {name: value for name, value in exact.items() if name in described.fields}
    # Half have a citekey of Zotero's own, half one that Better BibTeX keeps.
    key = f"key{item_type}"
    item["citationKey"] = key if number % 2 else ""
    item["extra"] = f"PMID: {1000 + number}\nOriginal: yes" + f"\nCitation Key: {key}" * (
        1 - number % 2
    )
    creators: list[dict[str, Any]] = [
        {"creatorType": role, "firstName": "Anna B.", "lastName": f"van {role} {number}"}
        for role in reversed(described.creators)
    ]
    creators.append({"creatorType": described.primary_creator, "name": "Land, Sea and Co"})
    return {
        **item,
        "itemType": item_type,
        "creators": creators,
        "tags": [{"tag": "a, b"}, {"tag": "c", "type": 1}],
        "relations": {"dc:replaces": [f"http://zotero.org/users/1/items/ABCD23{number:02d}"]},
    }


def pull(library: Library, fake: FakeZotero) -> PullReport:
    return pull_zotero(library, opened(fake), now=NOW)


def push(library: Library, fake: FakeZotero) -> PushReport:
    return push_zotero(library, opened(fake), note_of=lambda _annotation: "", now=NOW)


def opened(fake: FakeZotero) -> Any:
    name = f"{fake.library.kind}/{fake.library.id}"
    return open_zotero(name, api_key="secret", endpoint=fake.address)


def plain(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in OWN and value}


def key_of(item: dict[str, Any]) -> str:
    return item.get("citationKey") or item["extra"].rpartition("Citation Key: ")[2]


def test_every_field_of_every_type_reaches_another_zotero_library(
    library: Library, full: FakeZotero
):
    pulled = pull(library, full)
    with running(FakeZotero(library=FakeLibrary(kind="groups", id=7))) as other:
        pushed = push(library, other)

        sent = {key_of(item): item for item in other.library.items.values()}

    assert (len(pulled.added), len(pushed.added)) == (37, 37)
    assert (pulled.problems, pushed.failed, pushed.losses) == ((), (), ())
    for item in full.library.items.values():
        back = sent[key_of(item)]
        assert plain(back) == plain(item)
        assert back["extra"].startswith(item["extra"])


def test_nothing_but_what_was_changed_is_sent_back_of_an_item_of_any_type(
    library: Library, full: FakeZotero
):
    before = copy.deepcopy(full.library.items)
    pull(library, full)
    assert push(library, full).unchanged == 37
    assert (full.library.items, full.written) == (before, [])
    with library.deed("test", now=NOW) as deed:
        works = deed.records.works()
        deed.records.put_works(
            with_fields(work, {**work.fields, "title": f"Another {work.key}"}) for work in works
        )

    report = push(library, full)
    again = pull(library, full)

    titles = {name: next(field for field, base in described.fields.items() if base == "title")
              for name, described in ITEM_TYPES.items()}  # fmt: skip
    for key, item in full.library.items.items():
        name = titles[item["itemType"]]
        assert item[name] == f"Another {key_of(before[key])}"
        assert {**item, name: "", "version": 0} == {**before[key], name: "", "version": 0}
    assert len(report.changed or {}) == 37
    assert (again.changed, again.conflicts) == ((), ())
