import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.names import OTHERS, Name, parse_names, read_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asher Flynn", Name(given="Asher", family="Flynn")),
        ("Flynn, Asher", Name(given="Asher", family="Flynn")),
        ("Flynn", Name(family="Flynn")),
        ("Ludwig van Beethoven", Name(given="Ludwig", particle="van", family="Beethoven")),
        ("van der Berg, Jan", Name(given="Jan", particle="van der", family="Berg")),
        (
            "de la Fontaine, Jr., Jean",
            Name(given="Jean", particle="de la", family="Fontaine", suffix="Jr."),
        ),
        (
            r"Charles Louis de la Vall{\'e}e Poussin",
            Name(given="Charles Louis", particle="de la", family="Vallée Poussin"),
        ),
        (r"Laylo~Gayt{\'a}n-Lugo", Name(given="Laylo", family="Gaytán-Lugo")),
        (r"{\'E}mile Zola", Name(given="Émile", family="Zola")),
        (r"\'Emile Zola", Name(given="Émile", family="Zola")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{{NIST}}", Name(literal="NIST")),
        ("{Simon and Schuster, Inc.}", Name(literal="Simon and Schuster, Inc.")),
        ("{A} {B}", Name(given="A", family="B")),
        ("{van} Gogh, Vincent", Name(given="Vincent", family="van Gogh")),
        ("jean de la fontaine", Name(particle="jean de la", family="fontaine")),
        ("World Health Organization,", Name(family="World Health Organization")),
        ("{unbalanced", Name(family="unbalanced")),
    ],
)
def test_a_name_is_split_as_bibtex_does(text, name):
    assert parse_names(text) == (name,)


def test_names_are_joined_by_and_in_any_case_and_over_line_ends():
    names = parse_names("Ding, Li and\n  Suresh, Harini AND {Foo and Bar}")

    assert [str(name) for name in names] == ["Li Ding", "Harini Suresh", "Foo and Bar"]


def test_and_others_stands_for_people_not_named():
    assert parse_names("Ding, Li and others")[-1] is OTHERS


def test_a_name_with_too_many_commas_is_kept_whole_and_told():
    names, doubts = read_names("Smith, J., Doe, A., Roe, B.", "editor")

    assert names == (Name(literal="Smith, J., Doe, A., Roe, B."),)
    assert [(doubt.code, doubt.field) for doubt in doubts] == [("odd-name", "editor")]


def test_a_missing_name_is_told():
    names, doubts = read_names("and Ding, Li and and")

    assert [str(name) for name in names] == ["Li Ding"]
    assert {doubt.code for doubt in doubts} == {"missing-name"}


def test_no_text_is_no_name():
    assert parse_names("  ") == ()


@given(st.text(alphabet="and{},~\\' Xy\n", max_size=60))
def test_any_text_gives_names(text):
    assert all(name.sort_text for name in parse_names(text))


@pytest.mark.parametrize("piece", [" and ", "{", "a, ", " ", "a "])
def test_a_very_long_field_takes_no_long_time(piece):
    assert parse_names("x" + piece * 100_000) is not None


def test_biblatex_may_label_the_parts_of_a_name():
    names = parse_names(
        'given=Hans, family=Harman, prefix={von der}, suffix=Jr and family={van Gogh}, given="V."'
    )

    assert names == (
        Name(given="Hans", family="Harman", particle="von der", suffix="Jr"),
        Name(family="van Gogh", given="V."),
    )


def test_an_equals_sign_alone_labels_nothing():
    assert parse_names("{A = b}") == (Name(literal="A = b"),)
