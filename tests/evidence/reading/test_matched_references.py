"""References are matched to works at hand, and what is doubtful is told instead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bib.entries import work_from_fields
from bib.works import Citekey, Work
from evidence.reading.matched_references import How, Matching, match_references
from evidence.reading.paper import ListedReference, ParsedReference

PRINTED = {
    "author": "Ito, Ren",
    "title": "Light in the Evening",
    "journal": "Journal of Sleep",
    "year": "2019",
    "volume": "4",
}


def a_reference(number: int | None = 1, **fields: str) -> ListedReference:
    parsed = ParsedReference(entrytype="article", fields={**PRINTED, **fields})
    return ListedReference(number=number, raw="As it is printed.", start=0, end=9, parsed=parsed)


def a_book_of(key: str, *, cited_as: int | None = None, **fields: str) -> Work:
    work = work_from_fields(Citekey(key), "article", {**PRINTED, **fields})
    return replace(work, cited_as=cited_as)


def found(matching: Matching) -> list[tuple[Any, Any]]:
    return [(each.key, each.how) for each in matching.references]


def test_the_same_record_is_the_work() -> None:
    works = [a_book_of("other2001", title="Something Else"), a_book_of("ito2019")]

    assert found(match_references([a_reference()], works)) == [("ito2019", How.RECORD)]


def test_a_key_that_the_format_gives_names_the_work() -> None:
    reference = replace(a_reference(title="A Wholly Other Title"), id="ito2019")

    assert found(match_references([reference], [a_book_of("Ito2019")])) == [("Ito2019", How.KEY)]


def test_a_number_names_a_work_of_the_survey_only_if_it_is_like_it() -> None:
    like = a_book_of("like", title="Light in the Evening and How It Fades", year="2004", cited_as=1)
    unlike = a_book_of("unlike", title="Bread", author="Roe, Lee", year="1999", cited_as=1)

    assert found(match_references([a_reference()], [like], is_survey=True)) == [
        ("like", How.NUMBER)
    ]
    assert found(match_references([a_reference()], [like])) == [(None, None)]
    told = match_references([a_reference()], [unlike], is_survey=True)
    assert found(told) == [(None, None)]
    assert [each.code for each in told.problems] == ["number-differs"]


def test_a_work_recorded_under_another_number_is_told() -> None:
    told = match_references([a_reference(7)], [a_book_of("ito2019", cited_as=8)], is_survey=True)

    assert found(told) == [("ito2019", How.RECORD)]
    assert "recorded as cited as 8" in told.problems[0].message


def test_what_may_be_a_work_is_told_and_not_matched_until_a_person_says_so() -> None:
    version = a_book_of("ito2018", author="Ito, Ren and Roe, Lee", year="2018")

    told = match_references([a_reference()], [version])
    given = match_references([a_reference()], [version], given={1: "ito2018"})
    new = match_references([a_reference()], [version], given={1: "new"})

    assert told.references[0].key is None
    assert [key for key, _ in told.references[0].may_be] == ["ito2018"]
    assert [each.code for each in told.problems] == ["doubtful-match"]
    assert found(given) == [("ito2018", How.GIVEN)]
    assert found(new) == [(None, How.GIVEN)]
    assert not new.problems


def test_works_made_from_the_same_print_are_found_again() -> None:
    sparse = [
        a_reference(1, title="The Dataset!", author="{A Body}", journal="", volume=""),
        replace(a_reference(2), parsed=ParsedReference(entrytype="misc", fields={})),
    ]
    made = [each.made for each in match_references(sparse, ()).references]

    again = match_references(sparse, made)

    assert [each.key for each in again.references] == [work.key for work in made]


def test_new_works_get_keys_that_are_free() -> None:
    told = match_references([a_reference(1), a_reference(2, title="Light again")], (), taken={"x"})

    keys = [each.made.key for each in told.references]
    assert len(set(keys)) == 2
