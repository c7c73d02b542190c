from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from tests.bib.sources.test_retraction_watch import HEADER, row
from tests.builders import a_sound_corpus

SOUND = {"title": "On Sound Evidence and Its Uses", "doi": "10.5555/sound", "year": "2020"}
RETRACTED = {"title": "A Study of Many Things That Were Not So", "doi": "10.5555/retracted"}
BOTH = ("--work", "sound", "--work", "gone")


@pytest.fixture
def root(library_of):
    works = (
        work_from_fields(Citekey("sound"), "article", SOUND),
        work_from_fields(Citekey("gone"), "article", RETRACTED),
    )
    return library_of(a_sound_corpus(bibliography=(*a_sound_corpus().works, *works)))


def test_a_sound_work_is_good_news(evtrack, root, server):
    done = evtrack("--library", root, "works", "verify", "--work", "sound", "--json")

    assert done.status == 0
    assert done.json["counts"]["same work"] == 1
    assert done.json["works"][0]["record"]["source"] == "Crossref"


def test_notices_become_standing_each_source_apart(evtrack, root, server):
    done = evtrack("--library", root, "works", "verify", *BOTH, "--json")
    shown = evtrack("--library", root, "show", "gone", "--json").json

    assert done.status == 1
    assert [each["state"] for each in done.json["notices"]] == ["retracted"] * 3
    assert shown["standing"] == "retracted"
    assert [each["seen"].rpartition(", ")[0] for each in shown["signals"]] == [
        "Crossref",
        "Retraction Watch, by Crossref",
        "OpenAlex",
    ]


def test_what_verifying_came_to_is_kept_beside_the_work(evtrack, root, server, monkeypatch):
    evtrack("--library", root, "works", "verify", "--work", "sound")
    monkeypatch.setenv("EVTRACK_SOURCES", "http://127.0.0.1:9")
    evtrack("--library", root, "works", "verify", "--work", "sound")

    shown = evtrack("--library", root, "show", "sound", "--json").json

    assert (shown["identity"]["grade"], shown["identity"]["by"]) == ("same work", "Crossref")


def test_a_dry_run_takes_no_notice(evtrack, root, server):
    evtrack("--library", root, "works", "verify", "--work", "gone", "--dry-run")

    shown = evtrack("--library", root, "show", "gone", "--json").json
    assert (shown["signals"], shown["identity"]) == ([], None)


def test_offline_nothing_is_clean_and_the_cause_is_told(evtrack, root, monkeypatch):
    monkeypatch.setenv("EVTRACK_SOURCES", "http://127.0.0.1:9")

    done = evtrack("--library", root, "works", "verify", *BOTH)

    assert done.status == 1
    assert "could not check" in done.out
    assert "there is no connection" in " ".join(done.out.split())
    assert "2 could not check" in done.err


def test_a_file_of_retraction_watch_is_read_without_the_network(
    evtrack, root, tmp_path, monkeypatch
):
    monkeypatch.setenv("EVTRACK_SOURCES", "http://127.0.0.1:9")
    file = tmp_path / "rw.csv"
    file.write_text(HEADER + row() + row("10.5555/other"), encoding="utf-8")

    done = evtrack("--library", root, "works", "verify", "--notices", file, "--json")
    again = evtrack("--library", root, "works", "verify", "--notices", file, "--json")

    assert (done.status, again.status) == (1, 0)
    assert [(each["work"], each["state"]) for each in done.json["notices"]] == [
        ("gone", "retracted")
    ]
    assert (done.json["rows"], done.json["compared"]) == (2, 2)
    assert again.json["concerned"] == ["gone"]
    assert again.json["notices"] == []


def test_another_file_is_refused(evtrack, root, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("a,b\n")

    assert evtrack("--library", root, "works", "verify", "--notices", file).status == 3
    assert (
        evtrack("--library", root, "works", "verify", "--notices", tmp_path / "none.csv").status
        == 3
    )
