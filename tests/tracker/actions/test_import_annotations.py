"""Annotations made elsewhere come in as excerpts that wait, and go out again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bib.entries import work_from_fields
from bib.errors import UnreadableTextError
from bib.works import Citekey, LinkPolicy
from evidence.attachments import Attachment
from evidence.excerpts import Excerpt
from evidence.selection import Selection
from evidence.texts import Page, Text
from tests.builders import a_claim
from tests.pdf_files import Annotation, Sheet, a_pdf, lines
from tracker.actions.attach_files import attach_files
from tracker.actions.export_annotations import export_annotations
from tracker.actions.import_annotations import AnnotationsReport, import_annotations
from tracker.actions.write_excerpts import tie_excerpt
from tracker.errors import TextNotTakenError, UnknownWorkError, UnreadableFileError
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DOI = "10.1145/3531146.3533187"
CONTENT = "They say that abuse is common.\n\nNo more is said of it."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        with made.deed("test", now=NOW) as deed:
            deed.records.put_works([
                work_from_fields(Citekey("one"), "article", {"title": "One", "doi": DOI}),
                work_from_fields(Citekey("two"), "misc",
                                 {"title": "Two", "url": "https://www.example.org/two"}),
            ])  # fmt: skip
        yield made


def take(library: Library, folder: Path, value: Any, **options: Any) -> AnnotationsReport:
    path = folder / "annotations.json"
    path.write_text(json.dumps(value))
    return import_annotations(library, [path], now=NOW, **options)


def waiting(library: Library) -> list[Excerpt]:
    with library.reading() as records:
        return records.waiting_excerpts()


def attach(library: Library, work: str = "one", content: str = CONTENT) -> Text:
    text = Text(content=content, pages=(Page(index=0, label="iv", start=0, end=len(content)),))
    with library.deed("test", now=NOW) as deed:
        deed.records.put_attachment(
            Attachment(
                sha256="a" * 64, work=Citekey(work), name="a.pdf", size=1, added_at=NOW,
                media_type="application/pdf",
            )
        )  # fmt: skip
        deed.records.put_text("a" * 64, text)
    return text


def from_hypothesis(**parts: Any) -> dict[str, Any]:
    defaults = {
        "id": "AbC", "created": "2024-03-01T10:00:00.5+00:00", "user": "acct:ana@hypothes.is",
        "uri": "https://www.example.org/two", "text": "see L1", "tags": ["key"],
        "links": {"html": "https://hypothes.is/a/AbC"},
        "target": [{"source": "https://www.example.org/two", "selector": [
            {"type": "TextPositionSelector", "start": 900, "end": 915},
            {"type": "TextQuoteSelector", "exact": "abuse is common", "prefix": "say that ",
             "suffix": "."}]}],
    }  # fmt: skip
    return defaults | parts


def from_w3c(source: str = f"https://doi.org/{DOI}", **parts: Any) -> dict[str, Any]:
    defaults = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "id": "https://notes.example/1",
        "type": "Annotation", "motivation": "commenting",
        "body": {"type": "TextualBody", "value": "see L1", "purpose": "commenting"},
        "target": {"source": source, "selector": {
            "type": "TextQuoteSelector", "exact": "abuse is common"}},
    }  # fmt: skip
    return defaults | parts


def test_hypothesis_comes_in_by_its_address(library: Library, tmp_path: Path):
    row = from_hypothesis()

    report = take(library, tmp_path, {"rows": [row], "total": 1})

    (excerpt,) = waiting(library)
    assert report.added == (excerpt,)
    assert (excerpt.work, excerpt.quote, excerpt.comment) == (
        "two", "abuse is common", "see L1\n#key",
    )  # fmt: skip
    assert (excerpt.by, excerpt.origin) == ("ana", "https://hypothes.is/a/AbC")
    assert (excerpt.start, excerpt.text_sha256) == (None, "")
    for value in ({"annotations": [row]}, [row], row):
        assert take(library, tmp_path, value).unchanged == 1


def test_web_annotations_come_in_by_doi(library: Library, tmp_path: Path):
    row = from_w3c()

    report = take(library, tmp_path, row)

    assert [(each.work, each.comment) for each in report.added] == [("one", "see L1")]
    for value in (
        [row],
        {"type": "AnnotationPage", "items": [row]},
        {"type": "AnnotationCollection", "first": {"items": [row]}},
    ):
        assert take(library, tmp_path, value).unchanged == 1


def test_words_are_placed_in_the_attached_text_and_the_step_is_told(
    library: Library, tmp_path: Path
):
    text = attach(library)
    other = from_w3c(
        id="https://notes.example/2",
        target={
            "source": f"doi:{DOI}",
            "selector": {"type": "TextQuoteSelector", "exact": "Quite other words, never said."},
        },
    )

    report = take(library, tmp_path, [from_w3c(), other])

    placed, orphaned = waiting(library)
    assert report.steps == {"exact": 1, "orphaned": 1}
    assert (placed.start, placed.text_sha256, placed.page) == (14, text.sha256, "iv")
    assert (orphaned.start, orphaned.found_by) == (None, "orphaned")


def test_taking_them_again_changes_nothing(library: Library, tmp_path: Path):
    take(library, tmp_path, [from_w3c(), from_hypothesis()])
    with library.reading() as records:
        before = records.head()

    report = take(library, tmp_path, [from_w3c(), from_hypothesis()])

    assert (report.added, report.changed, report.unchanged) == ((), (), 2)
    with library.reading() as records:
        assert records.head() == before


def test_a_changed_comment_changes_the_waiting_excerpt(library: Library, tmp_path: Path):
    take(library, tmp_path, from_hypothesis())

    report = take(library, tmp_path, from_hypothesis(text="see L2"))

    assert [each.comment for each in report.changed] == ["see L2\n#key"]
    assert [each.comment for each in waiting(library)] == ["see L2\n#key"]


def test_an_excerpt_tied_to_a_claim_is_not_written_over(library: Library, tmp_path: Path):
    take(library, tmp_path, from_hypothesis())
    with library.deed("test", now=NOW) as deed:
        deed.records.put_claims([a_claim("two-1", work=Citekey("two"))])
    tie_excerpt(library, waiting(library)[0].id, "two-1", now=NOW)

    same = take(library, tmp_path, from_hypothesis())
    other = take(library, tmp_path, from_hypothesis(text="see L2"))

    assert (same.unchanged, same.tied) == (1, ())
    assert [each.claim for each in other.tied] == ["two-1"]
    assert waiting(library) == []


def test_what_is_on_no_work_here_is_told_and_can_be_named(library: Library, tmp_path: Path):
    row = from_w3c("https://elsewhere.example/x")

    report = take(library, tmp_path, [row, from_hypothesis()])

    assert [(each.row, "elsewhere.example" in each.why) for each in report.left] == [(1, True)]
    assert take(library, tmp_path, row, work="one").added[0].work == "one"
    with pytest.raises(UnknownWorkError):
        take(library, tmp_path, row, work="three")


def test_one_of_two_works_is_not_guessed(library: Library, tmp_path: Path):
    with library.deed("test", now=NOW) as deed:
        deed.records.put_works([
            work_from_fields(Citekey("copy"), "article", {"title": "One", "doi": DOI})
        ])  # fmt: skip

    report = take(library, tmp_path, from_w3c())

    assert "one, copy" in report.left[0].why


def test_a_dry_run_tells_the_same_and_takes_nothing(library: Library, tmp_path: Path):
    told = take(library, tmp_path, from_w3c(), is_dry_run=True)

    assert waiting(library) == []
    assert told == take(library, tmp_path, from_w3c())


def test_nothing_that_leads_to_a_withheld_address_is_kept(library: Library, tmp_path: Path):
    with library.deed("test", now=NOW) as deed:
        work = deed.records.works(["two"])[0]
        deed.records.put_works([replace(work, link_policy=LinkPolicy.WITHHOLD)])
    row = from_hypothesis(
        text="at https://www.example.org/two/x",
        links={"html": "https://hyp.is/AbC/www.example.org/two"},
    )

    take(library, tmp_path, row)
    again = take(library, tmp_path, row)
    exported = export_annotations(library, Selection()).text

    assert "example.org" not in repr(waiting(library)) + exported
    assert "urn:x-evtrack:work:two" in exported
    assert again.unchanged == 1


def test_odd_rows_are_told_one_by_one(library: Library, tmp_path: Path):
    for value in (
        [[], 3, None, "x", {}, {"target": 7}, {"target": {"selector": {"exact": 3}}}],
        {"rows": "x"},
        {"items": [{"target": {"source": {}, "selector": [{"refinedBy": {}}]}}]},
    ):
        report = take(library, tmp_path, value, work="one")

        assert report.added == ()
        assert len(report.left) == (len(value) if isinstance(value, list) else 1)


def test_a_file_that_holds_no_annotations_is_refused_in_a_sentence(
    library: Library, tmp_path: Path
):
    path = tmp_path / "x.json"
    for data in (b"", b"\x00\x01\x02" * 50, b"[" * 100_000, b"[1,", b"9" * 5_000, b"%PDF-1.4 no"):
        path.write_bytes(data)

        with pytest.raises((UnreadableFileError, UnreadableTextError, TextNotTakenError)) as error:
            import_annotations(library, [path], now=NOW)

        assert str(path) in str(error.value)


def test_a_missing_file_is_told(library: Library, tmp_path: Path):
    with pytest.raises(UnreadableFileError):
        import_annotations(library, [tmp_path / "none.json"], now=NOW)


def test_what_goes_out_comes_in_as_what_is_here(library: Library, tmp_path: Path):
    attach(library)
    take(library, tmp_path, [from_w3c(), from_hypothesis()])
    with library.deed("test", now=NOW) as deed:
        excerpt = Excerpt(id="one-1-x1", claim="one-1", work="one", quote="No more is said")
        claim = a_claim("one-1", work=Citekey("one"), excerpts=(excerpt,))
        deed.records.put_claims([claim])
    exported = export_annotations(library, Selection())

    report = take(library, tmp_path, json.loads(exported.text))

    assert len(exported.excerpts) == 3
    assert (report.added, report.changed, report.tied, report.unchanged) == ((), (), (), 3)


def test_an_export_says_what_each_is_on_and_where(library: Library, tmp_path: Path):
    attach(library)
    take(library, tmp_path, [from_w3c(), from_hypothesis()])

    page = json.loads(export_annotations(library, Selection(works=("one",))).text)

    (item,) = page["items"]
    selectors = {each["type"]: each for each in item["target"]["selector"]}
    assert item["target"]["source"] == f"https://doi.org/{DOI}"
    assert item["motivation"] == "commenting"
    assert selectors["TextQuoteSelector"]["exact"] == "abuse is common"
    assert selectors["TextPositionSelector"]["start"] == 14


class TestPdf:
    """Words marked in a PDF with any reader."""

    @pytest.fixture
    def marked(self, tmp_path: Path) -> Path:
        path = tmp_path / "marked.pdf"
        words = lines(["They say that abuse is common.", "No more is said of it."])
        path.write_bytes(a_pdf([Sheet(words=words, annotations=[
            Annotation(subtype="Highlight", boxes=[(156, 698, 252, 708)], contents="see L1",
                       author="Ana", colour=(1, 0.5, 0)),
            Annotation(subtype="Text", boxes=[(20, 700, 40, 720)], contents="a note"),
            Annotation(subtype="Highlight", boxes=[(20, 20, 40, 40)]),
        ])]))  # fmt: skip
        return path

    @pytest.fixture
    def plain(self, tmp_path: Path) -> Path:
        path = tmp_path / "plain.pdf"
        words = lines(["They say that abuse is common.", "No more is said of it."])
        path.write_bytes(a_pdf([Sheet(words=words)]))
        return path

    def test_marks_come_in_to_the_work_whose_text_it_is(
        self, library: Library, marked: Path, plain: Path, tmp_path: Path
    ):
        attach_files(library, "one", [plain], now=NOW)

        report = import_annotations(library, [marked], now=NOW)
        again = import_annotations(library, [marked], now=NOW)

        highlight, note = report.added
        assert (highlight.work, highlight.quote, highlight.comment) == (
            "one", "abuse is common.", "see L1",
        )  # fmt: skip
        assert (highlight.by, highlight.colour, highlight.page) == ("Ana", "#ff7f00", "1")
        assert json.loads(highlight.position)["pageIndex"] == 0
        assert highlight.found_by == "exact"
        assert (note.quote, note.comment) == ("", "a note")
        assert [each.why for each in report.left] == ["The highlight on page 1 lies on no words."]
        assert again.unchanged == 2
        assert report.steps == {"exact": 1}
        # Also the note without words is known again when it comes back.
        exported = json.loads(export_annotations(library, Selection()).text)
        assert take(library, tmp_path, exported).unchanged == 2

    def test_marks_of_a_file_that_no_work_has_want_a_work_to_be_named(
        self, library: Library, marked: Path
    ):
        report = import_annotations(library, [marked], now=NOW)

        assert {each.why for each in report.left} == {
            "nothing tells which work it is on; name the work with --work"
        }
