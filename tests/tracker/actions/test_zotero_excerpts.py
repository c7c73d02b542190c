"""Annotations made in Zotero become excerpts that wait for a claim, and follow them until tied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bib.works import Citekey, LinkPolicy
from bib.zotero_copies import ZoteroCopy
from evidence.attachments import Attachment
from evidence.excerpts import Excerpt
from evidence.texts import Page, Text
from tests.builders import a_claim, a_work
from tests.fakes.zotero_source import FakeSource
from tracker.actions.pull_zotero import PullReport, pull_zotero
from tracker.actions.zotero_excerpts import excerpt_of
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)
POSITION = '{"pageIndex":11,"rects":[[1,2,3,4]]}'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        yield made


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


def pull(library: Library, source: FakeSource, **options: Any) -> PullReport:
    return pull_zotero(library, source, now=NOW, **options)


def waiting(library: Library) -> list[Excerpt]:
    with library.reading() as records:
        return records.waiting_excerpts()


def a_pdf(source: FakeSource, **data: Any) -> str:
    book = source.library.put(itemType="book", title="One", extra="Citation Key: one", **data)
    return source.library.put(itemType="attachment", parentItem=book, filename="a.pdf")


def mark(source: FakeSource, pdf: str, **data: Any) -> str:
    said = {
        "annotationType": "highlight", "annotationText": "Abuse\nis common.",
        "annotationPageLabel": "12", "annotationColor": "#FFD400", "annotationComment": "see L1",
        "annotationSortIndex": "00011|000001|00100", "annotationPosition": POSITION,
        "annotationAuthorName": "Ana Roy", "dateAdded": "2024-03-01T10:00:00Z",
    }  # fmt: skip
    return source.library.put(itemType="annotation", parentItem=pdf, **(said | data))


def attach(library: Library, content: str) -> str:
    text = Text(content=content, pages=(Page(index=0, label="12", start=0, end=len(content)),))
    with library.deed("test", now=NOW) as deed:
        deed.records.put_attachment(
            Attachment(
                sha256="a" * 64, work=Citekey("one"), name="a.pdf", size=1, added_at=NOW,
                media_type="application/pdf",
            )
        )  # fmt: skip
        deed.records.put_text("a" * 64, text)
    return text.sha256


def tie(library: Library, excerpt: Excerpt) -> None:
    with library.deed("test", now=NOW) as deed:
        deed.records.remove_waiting_excerpt(excerpt.id)
        deed.records.put_claims([
            a_claim("one-1", work=Citekey("one"), excerpts=(replace(excerpt, claim="one-1"),))
        ])  # fmt: skip


def test_highlighted_words_wait_with_all_that_was_said_of_them(
    library: Library, source: FakeSource
):
    key = mark(source, a_pdf(source))

    report = pull(library, source)

    assert (report.excerpts, report.steps) == (1, {"no text": 1})
    assert waiting(library) == [
        Excerpt(
            id=f"zotero-{key}", claim="", work="one", quote="Abuse is common.", page="12",
            comment="see L1", colour="#ffd400", by="Ana Roy", position=POSITION,
            made_at=datetime(2024, 3, 1, 10, tzinfo=UTC),
            origin=f"http://zotero.org/users/1/items/{key}",
        )
    ]  # fmt: skip


def test_words_are_found_in_the_attached_text_and_the_step_is_told(
    library: Library, source: FakeSource
):
    pdf = a_pdf(source)
    pull(library, source)
    text_sha256 = attach(library, "They say that abuse is com-\nmon. No more.")
    mark(source, pdf)

    report = pull(library, source)

    (excerpt,) = waiting(library)
    assert report.steps == {"normalised": 1}
    assert (excerpt.text_sha256, excerpt.start, excerpt.prefix) == (
        text_sha256, 14, "They say that ",
    )  # fmt: skip
    assert excerpt.quote == "Abuse is common."


def test_each_kind_of_annotation_becomes_what_it_says(library: Library, source: FakeSource):
    pdf = a_pdf(source)
    silent = {"annotationText": "", "annotationComment": ""}
    mark(source, pdf, annotationType="underline", annotationSortIndex="1")
    for place, kind in enumerate(("note", "text", "image"), 2):
        mark(source, pdf, annotationType=kind, annotationText="", annotationComment=kind,
             annotationSortIndex=str(place))  # fmt: skip
    for kind in ("image", "ink"):
        mark(source, pdf, annotationType=kind, **silent)

    report = pull(library, source)

    assert [(each.quote, each.comment) for each in waiting(library)] == [
        ("Abuse is common.", "see L1"), ("", "note"), ("", "text"), ("", "image"),
    ]  # fmt: skip
    assert (report.excerpts, report.silent) == (4, 2)


def test_a_change_in_zotero_changes_the_waiting_excerpt_once(library: Library, source: FakeSource):
    key = mark(source, a_pdf(source))
    pull(library, source)
    source.library.put(key=key, annotationComment="see L2")

    report, again = pull(library, source), pull(library, source)

    assert (report.excerpts, report.excerpts_changed) == (0, (f"zotero-{key}",))
    assert (again.excerpts, again.excerpts_changed) == (0, ())
    assert [each.comment for each in waiting(library)] == ["see L2"]


def test_an_excerpt_that_is_tied_is_not_written_over_and_the_change_is_told(
    library: Library, source: FakeSource
):
    key = mark(source, a_pdf(source))
    pull(library, source)
    tie(library, waiting(library)[0])
    source.library.put(key=key, annotationText="Other words.")

    report = pull(library, source)

    assert waiting(library) == []
    assert "tied to one-1" in report.problems[0]
    assert "“Other words.”" in report.problems[0]
    with library.reading() as records:
        assert records.claims()[0].excerpts[0].quote == "Abuse is common."


def test_an_excerpt_that_was_removed_here_does_not_come_back(library: Library, source: FakeSource):
    key = mark(source, a_pdf(source))
    pull(library, source)
    with library.deed("test", now=NOW) as deed:
        deed.records.remove_waiting_excerpt(f"zotero-{key}")
    source.library.put(key=key, annotationComment="see L2")

    assert pull(library, source).excerpts == 0
    assert pull(library, source, theirs=True).excerpts == 0
    assert waiting(library) == []


def test_an_annotation_deleted_in_zotero_is_told_once_and_its_excerpt_stays(
    library: Library, source: FakeSource
):
    key = mark(source, a_pdf(source))
    pull(library, source)
    source.library.remove(key)

    report, again = pull(library, source), pull(library, source)

    assert "deleted in Zotero" in report.problems[0]
    assert again.problems == ()
    assert [each.id for each in waiting(library)] == [f"zotero-{key}"]


def test_what_an_older_library_kept_becomes_excerpts_at_the_next_pull(
    library: Library, source: FakeSource
):
    key = mark(source, a_pdf(source))
    pull(library, source)
    with library.deed("test", now=NOW) as deed:
        deed.records.remove_waiting_excerpt(f"zotero-{key}")
        copies = {copy.key: copy for copy in deed.records.zotero_copies()}
        deed.records.put_zotero_copies([replace(copies[key], written="")])

    assert pull(library, source).excerpts == 1
    assert [each.id for each in waiting(library)] == [f"zotero-{key}"]


def test_annotations_on_a_file_without_a_work_wait_for_the_work(
    library: Library, source: FakeSource
):
    pdf = source.library.put(itemType="attachment", filename="a.pdf")
    mark(source, pdf)
    first = pull(library, source)
    book = source.library.put(itemType="book", title="One", extra="Citation Key: one")
    source.library.put(key=pdf, parentItem=book)

    second = pull(library, source)

    assert (first.excerpts, first.homeless, second.excerpts) == (0, 1, 1)
    assert [each.work for each in waiting(library)] == ["one"]


def test_a_dry_run_tells_of_excerpts_and_makes_none(library: Library, source: FakeSource):
    mark(source, a_pdf(source))

    told = pull(library, source, is_dry_run=True)

    assert waiting(library) == []
    assert told == pull(library, source)


def test_no_address_of_a_withheld_work_comes_along(library: Library, source: FakeSource):
    with library.deed("test", now=NOW) as deed:
        deed.records.put_works([a_work("one", type="book", fields={"title": "One"}, title="One",
                                       link_policy=LinkPolicy.WITHHOLD)])  # fmt: skip
    mark(source, a_pdf(source), annotationText="See https://bad.example/x there.",
         annotationComment="https://bad.example/y")  # fmt: skip

    pull(library, source)

    assert "bad.example" not in repr(waiting(library))


@pytest.mark.parametrize(
    ("library_name", "expected"),
    [
        ("groups/7", "http://zotero.org/groups/7/items/AAAA2222"),
        ("local/S1/users/0", "zotero://open-pdf/library/items/PDF23456?annotation=AAAA2222"),
        ("local/S1/groups/7", "zotero://open-pdf/groups/7/items/PDF23456?annotation=AAAA2222"),
    ],
)
def test_the_origin_is_an_address_that_opens_the_annotation(library_name: str, expected: str):
    copy = ZoteroCopy(
        library=library_name, key="AAAA2222", version=1, item_type="annotation",
        parent="PDF23456", data={"annotationType": "highlight", "annotationText": "x"},
    )  # fmt: skip

    excerpt = excerpt_of(copy, Citekey("one"))

    assert excerpt is not None
    assert excerpt.origin == expected


@pytest.mark.parametrize(
    "said",
    [
        {"annotationPosition": "[" * 100_000},
        {"annotationPosition": "7"},
        {"annotationPosition": {"pageIndex": 1}},
        {"annotationColor": "red; background: url(x)"},
        {"dateAdded": "yesterday"},
        {"annotationText": ["x"], "annotationComment": 7},
    ],
)
def test_odd_values_are_left_out(said: dict[str, Any]):
    data = {"annotationType": "highlight", "annotationText": "x", **said}
    copy = ZoteroCopy(library="users/1", key="K", version=1, item_type="annotation", data=data)

    excerpt = excerpt_of(copy, Citekey("one"))

    assert excerpt is not None
    assert (excerpt.position, excerpt.colour, excerpt.made_at) == ("", "", None)
