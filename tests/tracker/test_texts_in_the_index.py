"""Attached texts are documents of the index, which follows what becomes of them and their works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.names import Name
from bib.works import Citekey
from evidence.attachments import Attachment
from evidence.texts import Page, Text
from tests.builders import a_work
from tracker.actions.search_library import search_library, search_quickly
from tracker.library import Library

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SHA256 = "ab" * 32
CONTENT = "Labels fade.\n\nOn the second page, sunlight is measured.\n"
TEXT = Text(
    content=CONTENT,
    pages=(
        Page(index=0, label="vii", start=0, end=14),
        Page(index=1, label="", start=14, end=len(CONTENT)),
    ),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of two works, of which one has a text of two pages."""
    work = a_work("ito2019", authors=(Name(family="Ito", given="Ren"),))
    with Library.create(tmp_path / "library", now=NOW) as made:
        with made.deed("fill", now=NOW) as deed:
            deed.records.put_works([work, a_work("roe2020")])
            deed.records.put_attachment(attached("ito2019"))
            deed.records.put_text(SHA256, TEXT)
        yield made


def attached(work: str) -> Attachment:
    return Attachment(
        sha256=SHA256,
        work=Citekey(work),
        name="paper.pdf",
        media_type="application/pdf",
        size=1,
        added_at=NOW,
    )


def texts(library: Library, query: str) -> list[str]:
    return [hit.work for hit in search_library(library, query, kinds={"text"}).hits]


def test_a_hit_in_a_text_says_the_work_and_the_page(library: Library) -> None:
    (hit,) = search_library(library, "sunlight", kinds={"text"}).hits

    assert (hit.id, hit.work, hit.pages) == (SHA256, "ito2019", ("2",))
    assert search_library(library, "fade").hits[0].pages == ("vii",)
    assert search_quickly(library.root, "sunlight", kinds={"text"}) == search_library(
        library, "sunlight", kinds={"text"}
    )


def test_a_text_is_found_by_what_is_said_of_its_work_and_no_longer_when_that_changes(
    library: Library,
) -> None:
    assert texts(library, "author:ito sunlight") == ["ito2019"]
    with library.deed("mend", now=NOW) as deed:
        deed.records.put_works([a_work("ito2019", authors=(Name(family="Okoye"),))])

    assert texts(library, "author:ito sunlight") == []
    assert texts(library, "author:okoye") == ["ito2019"]


def test_another_text_of_the_file_takes_the_place_of_the_first(library: Library) -> None:
    with library.deed("again", now=NOW) as deed:
        deed.records.put_text(SHA256, replace(TEXT, content="Lamplight now."))

    assert (texts(library, "sunlight"), texts(library, "lamplight")) == ([], ["ito2019"])


def test_a_text_goes_to_another_work_and_goes_with_the_last(library: Library) -> None:
    with library.deed("also", now=NOW) as deed:
        deed.records.put_attachment(attached("roe2020"))
        deed.records.remove_attachment(SHA256, "ito2019")
    assert texts(library, "sunlight") == ["roe2020"]
    with library.deed("none", now=NOW) as deed:
        deed.records.remove_attachment(SHA256, "roe2020")

    assert texts(library, "sunlight") == []
    assert library.index_state().documents == 2


def test_an_index_built_anew_has_what_the_one_that_followed_has(library: Library) -> None:
    before = library.index_state()

    assert library.rebuild_index() == before
    assert texts(library, "sunlight work:ito2019") == ["ito2019"]


def test_an_index_that_missed_a_text_is_mended(library: Library, tmp_path: Path) -> None:
    index = library.root / "index"
    kept = tmp_path / "kept"
    library.close()
    index.rename(kept)

    with Library.open(library.root) as again:
        assert texts(again, "sunlight") == ["ito2019"]
