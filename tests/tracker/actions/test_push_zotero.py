"""Pushing to Zotero: works and notes, once, and never over what others changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bib.entries import with_fields, work_from_fields
from bib.works import Citekey, LinkPolicy, Work
from tests.builders import a_claim, a_work
from tests.fakes.zotero_source import FakeSource
from tracker.actions.pull_zotero import pull_zotero
from tracker.actions.push_zotero import PushReport, push_zotero
from tracker.actions.rename_work import rename_work
from tracker.errors import UnknownWorkError
from tracker.library import Library
from tracker.render.annotation_html import note_html

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        yield made


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


def push(library: Library, source: FakeSource, **options: Any) -> PushReport:
    return push_zotero(library, source, note_of=note_html, now=NOW, **options)


def pull(library: Library, source: FakeSource) -> Any:
    return pull_zotero(library, source, now=NOW)


def put(library: Library, *works: Work) -> None:
    with library.deed("test", now=NOW) as deed:
        deed.records.put_works(works)


def put_claim(library: Library, **parts: Any) -> None:
    with library.deed("test", now=NOW) as deed:
        deed.records.put_claims([a_claim("one-1", work=Citekey("one"), **parts)])


def change(library: Library, key: str = "one", **fields: str) -> None:
    with library.reading() as records:
        present = records.work(key)
    assert present is not None
    put(library, with_fields(present, {**present.fields, **fields}))


def one(**fields: str) -> Work:
    return work_from_fields(Citekey("one"), "book", {"title": "One", "year": "2020"} | fields)


def items(source: FakeSource, item_type: str) -> list[dict[str, Any]]:
    return [each for each in source.library.items.values() if each["itemType"] == item_type]


def test_a_new_work_goes_to_zotero_with_its_citekey_tags_and_collection(
    library: Library, source: FakeSource
):
    put(library, one(keywords="abuse, images"))

    report = push(library, source, collection="SHELF234")

    (book,) = items(source, "book")
    assert report.added == ("one",)
    assert (book["title"], book["date"], book["extra"]) == ("One", "2020", "Citation Key: one")
    assert book["tags"] == [{"tag": "abuse"}, {"tag": "images"}]
    assert book["collections"] == ["SHELF234"]


def test_doing_it_again_sends_nothing(library: Library, source: FakeSource):
    put(library, one())
    put_claim(library)
    push(library, source)
    source.sent.clear()

    report = push(library, source)
    pulled = pull(library, source)

    assert source.sent == []
    assert (report.added, report.changed, report.unchanged) == ((), {}, 1)
    assert (pulled.added, pulled.changed, pulled.conflicts) == ((), (), ())


def test_a_dry_run_tells_what_would_be_sent(library: Library, source: FakeSource):
    put(library, one())
    put_claim(library)

    told = push(library, source, is_dry_run=True)

    assert source.sent == []
    assert told == push(library, source)
    assert (told.added, told.notes_added) == (("one",), ("one",))


def test_the_evidence_of_a_work_is_a_note_of_its_item(library: Library, source: FakeSource):
    put(library, one())
    put_claim(library, statement="Half <b> of them & more.")
    push(library, source)

    (note,) = items(source, "note")
    assert note["parentItem"] == items(source, "book")[0]["key"]
    assert "Half &lt;b&gt; of them &amp; more." in note["note"]
    assert note["tags"] == [{"tag": "evtrack"}]

    put_claim(library, statement="A third of them.")
    assert push(library, source).notes_changed == ("one",)
    assert "A third of them." in items(source, "note")[0]["note"]
    assert len(items(source, "note")) == 1


def test_a_note_edited_in_zotero_is_not_written_over(library: Library, source: FakeSource):
    put(library, one())
    put_claim(library)
    push(library, source)
    key = items(source, "note")[0]["key"]
    source.library.put(key=key, note="<p>my own words</p>")
    pull(library, source)
    put_claim(library, statement="Another.")

    report = push(library, source)

    assert [conflict.field for conflict in report.conflicts] == ["note"]
    assert source.library.items[key]["note"] == "<p>my own words</p>"
    assert push(library, source, ours=True).notes_changed == ("one",)


def test_only_what_changed_here_is_sent(library: Library, source: FakeSource):
    source.library.put(itemType="book", title="One", place="Delhi",
                       extra="Citation Key: one\nPMID: 7\nmine: x")  # fmt: skip
    pull(library, source)
    change(library, publisher="P")

    report = push(library, source)

    (sent,) = source.sent
    assert report.changed == {"one": ("publisher",)}
    assert set(sent) == {"key", "version", "publisher"}
    (book,) = items(source, "book")
    assert book["extra"] == "Citation Key: one\nPMID: 7\nmine: x"


def test_a_field_taken_away_here_is_emptied_there(library: Library, source: FakeSource):
    source.library.put(itemType="book", title="One", place="Delhi", extra="Citation Key: one")
    pull(library, source)
    change(library, address="", note="A remark")

    push(library, source)

    (book,) = items(source, "book")
    assert (book["place"], book["extra"]) == ("", "A remark\nCitation Key: one")


def test_what_changed_on_both_sides_is_not_sent_unless_wanted(library: Library, source: FakeSource):
    key = source.library.put(itemType="book", title="One", extra="Citation Key: one")
    pull(library, source)
    change(library, title="Mine", publisher="P")
    source.library.put(key=key, title="Theirs")
    pull(library, source)

    report = push(library, source)

    assert [(each.ours, each.theirs) for each in report.conflicts] == [("Mine", "Theirs")]
    assert report.changed == {"one": ("publisher",)}
    assert source.library.items[key]["title"] == "Theirs"
    assert push(library, source, ours=True).changed == {"one": ("title",)}
    assert source.library.items[key]["title"] == "Mine"


def test_an_item_changed_since_the_last_pull_is_left_alone(library: Library, source: FakeSource):
    key = source.library.put(itemType="book", title="One", extra="Citation Key: one")
    pull(library, source)
    change(library, publisher="P")
    source.library.put(key=key, place="Delhi")

    report = push(library, source)

    assert [(each.key, each.why) for each in report.failed] == [
        ("one", "it was changed in Zotero since; pull first")
    ]
    assert report.changed == {}
    pull(library, source)
    assert push(library, source).changed == {"one": ("publisher",)}


def test_a_push_cut_short_makes_no_double(library: Library, source: FakeSource):
    put(library, one())
    first = push(library, source)
    with library.deed("test", now=NOW) as deed:
        forgotten = [*deed.records.zotero_copies()]
        deed.records.connection.exec_driver_sql("DELETE FROM zotero_copies")
        deed.changed("one")
    assert len(forgotten) == 1

    again = push(library, source)

    assert first.added == ("one",)
    assert [failure.why for failure in again.failed] == [
        "it was changed in Zotero since; pull first"
    ]
    assert len(items(source, "book")) == 1
    assert pull(library, source).joined == ("one",)


def test_an_item_deleted_in_zotero_is_not_made_again(library: Library, source: FakeSource):
    put(library, one())
    push(library, source)
    pull(library, source)
    source.library.remove(items(source, "book")[0]["key"])
    pull(library, source)

    assert push(library, source).gone == ("one",)
    assert items(source, "book") == []


def test_no_withheld_address_leaves_the_library(library: Library, source: FakeSource):
    fields = {"title": "One", "url": "https://bad.example/", "note": "see https://bad.example/x"}
    put(library, a_work("one", fields=fields, link_policy=LinkPolicy.WITHHOLD))
    put_claim(library, statement="Found at https://bad.example/y once.")

    push(library, source)

    assert "bad.example" not in repr(source.library.items)
    assert len(source.library.items) == 2


def test_only_the_works_asked_for_are_sent(library: Library, source: FakeSource):
    put(library, one(), a_work("two"))

    assert push(library, source, works={"two"}).added == ("two",)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"extra": "PMID: 7\nCitation Key: one\nmine: x"},
         {"extra": "PMID: 7\nCitation Key: uno\nmine: x"}),
        ({"citationKey": "one", "extra": "mine: x"}, {"citationKey": "uno", "extra": "mine: x"}),
    ],
)  # fmt: skip
def test_a_new_citekey_is_written_where_the_old_one_stands(
    library: Library, source: FakeSource, stated: dict[str, str], expected: dict[str, str]
):
    source.library.put(itemType="book", title="One", **stated)
    pull(library, source)
    rename_work(library, "one", "uno", now=NOW)

    told = push(library, source, is_dry_run=True)
    report = push(library, source)

    assert report == told
    assert report.changed == {"uno": ("citekey",)}
    assert {name: items(source, "book")[0][name] for name in expected} == expected
    assert push(library, source).unchanged == 1
    assert pull(library, source).problems == ()


def test_a_new_citekey_and_a_new_note_go_together(library: Library, source: FakeSource):
    key = source.library.put(itemType="book", title="One", extra="Citation Key: one\nmine: x")
    pull(library, source)
    rename_work(library, "one", "uno", now=NOW)
    source.library.put(key=key, place="Delhi")
    pull(library, source)
    change(library, "uno", note="A remark")

    assert push(library, source).changed == {"uno": ("note", "citekey")}
    assert items(source, "book")[0]["extra"] == "A remark\nCitation Key: uno"


def test_a_key_that_only_zotero_knows_is_left_alone(library: Library, source: FakeSource):
    put(library, one(isbn="978-3-16-148410-0"))
    source.library.put(itemType="book", title="One", date="2020", ISBN="978-3-16-148410-0",
                       extra="Citation Key: other2020")  # fmt: skip
    pull(library, source)

    assert push(library, source).changed == {}


def test_a_key_changed_in_zotero_is_told_and_changes_nothing_here(
    library: Library, source: FakeSource
):
    key = source.library.put(itemType="book", title="One", extra="Citation Key: one")
    pull(library, source)
    source.library.put(key=key, extra="Citation Key: eins")

    assert "“eins”" in pull(library, source).problems[0]
    assert push(library, source).changed == {}
    assert items(source, "book")[0]["extra"] == "Citation Key: eins"


def test_what_was_saved_before_zotero_fell_silent_is_remembered(
    library: Library, source: FakeSource
):
    put(library, one())
    put_claim(library)
    source.falls_silent_after = 1

    report = push(library, source)
    source.falls_silent_after = None
    again = push(library, source)

    assert report.added == ("one",)
    assert [(each.key, each.what) for each in report.failed] == [("one", "note")]
    assert (again.added, again.notes_added, again.failed) == ((), ("one",), ())


def test_a_field_that_zotero_does_not_have_is_told_as_lost(library: Library, source: FakeSource):
    source.library.put(itemType="book", title="One", extra="Citation Key: one", newField="x")
    pull(library, source)
    other = FakeSource(name="users/2")

    report = push(library, other)

    assert [(each.key, each.field) for each in report.losses] == [("one", "newField")]
    assert "newField" not in repr(other.sent)
    assert source.library.items.popitem()[1]["newField"] == "x"


def test_a_work_is_named_by_an_older_key_and_a_wrong_name_is_told(
    library: Library, source: FakeSource
):
    put(library, one())
    rename_work(library, "one", "uno", now=NOW)

    assert push(library, source, works={"ONE"}).added == ("uno",)
    with pytest.raises(UnknownWorkError, match="unu"):
        push(library, source, works={"unu"})
