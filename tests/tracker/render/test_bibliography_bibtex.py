from __future__ import annotations

import pytest

from bib.blocks import LooseBlock, LooseKind
from bib.formats.bibtex import read_bibtex
from bib.works import LinkPolicy
from evidence.annotations import annotated
from evidence.corpus import About
from tests.builders import a_claim, a_sound_corpus, a_work
from tracker.render.bibliography_bibtex import bibliography_bibtex

MACRO = LooseBlock(kind=LooseKind.STRING, text="@string{acm = {ACM}}", name="acm")


def written(*works, claims=(), loose=(), dialect="bibtex"):
    corpus = a_sound_corpus(bibliography=works, claims=claims, verdicts=())
    groups = [("50% of @all {works}", list(annotated(corpus).values()))] * 2
    about = About(title="A survey")
    return bibliography_bibtex(about, groups, loose, counts="Works: 1.", dialect=dialect)


@pytest.mark.parametrize(("dialect", "field"), [("bibtex", "annote"), ("biblatex", "annotation")])
def test_hostile_words_in_an_annotation_read_back(dialect, field):
    claim = a_claim("flynn2022-1", statement="50 % of {braces \\ & $1 #2 _x_ ^ ~ @article{no,")

    text, losses = written(a_work(), claims=(claim,), dialect=dialect)
    reading = read_bibtex(text, file="x.bib")

    assert losses == ()
    assert [problem.message for problem in reading.problems] == []
    (work,) = reading.works
    assert "50" in work.fields[field]
    assert work.title == "A Work"


def test_titles_of_groups_are_remarks_that_start_no_entry():
    text, _ = written(a_work())

    assert text.startswith("% A survey\n\n% Works: 1.\n\n% 50% of (at)all {works}\n")
    assert text.count("@") == 1


def test_macros_come_along_and_each_work_once():
    work = a_work(
        block="@article{flynn2022, title = {A Work}, publisher = acm}",
        fields={"title": "A Work", "publisher": "ACM"},
    )

    text, _ = written(work, loose=(MACRO,))

    assert text.count("@string") == text.count("@article") == 1
    assert "publisher = acm" in text


def test_a_withheld_work_comes_without_an_address():
    work = a_work(
        fields={"title": "A Work", "url": "https://bad.example/x"},
        link_policy=LinkPolicy.WITHHOLD,
    )

    assert "bad.example" not in written(work)[0]
