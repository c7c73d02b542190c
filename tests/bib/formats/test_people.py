import pytest

from bib.formats.people import name_from_text, name_list_from_texts
from bib.names import Name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Smith J Jr", Name(family="Smith", given="J", suffix="Jr")),
        ("King ML II", Name(family="King", given="ML", suffix="II")),
        ("Smith, John F 3rd", Name(family="Smith", given="John F", suffix="3rd")),
        ("Smith, Jr., John", Name(family="Smith", given="John", suffix="Jr.")),
        ("Smith, John, Jr.", Name(family="Smith", given="John", suffix="Jr.")),
        ("van der Berg J", Name(family="van der Berg", given="J")),
        ("Li XY", Name(family="Li", given="XY")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("Plato", Name(family="Plato")),
    ],
)
def test_a_name_is_taken_apart_as_databases_write_it(text, name):
    assert name_from_text(text) == name


def test_a_suffix_goes_where_bibtex_has_it():
    assert name_list_from_texts(["Smith, John Jr", "Roe, A."]) == "Smith, Jr, John and Roe, A."
