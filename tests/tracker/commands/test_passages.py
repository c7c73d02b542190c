"""The places of cited works that are most likely to bear on a claim, and taking one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bib.works import Citekey
from evidence.citations import Citation
from evidence.claims import ClaimId
from evidence.corpus import Corpus
from tests.builders import a_claim, a_work
from tests.command_line import Evtrack, Outcome

STUDY = """\
A Study of Labels

We asked people in two towns about their habits.

Nearly nine in ten readers in Oslo never saw a warning label on a picture. The others were unsure
what it meant. Bread was eaten by all.
"""
CLAIM = a_claim(
    "berg2024-1",
    statement="Almost 90% of readers do not see warning labels on pictures.",
    citations=(Citation(work=Citekey("ito2019")), Citation(work=Citekey("roe2020"))),
)


@pytest.fixture
def run(library_of: Callable[[Corpus], Path], evtrack: Evtrack, tmp_path: Path) -> Evtrack:
    works = tuple(a_work(key) for key in ("berg2024", "ito2019", "roe2020"))
    draft = replace(
        CLAIM, id=ClaimId("berg2024-2"), is_draft=True, statement="To be worded: 1-1-2."
    )
    root = library_of(Corpus(bibliography=works, claims=(CLAIM, draft)))
    (tmp_path / "study.txt").write_text(STUDY, encoding="utf-8")

    def in_library(*words: str | Path) -> Outcome:
        return evtrack("--library", root, *words)

    return in_library


def test_the_likeliest_sentence_of_a_cited_work_comes_first(run: Evtrack, tmp_path: Path) -> None:
    run("attach", "ito2019", tmp_path / "study.txt")

    told = run("passages", "berg2024-1", "--json")

    first = told.json["passages"][0]
    assert told.status == 0
    assert first["text"].startswith("Nearly nine in ten readers in Oslo")
    assert STUDY[first["start"] : first["end"]] == first["text"]
    assert (first["work"], first["after"]) == ("ito2019", "The others were unsure what it meant.")
    assert told.json["without_text"] == ["roe2020"]
    assert len(run("passages", "berg2024-1", "--limit", "1", "--json").json["passages"]) == 1
    assert "roe2020" in run("passages", "berg2024-1").err


def test_a_passage_is_taken_as_an_excerpt_that_anchors(run: Evtrack, tmp_path: Path) -> None:
    run("attach", "ito2019", tmp_path / "study.txt")

    taken = run("passages", "berg2024-1", "--take", "1", "--json").json["excerpt"]

    assert (taken["id"], taken["work"]) == ("berg2024-1-x1", "ito2019")
    found = run("anchors", "--json").json["found"]
    assert [(each["excerpt"], each["step"]) for each in found] == [("berg2024-1-x1", "exact")]
    assert run("passages", "berg2024-1", "--take", "99").status == 2


def test_two_copies_of_a_text_tell_a_passage_once(run: Evtrack, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(STUDY.replace("\n", "\r\n"), encoding="utf-8", newline="")
    run("attach", "ito2019", tmp_path / "study.txt", copy)

    told = run("passages", "berg2024-1", "--json").json["passages"]

    assert len({each["text"] for each in told}) == len(told)


def test_a_draft_is_looked_for_by_the_words_it_was_drafted_from(
    run: Evtrack, tmp_path: Path
) -> None:
    run("attach", "ito2019", tmp_path / "study.txt")
    run("excerpt", "add", "berg2024-2", "--quote", "Labels are seen by few readers", "--unanchored")

    assert run("passages", "berg2024-2", "--json").json["passages"][0]["text"].startswith("Nearly")


def test_what_cannot_be_looked_into_is_told(run: Evtrack, tmp_path: Path) -> None:
    assert "No text of “ito2019” is attached" in run("passages", "berg2024-1").err
    assert run("passages", "berg2024-9").status == 3
    assert run("passages", "berg2024-1", "--work", "nobody").status == 3
    other = tmp_path / "other.txt"
    other.write_text("Zebra zoom.\n", encoding="utf-8")
    run("attach", "roe2020", other)
    assert run("passages", "berg2024-1", "--work", "roe2020").status == 1
