from __future__ import annotations

from dataclasses import replace

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey, LinkPolicy
from evidence.checks import bad_identifier
from evidence.findings import FieldChange
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(bad_identifier.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": "10.1145/3531146.3533187"},
        {"doi": "https://doi.org/10.1145/3531146.3533187"},
        {"isbn": "0-306-40615-2"},
        {"isbn": "9780306406157, 0-306-40615-2 (pbk.)"},
        {"issn": "0378-5955"},
        {"issn": "2049-3630 (print), 2434-561X (online)"},
        {"eprint": "2105.01234", "archiveprefix": "arXiv"},
        {"pmid": "12345678"},
        {"number": "10"},
        {"pages": "10--12"},
    ],
)
def test_good_identifiers_are_passed_over(fields):
    assert found(a_read_work(**fields)) == []


def test_a_doi_in_the_isbn_field_is_reported_and_would_be_moved():
    (finding,) = found(a_read_work(isbn="10.1145/3531146.3533187"))

    assert finding.subject == "flynn2022"
    assert "“isbn” holds a DOI" in finding.message
    assert finding.changes == (
        FieldChange(field="isbn", value=""),
        FieldChange(field="doi", value="10.1145/3531146.3533187"),
    )


def test_nothing_is_moved_over_another_value():
    (finding,) = found(a_read_work(isbn="10.1145/1", doi="10.1145/2"))

    assert finding.changes == ()


def test_an_arxiv_number_in_the_doi_field_becomes_an_eprint():
    (finding,) = found(a_read_work(doi="arXiv:2105.01234v2"))

    assert {each.field: each.value for each in finding.changes} == {
        "doi": "",
        "eprint": "2105.01234v2",
        "archiveprefix": "arXiv",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"isbn": "0-306-40615-3"},
        {"issn": "0378-5956"},
        {"issn": "no such thing"},
        {"doi": "see the web page"},
        {"pmid": "not yet"},
    ],
)
def test_an_identifier_that_cannot_be_is_reported_without_a_change(fields):
    (finding,) = found(a_read_work(**fields))

    assert finding.changes == ()


def test_an_arxiv_doi_is_a_doi():
    assert found(a_read_work(doi="10.48550/arXiv.2105.01234")) == []


def test_what_is_withheld_is_not_shown():
    work = replace(a_read_work(isbn="10.1145/1"), link_policy=LinkPolicy.WITHHOLD)

    assert found(work) == []
