from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.identity import Identity
from bib.verification import compare
from bib.works import Citekey

TITLE = "Prevalence and Impacts of Image-Based Sexual Abuse in Ten Countries"
RECORD = {
    "author": "Umbach, Rebecca and Henry, Nicola and Gaytán-Lugo, Laura",
    "title": TITLE,
    "journal": "Proceedings of the National Academy of Sciences",
    "year": "2024",
    "volume": "12",
    "number": "3",
    "pages": "1341--1358",
    "doi": "10.5555/umbach",
}


def a_work(**fields):
    return work_from_fields(Citekey("umbach2024"), "article", fields)


def graded(changes, record=RECORD, **parts):
    ours = {name: value for name, value in (RECORD | changes).items() if value is not None}
    return compare(a_work(**ours), a_work(**record), **parts)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": TITLE.upper()},
        {"title": "{P}revalence and {I}mpacts of {Image-Based} {S}exual {A}buse in Ten Countries"},
        {"author": r"R. Umbach and N. Henry and L. Gayt{\'a}n-Lugo"},
        {"author": "Umbach, R. and others"},
        {"author": None, "journal": None, "year": None},
        {"journal": "Proc. Natl. Acad. Sci."},
        {"journal": "PNAS"},
        {"journal": "The Proceedings of the National Academy of Sciences of the United States"},
        {"pages": "1341–58"},
        {"pages": "1341"},
        {"pages": "e0123"},
        {"volume": "Vol. 12", "number": "03"},
        {"doi": "https://doi.org/10.5555/UMBACH"},
    ],
)
def test_the_same_work_however_it_is_written(changes):
    assert graded(changes).identity is Identity.SAME


def test_any_year_that_the_record_gives_is_right():
    assert graded({"year": "2023"}, years=frozenset({2023, 2024})).identity is Identity.SAME


def test_any_name_of_the_venue_that_the_record_gives_is_right():
    assert graded({"journal": "P Nat A Sci"}, venues=["P Nat A Sci"]).identity is Identity.SAME


def test_the_record_of_a_preprint_says_nothing_of_where_it_was_published_later():
    preprint = {name: RECORD[name] for name in ("author", "title")} | {"year": "2022"}

    done = graded({}, preprint, years=frozenset({2022, 2023}), venues=["arXiv"])

    assert done.identity is Identity.SAME


def test_a_title_marked_as_retracted_is_the_same_title():
    for mark in ("RETRACTED: ", "Retracted Article: ", "[RETRACTED] ", "WITHDRAWN: "):
        record = {"title": f"{mark}On Light", "author": "Roe, Asha"}
        ours = a_work(title="On Light", author="Roe, Asha")

        assert compare(ours, a_work(**record)).identity is Identity.SAME


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "2019"),
        ("journal", "Nature"),
        ("journal", "arXiv preprint arXiv:2105.01234"),
        ("volume", "13"),
        ("pages", "9--20"),
        ("doi", "10.5555/other"),
        ("author", "Henry, Nicola and Umbach, Rebecca and Gaytán-Lugo, Laura"),
        ("author", "Umbach, Rebecca and Henry, Nicola"),
        ("author", "Umbach, Rebecca and Henry, Nicola and Somebody, Else"),
        ("title", "Prevalence and Impacts of Image-Based Sexual Abuse in Twelve Lands"),
    ],
)
def test_the_same_work_with_a_field_wrong(field, value):
    done = graded({field: value})

    assert done.identity is Identity.SAME_BUT_FIELDS
    assert [each.field for each in done.differences] == [field]


def test_a_difference_shows_both_values():
    (difference,) = graded({"year": "2019"}).differences

    assert (difference.ours, difference.theirs) == ("2019", "2024")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "A Wholly Different Matter of Other Things"},
        {"title": "A Wholly Different Matter of Other Things", "author": "Roe, Asha"},
        {"title": "Image-Based Abuse in Ten Countries and Its Impacts", "author": "Roe, Asha"},
    ],
)
def test_an_identifier_of_another_work_is_told(changes):
    done = graded(changes)

    assert done.identity is Identity.ANOTHER
    assert TITLE in done.why


def test_a_title_that_many_works_have_does_not_make_them_one():
    ours = a_work(title="Editorial", author="Roe, Asha", year="2001")
    record = a_work(title="Editorial", author="Poe, Ben", year="2020")

    assert compare(ours, record).identity is Identity.ANOTHER


def test_a_body_may_sign_where_its_people_do():
    assert graded({"author": "{Example Study Group}"}).identity is Identity.SAME


@pytest.mark.parametrize("whose", ["work", "record"])
def test_without_a_title_nothing_can_be_compared(whose):
    bare, whole = a_work(author="Umbach, Rebecca"), a_work(**RECORD)
    ours, record = (bare, whole) if whose == "work" else (whole, bare)

    done = compare(ours, record)

    assert done.identity is Identity.NOT_CHECKED
    assert whose in done.why


def test_a_record_without_its_subtitle_is_the_same_work():
    record = RECORD | {"title": "Prevalence and Impacts of Abuse"}

    done = graded({"title": "Prevalence and Impacts of Abuse: A Study"}, record)

    assert done.identity is Identity.SAME


def test_no_answer_calls_a_work_made_up():
    words = " ".join(Identity).casefold()

    assert not any(word in words for word in ("fabricat", "fake", "hallucinat", "invent"))
