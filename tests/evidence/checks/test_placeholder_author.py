from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import placeholder_author
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(placeholder_author.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize(
    "author",
    [
        "Anonymous",
        "Doe, Jane",
        "{NN Group}",
        "Na, Li",
        "Author, Ann B.",
        "Unknown Worlds",
        "X, Malcolm",
    ],
)
def test_real_names_are_passed_over(author):
    assert found(a_read_work(author=author)) == []


@pytest.mark.parametrize(
    "author",
    [
        "Unknown",
        "N.N.",
        "Author",
        "{No author}",
        "Lastname, Firstname",
        "First Last",
        "Roe, A. and TBD",
    ],
)
def test_stand_ins_are_reported(author):
    (finding,) = found(a_read_work(author=author))

    assert "stands for nobody" in finding.message
