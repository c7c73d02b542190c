"""Files and the texts taken from them come back as they were, and go together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.works import Citekey
from evidence.attachments import Attachment, Scope
from evidence.texts import Box, Mark, MarkKind, Page, Part, PartKind, Text, TextProblem
from tracker.errors import DamagedRecordError
from tracker.storage.changes import Changes
from tracker.storage.engine import Database
from tracker.storage.records import Records
from tracker.storage.schema import make_tables

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ONE, TWO = "a1" * 32, "b2" * 32
RICH = Text(
    content="Title\n\nWords of “page” one ﬁ.\n\nMore 𝔴ords.",
    media_type="application/pdf",
    title="Title",
    pages=(
        Page(index=0, label="iv", start=0, end=20, width=595.3, height=841.9),
        Page(index=1, label="", start=20, end=45),
    ),
    parts=(
        Part(kind=PartKind.HEADING, start=0, end=5, level=1, number="2.1", id="s2"),
        Part(kind=PartKind.PARAGRAPH, start=7, end=29),
        Part(
            kind=PartKind.REFERENCE,
            start=31,
            end=40,
            id="b1",
            fields={"title": "T", "author": "A"},
            continues=True,
        ),
    ),
    marks=(
        Mark(kind=MarkKind.CITATION, start=7, end=12, targets=("b1", "b2")),
        Mark(kind=MarkKind.SUPERSCRIPT, start=13, end=15),
    ),
    boxes=(
        Box(page=0, start=0, end=5, left=72.1, bottom=1 / 3, right=99.99, top=12.0),
        Box(page=1, start=31, end=35, left=0.0, bottom=-1.5, right=2.0, top=3.0),
    ),
    problems=(
        TextProblem(code="no-text", message="Page 3 is a picture.", page=3),
        TextProblem(code="odd", message="Odd.", line=7),
    ),
    sources=("sections/one.tex",),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path, "sqlite:///library.db")
    make_tables(made, now=NOW)
    yield made
    made.close()


@contextmanager
def writing(database: Database, changes: Changes | None = None) -> Iterator[Records]:
    with database.writing() as connection:
        yield Records(connection, changes or Changes())


def a_file(sha256: str = ONE, work: str = "flynn2022", **parts: object) -> Attachment:
    defaults = {"name": "paper.pdf", "media_type": "application/pdf", "size": 9, "added_at": NOW}
    return Attachment(sha256=sha256, work=Citekey(work), **(defaults | parts))  # type: ignore[arg-type]


def test_a_text_comes_back_with_all_its_places(database: Database) -> None:
    with writing(database) as records:
        records.put_text(ONE, RICH)

        assert records.text(ONE) == RICH
        assert records.text(ONE, with_boxes=False) == replace(RICH, boxes=())
        assert records.text(TWO) is None


def test_what_is_to_be_said_of_a_text_can_be_asked_without_its_words(database: Database) -> None:
    with writing(database) as records:
        records.put_text(ONE, RICH)
        facts = records.text_facts()[ONE]

        assert (facts.characters, facts.pages) == (len(RICH.content), 2)
        assert facts.text_sha256 == RICH.sha256
        assert facts.problems == RICH.problems
        assert records.text_facts([TWO]) == {}


def test_a_text_put_twice_changes_nothing_and_another_replaces_it(database: Database) -> None:
    with writing(database) as records:
        records.put_text(ONE, RICH)
    again, other = Changes(), Changes()

    with writing(database, again) as records:
        records.put_text(ONE, RICH)
    with writing(database, other) as records:
        records.put_text(ONE, replace(RICH, content="Other words."))

    assert again.is_empty
    assert other.touched.texts == {ONE}


def test_attachments_come_back_by_work_and_by_bytes(database: Database) -> None:
    files = [
        a_file(ONE, scope=Scope.PART),
        a_file(TWO, part_of=ONE, name="sections/one.tex"),
        a_file(ONE, "roe2020"),
    ]
    with writing(database) as records:
        for each in files:
            records.put_attachment(each)

        assert records.attachments() == files
        assert records.attachments("flynn2022") == files[:2]
        assert records.attachments_of_bytes(ONE) == [files[0], files[2]]
        assert records.counts()["attachments"] == 3


def test_a_text_goes_with_the_last_work_that_has_its_file(database: Database) -> None:
    with writing(database) as records:
        records.put_attachment(a_file(ONE, "flynn2022"))
        records.put_attachment(a_file(ONE, "roe2020"))
        records.put_text(ONE, RICH)

        assert records.remove_attachment(ONE, "flynn2022")
        assert not records.remove_attachment(ONE, "flynn2022")
        assert [text for _, text in records.texts_of("roe2020")] == [RICH]
        assert records.remove_attachment(ONE, "roe2020")
        assert records.text(ONE) is None


def test_a_damaged_text_is_named(tmp_path: Path, database: Database) -> None:
    with writing(database) as records:
        records.put_text(ONE, RICH)
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        connection.execute("UPDATE texts SET boxes = x'00ff', parts = '[[1]]'")
        connection.commit()

    with database.reading() as connection, pytest.raises(DamagedRecordError, match=ONE):
        Records(connection).text(ONE)
