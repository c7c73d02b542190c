from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from tests.builders import a_sound_corpus
from tests.fakes.bibliographic_server import Reply
from tracker.actions.ask_sources import polite_client
from tracker.actions.look_up_works import look_up_works
from tracker.library import Library

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def looked_up(server, library_of):
    def look(*identifiers, held=(), **parts):
        root = library_of(a_sound_corpus(bibliography=(*a_sound_corpus().works, *held)))
        with Library.open(root) as library, polite_client(library, now=NOW) as client:
            report = look_up_works(library, identifiers, client, now=NOW, **parts)
            with library.reading() as records:
                return report, {work.key: work for work in records.works()}, records.log()

    return look


def test_identifiers_of_every_sort_become_works_in_one_deed(looked_up):
    report, works, log = looked_up(
        "https://doi.org/10.5555/sound", "arXiv:2105.01234v2", "PMID: 31234567", "0-306-40615-2"
    )

    assert [(each.work.key, each.source) for each in report.added] == [
        ("roe2020sound", "Crossref"),
        ("roe2020sound-2", "arXiv"),
        ("roe2021study", "PubMed"),
        ("roe1980book", "Open Library"),
    ]
    assert works["roe2021study"].ids["pmid"] == "31234567"
    assert [entry.deed for entry in log] == ["fill", "add"]


def test_every_field_is_kept_with_where_it_came_from(looked_up):
    _, works, _ = looked_up("10.5555/sound")

    work = works["roe2020sound"]
    assert set(work.origins) == set(work.fields)
    assert set(work.origins.values()) == {"Crossref, 2026-11-23"}
    assert work.block is None


def test_a_work_that_is_there_is_not_added_again(looked_up):
    held = work_from_fields(Citekey("mine"), "article", {"title": "Mine", "doi": "10.5555/sound"})

    report, works, _ = looked_up("10.5555/sound", held=[held])

    assert report.added == ()
    assert report.present == (("10.5555/sound", "mine"),)
    assert works["mine"].title == "Mine"


def test_one_work_asked_for_twice_is_added_once(looked_up):
    report, _, _ = looked_up("10.5555/sound", "doi:10.5555/SOUND")

    assert len(report.added) == 1
    assert report.present == (("doi:10.5555/SOUND", "roe2020sound"),)


def test_a_dry_run_changes_nothing(looked_up):
    report, works, log = looked_up("10.5555/sound", is_dry_run=True)

    assert len(report.added) == 1
    assert "roe2020sound" not in works
    assert len(log) == 1


def test_what_is_not_there_and_what_could_not_be_asked_are_told_apart(looked_up, server):
    server.trouble("arxiv", Reply(401, ""))

    report, _, log = looked_up("10.5555/nobody", "arXiv:2105.01234", "no identifier")

    assert [text for text, _ in report.missing] == ["10.5555/nobody"]
    assert [text for text, _ in report.failed] == ["arXiv:2105.01234", "no identifier"]
    assert report.is_refused_whole
    assert len(log) == 1


def test_an_answer_is_kept_in_the_library_and_not_asked_for_again(server, library_of):
    root = library_of(a_sound_corpus())
    for _ in range(2):
        with Library.open(root) as library, polite_client(library, now=NOW) as client:
            look_up_works(library, ["10.5555/sound"], client, is_dry_run=True, now=NOW)
        asked = len(server.requests)

    assert asked == 2
    assert list(root.glob("cache/answers/*/*.json"))
