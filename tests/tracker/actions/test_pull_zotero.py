"""Pulling from Zotero: what came, what was changed on which side, what nobody overwrites."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bib.entries import with_fields
from bib.works import LinkPolicy, Work
from tests.builders import a_claim, a_work
from tests.fakes.zotero_source import FakeSource
from tracker.actions.pull_zotero import PullReport, pull_zotero
from tracker.actions.push_zotero import push_zotero
from tracker.actions.zotero_state import zotero_state
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        yield made


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


def pull(library: Library, source: FakeSource, **options: Any) -> PullReport:
    return pull_zotero(library, source, now=NOW, **options)


def put(library: Library, *works: Work) -> None:
    with library.deed("test", now=NOW) as deed:
        deed.records.put_works(works)


def work(library: Library, key: str = "one") -> Work:
    with library.reading() as records:
        found = records.work(key)
    assert found is not None
    return found


def change(library: Library, key: str = "one", **fields: str) -> None:
    present = work(library, key)
    put(library, with_fields(present, {**present.fields, **fields}))


def a_book(source: FakeSource, **data: Any) -> str:
    defaults = {"itemType": "book", "title": "One", "extra": "Citation Key: one", "date": "2020"}
    return source.library.put(**(defaults | data))


def test_items_become_works_and_collections_concepts(library: Library, source: FakeSource):
    shelf = source.library.put_collection("Shelf")
    board = source.library.put_collection("Board", parent=shelf)
    a_book(source, tags=[{"tag": "abuse"}], collections=[board])
    source.library.put(itemType="webpage", title="A Page")

    report = pull(library, source)

    assert report.added == ("one", "anonpage")
    assert work(library).fields["keywords"] == "abuse"
    with library.reading() as records:
        labels = {concept.id: (concept.label, concept.broader) for concept in records.concepts()}
    assert labels[f"zotero-collections/{board}"] == ("Board", f"zotero-collections/{shelf}")


def test_a_second_pull_of_the_same_changes_nothing(library: Library, source: FakeSource):
    a_book(source)
    pull(library, source)
    with library.reading() as records:
        before = records.head()

    report = pull(library, source)

    assert (report.added, report.changed, report.since) == ((), (), report.version)
    with library.reading() as records:
        assert records.head() == before


def test_a_dry_run_tells_the_same_and_changes_nothing(library: Library, source: FakeSource):
    a_book(source)

    told = pull(library, source, is_dry_run=True)

    with library.reading() as records:
        assert records.works() == []
    assert told == pull(library, source)


def test_what_changed_in_zotero_alone_is_taken_with_its_origin(
    library: Library, source: FakeSource
):
    key = a_book(source)
    pull(library, source)
    change(library, publisher="Here")
    source.library.put(key=key, title="One, revised", place="Delhi")

    report = pull(library, source)

    assert report.changed == ("one",)
    assert report.conflicts == ()
    assert work(library).title == "One, revised"
    assert work(library).fields["publisher"] == "Here"
    assert work(library).origins["address"] == f"Zotero, version 2 of item {key}"


def test_what_changed_on_both_sides_stays_and_is_told_until_settled(
    library: Library, source: FakeSource
):
    key = a_book(source)
    pull(library, source)
    change(library, title="Mine")
    source.library.put(key=key, title="Theirs")

    first = pull(library, source)
    source.library.put(key=key, place="Delhi")
    second = pull(library, source)

    for report in (first, second):
        (conflict,) = report.conflicts
        assert (conflict.field, conflict.ours, conflict.theirs) == ("title", "Mine", "Theirs")
    assert work(library).title == "Mine"
    assert work(library).fields["address"] == "Delhi"
    assert pull(library, source, theirs=True).changed == ("one",)
    assert work(library).title == "Theirs"


def test_what_was_deleted_or_binned_in_zotero_is_told_and_stays(
    library: Library, source: FakeSource
):
    gone = a_book(source)
    binned = a_book(source, title="Two", extra="Citation Key: two")
    pull(library, source)
    source.library.remove(gone)
    source.library.put(key=binned, deleted=1)

    report = pull(library, source)

    assert set(report.deleted) == {"one", "two"}
    assert work(library).title == "One"


def test_a_work_that_is_here_is_joined_and_filled_up(library: Library, source: FakeSource):
    put(library, a_work("one", type="book", fields={"title": "One", "year": "2021"}, title="One"))
    a_book(source, publisher="P")

    report = pull(library, source)

    assert report.joined == ("one",)
    assert work(library).fields["publisher"] == "P"
    assert [(each.field, each.ours, each.theirs) for each in report.conflicts] == [
        ("year", "2021", "2020")
    ]


def test_a_key_of_another_work_is_not_taken_over(library: Library, source: FakeSource):
    put(
        library, a_work("one", title="Quite Other Matters", fields={"title": "Quite Other Matters"})
    )
    a_book(source, title="Birds of Bengal", creators=[{"creatorType": "author", "name": "Roy"}])

    report = pull(library, source)

    assert report.added == ("roy2020birds",)
    assert work(library).title == "Quite Other Matters"
    assert "taken by another work" in report.problems[0]


def test_notes_attachments_and_annotations_are_kept_with_their_work(
    library: Library, source: FakeSource
):
    book = a_book(source)
    pdf = source.library.put(itemType="attachment", parentItem=book, filename="a.pdf")
    source.library.put(itemType="note", parentItem=book, note="<p>x</p>")
    mark = source.library.put(
        itemType="annotation", parentItem=pdf, annotationType="highlight",
        annotationText="Abuse\nis common.", annotationPageLabel="12", annotationColor="#ffd400",
        annotationComment="see L1", annotationSortIndex="00011|000001|00100",
        annotationPosition='{"pageIndex":11,"rects":[[1,2,3,4]]}',
    )  # fmt: skip

    report = pull(library, source)

    assert report.children == {"attachment": 1, "note": 1, "annotation": 1}
    with library.reading() as records:
        copies = {copy.key: copy for copy in records.zotero_copies("users/1")}
    assert {copy.work for copy in copies.values()} == {"one"}
    assert copies[mark].data["annotationPageLabel"] == "12"


def test_no_address_comes_to_a_work_whose_address_is_withheld(library: Library, source: FakeSource):
    put(library, a_work("one", type="book", fields={"title": "One"}, title="One",
                        link_policy=LinkPolicy.WITHHOLD))  # fmt: skip
    book = a_book(
        source, url="https://bad.example/", extra="Citation Key: one\nsee bad.example.org"
    )
    source.library.put(itemType="attachment", parentItem=book, url="https://bad.example/x.pdf")

    pull(library, source)

    with library.reading() as records:
        stored = repr((records.works(), records.zotero_copies()))
    assert "bad.example" not in stored


def test_odd_items_are_told_and_spoil_nothing(library: Library, source: FakeSource):
    source.library.items = {"X": {"version": 1, "collections": []}, "Y": {
        "key": "../x", "itemType": "book", "version": 1, "collections": []}}  # fmt: skip
    a_book(source, creators="x", tags=[3])

    report = pull(library, source)

    assert report.added == ("one",)
    assert len(report.problems) == 2


def test_what_is_here_under_another_name_is_not_added_again(library: Library, source: FakeSource):
    fields = {"title": "One", "date": "2020-05", "location": "Delhi"}
    put(library, a_work("one", type="book", fields=fields, title="One"))
    a_book(source, date="2020-05", place="Delhi", publisher="P")

    report = pull(library, source)

    assert report.conflicts == ()
    assert work(library).fields == {**fields, "publisher": "P"}
    assert zotero_state(library).changed == ()


def test_what_is_gone_is_told_where_the_server_tells_only_what_is_there(
    library: Library, source: FakeSource
):
    shelf = source.library.put_collection("Shelf")
    gone = a_book(source, collections=[shelf])
    kept = a_book(source, title="Two", extra="Citation Key: two")
    source.tells_deletions = False
    pull(library, source)
    source.library.remove(gone)
    source.library.remove(shelf)

    report = pull(library, source)
    again = pull(library, source)

    assert (report.deleted, report.deleted_collections) == (("one",), (shelf,))
    assert (again.deleted, again.deleted_collections) == ((), ())
    assert kept in source.library.items


def test_a_pull_of_a_collection_leaves_annotations_elsewhere_alone(
    library: Library, source: FakeSource
):
    shelf = source.library.put_collection("Shelf")
    source.library.put(itemType="annotation", parentItem="FFFF2222", annotationText="elsewhere")
    inside = a_book(source, collections=[shelf])
    pdf = source.library.put(itemType="attachment", parentItem=inside)
    source.library.put(itemType="annotation", parentItem=pdf, annotationText="inside")
    source.gives_all_annotations = True

    report = pull(library, source, collection=shelf)

    assert report.children == {"attachment": 1, "annotation": 1}


def test_a_note_of_ours_stays_disputed_until_it_is_settled(library: Library, source: FakeSource):
    source.reads_all = True
    put(library, a_work("one", type="book", fields={"title": "One"}, title="One"))
    with library.deed("test", now=NOW) as deed:
        deed.records.put_claims([a_claim("one-1")])
    push_zotero(library, source, note_of=lambda _annotation: "<p>ours</p>", now=NOW)
    (note,) = (key for key, each in source.library.items.items() if each["itemType"] == "note")
    source.library.put(key=note, note="<p>theirs</p>")
    pull(library, source)
    pull(library, source)

    def pushed() -> list[str]:
        report = push_zotero(library, source, note_of=lambda _annotation: "<p>new</p>", now=NOW)
        return [conflict.field for conflict in report.conflicts]

    assert pushed() == ["note"]
    assert source.library.items[note]["note"] == "<p>theirs</p>"
