"""Which works are in which of Zotero's collections, and how that is seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.selection import Selection
from tests.fakes.zotero_source import FakeSource
from tracker.actions.find_record import find_record
from tracker.actions.pull_zotero import pull_zotero
from tracker.actions.push_zotero import push_zotero
from tracker.actions.rename_work import rename_work
from tracker.actions.select_records import select_concepts, select_records
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def source() -> FakeSource:
    made = FakeSource()
    made.library.put_collection("Shelf", key="SHELF222")
    made.library.put_collection("Board", parent="SHELF222", key="BARD2222")
    for key, shelves in (("one", ["SHELF222", "BARD2222"]), ("two", ["SHELF222"]), ("three", [])):
        made.library.put(
            itemType="book", title=key, extra=f"Citation Key: {key}", collections=shelves
        )
    return made


@pytest.fixture
def library(tmp_path: Path, source: FakeSource) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        pull_zotero(made, source, now=NOW)
        yield made


def works_in(library: Library, collection: str) -> list[str]:
    selection = Selection(concepts=(f"zotero-collections/{collection}",))
    return [work.key for work in select_records(library, selection).works]


def test_works_are_selected_by_the_collections_they_are_in(library: Library):
    assert works_in(library, "SHELF222") == ["one", "two"]
    assert works_in(library, "BARD2222") == ["one"]
    assert works_in(library, "bard2222") == ["one"]


def test_a_work_names_its_collections_and_a_collection_its_works(library: Library):
    assert [concept.label for concept in find_record(library, "one").filed] == ["Shelf", "Board"]
    assert find_record(library, "three").filed == ()
    assert find_record(library, "zotero-collections/SHELF222").works == ("one", "two")


def test_concepts_count_the_works_in_them(library: Library):
    def counted(selection: Selection) -> dict[str, int]:
        return {use.concept.label: use.works for use in select_concepts(library, selection)[1]}

    assert counted(Selection()) == {"Shelf": 2, "Board": 1}
    assert counted(Selection(works=("two",))) == {"Shelf": 1}


def test_membership_follows_zotero_and_survives_a_rename_and_a_push(
    library: Library, source: FakeSource
):
    rename_work(library, "one", "uno", now=NOW)
    (two,) = (key for key, item in source.library.items.items() if item["title"] == "two")
    source.library.put(key=two, collections=["BARD2222"])
    pull_zotero(library, source, now=NOW)

    push_zotero(library, source, note_of=lambda _annotation: "", now=NOW)

    assert works_in(library, "SHELF222") == ["uno"]
    assert works_in(library, "BARD2222") == ["uno", "two"]
    assert {item["title"]: item["collections"] for item in source.library.items.values()} == {
        "one": ["SHELF222", "BARD2222"], "two": ["BARD2222"], "three": [],
    }  # fmt: skip
