from __future__ import annotations

from dataclasses import replace

from bib.entries import work_from_fields
from bib.works import Citekey, Related, WorkRelation
from evidence.checks import duplicate_identifier
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(
        duplicate_identifier.check(Holdings.of(a_sound_corpus(bibliography=works), **parts))
    )


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


def test_a_shared_doi_is_reported_at_the_later_work():
    first = a_read_work("roe2020", doi="10.1234/abc")
    second = a_read_work("roe2021", doi="https://doi.org/10.1234/ABC")

    (finding,) = found(first, second)

    assert finding.subject == "roe2021"
    assert "roe2020; the two seem to be one work" in finding.message


def test_another_title_under_one_doi_is_shown():
    first = a_read_work("roe2020", doi="10.1234/abc", title="Something Else Entirely")
    second = a_read_work("roe2021", doi="10.1234/abc")

    (finding,) = found(first, second)

    assert "“Something Else Entirely”" in finding.message


def test_works_with_identifiers_of_their_own_are_passed_over():
    works = (a_read_work("roe2020", doi="10.1234/a"), a_read_work("roe2021", doi="10.1234/b"))

    assert found(*works) == []


def test_chapters_share_the_isbn_of_their_book():
    works = (
        a_read_work("roe2020", "incollection", isbn="0-306-40615-2"),
        a_read_work("roe2021", "incollection", isbn="0-306-40615-2"),
    )

    assert found(*works) == []


def test_versions_of_one_work_may_share_a_number():
    preprint = a_read_work("roe2020", eprint="2105.01234", archiveprefix="arXiv")
    related = (Related(relation=WorkRelation.PREPRINT_OF, work=Citekey("roe2021")),)
    article = a_read_work("roe2021", eprint="2105.01234", archiveprefix="arXiv")

    assert found(replace(preprint, related=related), article) == []
