"""Pairs as they stand in real bibliographies, and what each is: one work, two versions, or two."""

from __future__ import annotations

import pytest

from bib.duplicates.clusters import find_duplicates
from bib.duplicates.decision import State, judge
from bib.duplicates.portraits import portrait
from bib.entries import work_from_fields
from bib.works import Citekey

ARTICLE = {
    "type": "article",
    "author": "Flynn, Asher and Powell, Anastasia and Scott, Adrian J. and Cama, Elena",
    "title": "Deepfakes and digitally altered imagery abuse: a cross-country exploration",
    "journal": "British Journal of Criminology",
    "year": "2022",
    "volume": "62",
    "number": "6",
    "pages": "1341--1358",
    "doi": "10.1093/bjc/azab111",
}
BOOK = {
    "type": "book",
    "author": "Citron, Danielle Keats",
    "title": "Hate Crimes in Cyberspace",
    "publisher": "Harvard University Press",
    "year": "2014",
    "isbn": "9780674368293",
}
STUB = {name: ARTICLE[name] for name in ("type", "author", "title", "year")}


def a_read_work(fields, key="a"):
    kept = {name: value for name, value in fields.items() if value and name != "type"}
    return work_from_fields(Citekey(key), fields["type"], kept)


def state_of(one, other):
    judgement = judge(portrait(a_read_work(one)), portrait(a_read_work(other, "b"), 1))
    return judgement.state if judgement else None


@pytest.mark.parametrize(
    "changed",
    [
        {"doi": "https://doi.org/10.1093/BJC/azab111", "pages": "", "journal": ""},
        {"author": "A. Flynn and A. Powell and A. J. Scott and E. Cama", "doi": ""},
        {"author": "Flynn, A. and others", "doi": "", "number": ""},
        {"title": "Deepfakes and Digitally Altered Imagery Abuse: A Cross-Country Exploration.",
         "journal": "Br. J. Criminol.", "doi": ""},
        {"title": "{Deepfakes} and Digitally-Altered Imagery Abuse: A Cross-country "
                  "{\\emph{Exploration}}", "doi": ""},
        {"title": "Deepfakes and digitally altered irnagery abuse: a cross-country exploration",
         "doi": ""},
        {"year": "2021", "doi": ""},
        {"pages": "1341-58", "doi": ""},
        {"author": "Powell, Anastasia and Flynn, Asher and Scott, Adrian and Cama, Elena",
         "doi": ""},
        {"type": "misc", "doi": ""},
        {"doi": "", "url": "https://academic.oup.com/bjc/article/62/6/1341/6448791"},
    ],
)  # fmt: skip
def test_one_article_in_another_dress_is_certain(changed):
    assert state_of(ARTICLE, ARTICLE | changed) is State.CERTAIN
    assert state_of(ARTICLE | changed, ARTICLE) is State.CERTAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ARTICLE, {"title": "Erratum to: " + ARTICLE["title"], "doi": "", "pages": "1400"}),
        (ARTICLE, {"title": "Reply to “" + ARTICLE["title"] + "”", "doi": "", "pages": "9--12"}),
        (ARTICLE, {"title": ARTICLE["title"] + ", Part II", "doi": "", "pages": "1--20"}),
        (ARTICLE, {"author": "Henry, Nicola", "doi": "", "pages": "3--19", "volume": "9"}),
        (ARTICLE, {"year": "2012", "volume": "52", "pages": "1--9", "doi": ""}),
        (ARTICLE, {"title": "Deepfakes and digitally altered imagery abuse: a survey of police",
                   "doi": "", "pages": "1359--1370"}),
        (BOOK, {"type": "incollection", "booktitle": BOOK["title"], "pages": "1--20"}),
        (BOOK, {"type": "article", "author": "Marwick, Alice", "journal": "Information",
                "volume": "18", "pages": "1180--1182"}),
    ],
)  # fmt: skip
def test_another_work_is_never_taken_for_the_same(one, other):
    other = one | {"isbn": ""} | other

    assert state_of(one, other) is None
    assert state_of(other, one) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ARTICLE, STUB | {"type": "misc", "eprint": "2109.01234", "archiveprefix": "arXiv"}),
        (ARTICLE, STUB | {"journal": "arXiv preprint arXiv:2109.01234", "year": "2021"}),
        (ARTICLE, STUB | {"journal": "CoRR", "volume": "abs/2109.01234"}),
        (ARTICLE, STUB | {"type": "misc", "doi": "10.48550/arXiv.2109.01234"}),
        (ARTICLE, STUB | {"journal": "SSRN Electronic Journal", "doi": "10.2139/ssrn.123"}),
        (ARTICLE, STUB | {"type": "inproceedings", "year": "2021", "pages": "1--12",
                          "booktitle": "Proceedings of the Conference on Criminology"}),
        (ARTICLE | {"eprint": "2109.01234", "archiveprefix": "arXiv"},
         STUB | {"type": "misc", "eprint": "2109.01234", "archiveprefix": "arXiv"}),
        (BOOK | {"edition": "1st"}, BOOK | {"edition": "Second", "year": "2018", "isbn": ""}),
    ],
)  # fmt: skip
def test_versions_are_told_from_duplicates(one, other):
    assert state_of(one, other) is State.VERSION
    assert state_of(other, one) is State.VERSION


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ARTICLE, ARTICLE | {"title": "Deepfakes", "doi": ARTICLE["doi"]}),
        (ARTICLE, ARTICLE | {"doi": "10.1093/bjc/azab112"}),
        (ARTICLE, ARTICLE | {"doi": "", "pages": "7--20"}),
        (ARTICLE, STUB | {"title": "Deepfakes and digitally altered imagery abuse"}),
        (BOOK, BOOK | {"isbn": "9780306406157"}),
    ],
)
def test_what_contradicts_itself_is_left_to_a_person(one, other):
    assert state_of(one, other) is State.DOUBTFUL
    assert state_of(other, one) is State.DOUBTFUL


@pytest.mark.parametrize("title", ["Editorial", "Introduction", "Book review", "Letters"])
def test_titles_that_many_works_have_need_the_same_page(title):
    one = ARTICLE | {"title": title, "doi": ""}

    assert state_of(one, one | {"pages": "1--2"}) is not State.CERTAIN
    assert state_of(one, one | {"pages": "", "volume": "", "number": ""}) is not State.CERTAIN
    assert state_of(one, one | {"publisher": "OUP"}) is State.CERTAIN


def test_a_stub_that_fits_two_works_is_merged_with_neither():
    talk = ARTICLE | {
        "type": "inproceedings", "journal": "", "volume": "", "number": "", "doi": "",
        "booktitle": "Proceedings of a Conference", "pages": "1--8",
    }  # fmt: skip
    stub = STUB | {"type": "misc"}
    works = [a_read_work(each, key) for key, each in zip("abc", (ARTICLE, stub, talk), strict=True)]

    found = find_duplicates(works)

    assert found.clusters == ()
    assert {(pair.one, pair.other): pair.judgement.state for pair in found.pairs} == {
        (0, 1): State.DOUBTFUL,
        (0, 2): State.VERSION,
        (1, 2): State.DOUBTFUL,
    }


def test_pairs_known_to_be_two_works_are_left_out():
    works = [a_read_work(ARTICLE, key) for key in "ab"]

    assert find_duplicates(works).clusters == ((0, 1),)
    assert find_duplicates(works, apart=[("b", "a")]).pairs == ()


def test_many_copies_make_one_cluster():
    works = [a_read_work(ARTICLE, f"k{number}") for number in range(100)]

    assert find_duplicates(works).clusters == (tuple(range(100)),)


@pytest.mark.parametrize("fields", [{}, {"title": ""}, {"title": "?"}, {"author": "A"}])
def test_records_with_next_to_nothing_are_no_duplicates(fields):
    works = [a_read_work({"type": "misc", **fields}, key) for key in "abc"]

    assert find_duplicates(works).clusters == ()


COLUMN = {
    "type": "article",
    "author": "Roe, Ann",
    "title": "Memories of Influential Papers",
    "journal": "Record of Words",
    "year": "2001",
}


@pytest.mark.parametrize(
    "other",
    [{}, {"year": "2002"}, {"author": "Roe, Ann and Poe, B. and Doe, C. and Coe, D. and Moe, E."}],
    ids=["same year", "next year", "one of many"],
)
def test_a_column_that_one_person_writes_issue_after_issue_is_not_merged(other):
    assert state_of(COLUMN, COLUMN | other) is State.DOUBTFUL


@pytest.mark.parametrize(
    "place",
    [{"volume": "7"}, {"pages": "3--5"}, {"url": "https://example.org/7/3"}],
    ids=["volume", "pages", "address"],
)
def test_a_short_title_that_stands_in_one_place_is_one_work(place):
    assert state_of(COLUMN | place, COLUMN | place) is State.CERTAIN


def test_a_first_author_alone_stands_for_few_and_not_for_many():
    few = ARTICLE | {"doi": "", "volume": "", "number": "", "pages": ""}
    first = few | {"author": "Flynn, Asher"}
    many = few | {"author": f"{ARTICLE['author']} and Roe, Ann and Poe, B."}

    assert state_of(few, first) is State.CERTAIN
    assert state_of(many, first) is State.DOUBTFUL
