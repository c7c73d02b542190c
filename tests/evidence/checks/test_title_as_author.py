from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import title_as_author
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(title_as_author.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize(
    ("author", "title"),
    [
        ("{IBSA Principles}", "{IBSA} Principles"),
        ("Smith, John", "On the Nature of Things"),
        ("{Center for Democracy and Technology}", "About the Center"),
        ("", ""),
    ],
)
def test_authors_are_passed_over_even_where_a_page_has_the_name_of_its_body(author, title):
    assert found(a_read_work(author=author, title=title)) == []


@pytest.mark.parametrize(
    "author",
    [
        "On the True Nature of Things",
        "Things, On the True Nature of",
        "{On the true nature of things}",
    ],
)
def test_a_title_in_the_place_of_the_author_is_reported(author):
    (finding,) = found(a_read_work(author=author, title="On the True {Nature} of Things"))

    assert finding.subject == "flynn2022"
