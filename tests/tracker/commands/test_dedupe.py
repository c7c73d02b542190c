"""`dedupe` and `rename` as a user types them."""

from __future__ import annotations

import json

import click.testing
import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from tests.builders import a_sound_corpus
from tracker.commands import dedupe, rename

FIELDS = {
    "author": "Roe, Ann and Poe, Bo",
    "title": "Image-based abuse and its discontents in online places",
    "journal": "Journal of Things",
    "volume": "12",
    "pages": "1234--1250",
    "year": "2020",
}


@pytest.fixture
def run(library_of, monkeypatch):
    works = (
        ("roe2020", {}),
        ("roe2020a", {"doi": "10.1234/ab", "title": "Image-based Abuse and its Discontents in "
                      "Online Places"}),
        ("roe2020b", {"doi": "10.1234/zz", "pages": "1234--1250"}),
    )  # fmt: skip
    root = library_of(
        a_sound_corpus(
            bibliography=tuple(
                work_from_fields(Citekey(key), "article", {**FIELDS, **more}) for key, more in works
            )[:2],
            claims=(), nodes=(), links=(), verdicts=(), matrices=(), responses=(),
        )
    )  # fmt: skip
    monkeypatch.setenv("EVTRACK_LIBRARY", str(root))

    def call(command, *words):
        monkeypatch.chdir(root)
        done = click.testing.CliRunner().invoke(command, words, catch_exceptions=False)
        return done, json.loads(done.stdout) if "--json" in words else None

    return call


def test_dedupe_shows_and_changes_nothing(run):
    done, found = run(dedupe.command, "--json")

    assert done.exit_code == 0
    assert found["clusters"] == [["roe2020", "roe2020a"]]
    (pair,) = found["pairs"]
    assert pair["keys"] == ["roe2020", "roe2020a"]
    assert pair["state"] == "certain"
    assert pair["reason"].startswith("same title, same authors, same year")
    assert [each["field"] for each in pair["differs"]] == ["title", "doi"]
    assert run(dedupe.command, "--json")[1] == found


def test_the_queue_stands_side_by_side(run):
    done, _ = run(dedupe.command)

    assert "1. roe2020 and roe2020a: certain (same title" in done.stdout
    assert "(not stated)" in done.stdout
    assert "10.1234/ab" in done.stdout
    assert "1 pair among 2 works: 1 certain, 0 doubtful, 0 version." in done.stderr


def test_certain_ones_are_merged_when_told_and_unmerged_by_number(run):
    _, planned = run(dedupe.command, "--merge", "certain", "--dry-run", "--json")
    _, done = run(dedupe.command, "--merge", "certain", "--json")
    assert planned["merged"] == done["merged"]
    assert run(dedupe.command, "--json")[1]["clusters"] == []

    _, undone = run(dedupe.command, "--undo", str(done["seq"]), "--json")

    assert undone == {"undone": done["seq"]}
    assert run(dedupe.command, "--json")[1]["clusters"] == [["roe2020", "roe2020a"]]


def test_two_named_works_are_merged_into_the_first(run):
    _, done = run(dedupe.command, "--merge", "roe2020a", "roe2020", "--json")

    assert [(each["kept"], each["gone"]) for each in done["merged"]] == [("roe2020a", ["roe2020"])]


def test_two_works_are_set_apart_with_a_reason(run):
    assert run(dedupe.command, "--apart", "roe2020", "roe2020a")[0].exit_code == 2
    run(dedupe.command, "--apart", "roe2020", "roe2020a", "--why", "two studies")

    assert run(dedupe.command, "--json")[1]["pairs"] == []


@pytest.mark.parametrize(
    "words",
    [("roe2020",), ("--merge", "roe2020"), ("--merge", "certain", "--undo", "1"),
     ("--undo", "1", "--dry-run")],
)  # fmt: skip
def test_what_makes_no_sense_is_misuse(run, words):
    assert run(dedupe.command, *words)[0].exit_code == 2


def test_rename_tells_where_it_went(run):
    _, done = run(rename.command, "roe2020", "poe2021", "--json")

    assert (done["from"], done["to"], done["work"]["aliases"]) == (
        "roe2020",
        "poe2021",
        ["roe2020"],
    )
    assert "Renamed poe2021 to roe2020" in run(rename.command, "poe2021", "roe2020")[0].stdout
