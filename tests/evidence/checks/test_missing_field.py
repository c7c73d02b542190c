from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import missing_field
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(missing_field.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize(
    ("type_", "fields"),
    [
        ("misc", {}),
        ("online", {}),
        ("software", {}),
        ("article", {"journal": "J", "year": "2020"}),
        ("article", {"journaltitle": "J", "date": "2020"}),
        ("article", {"eprint": "2105.01234"}),
        ("article", {"journal": "J", "pubstate": "forthcoming"}),
        ("inproceedings", {"booktitle": "P", "year": "2020"}),
        ("book", {"editor": "Roe, A.", "year": "2020"}),
        ("phdthesis", {"author": "Roe, A.", "school": "U", "year": "2020"}),
        ("techreport", {"author": "{A Body}"}),
        ("unheardof", {}),
    ],
)
def test_what_can_be_found_is_passed_over(type_, fields):
    assert found(a_read_work(type=type_, **fields)) == []


def test_what_an_article_lacks_is_named_in_one_finding():
    (finding,) = found(a_read_work(type="article"))

    assert "journal, year" in finding.message


def test_a_work_without_a_title_is_reported():
    (finding,) = found(a_read_work(type="misc", title=""))

    assert "title" in finding.message


def test_what_is_inherited_counts():
    parent = a_read_work("whole2020", "proceedings", year="2020")
    part = a_read_work("part2020", "inproceedings", crossref="whole2020")

    assert found(parent, part) == []
