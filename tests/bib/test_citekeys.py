import pytest

from bib.citekeys import checked_citekey, citekey_for, fold
from bib.errors import InvalidCitekeyError
from bib.names import Name


@pytest.mark.parametrize(
    "key", ["flynn2022", "url:2021/a+b", "DBLP:conf/x/Y.Z-1", "müller", "a(b)'c"]
)
def test_a_key_that_bibtex_carries_is_taken(key):
    assert checked_citekey(key) == key


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("", "it is empty"),
        ("smith 2020", "white space; “smith_2020” would do"),
        ("a,b", "the character ','"),
        ("a{b", "the character '{'"),
        ("50%", "the character '%'"),
        ("a\\b", "the character"),
        ("x" * 301, "longer than 300 characters"),
    ],
)
def test_a_key_that_bibtex_cannot_carry_is_refused_with_the_reason(key, why):
    with pytest.raises(InvalidCitekeyError, match=why):
        checked_citekey(key)


def test_keys_that_differ_only_in_case_or_in_how_accents_are_stored_clash():
    assert fold("Müller2020") == fold("mu\u0308LLER2020")
    assert fold("a") != fold("b")


@pytest.mark.parametrize(
    ("authors", "year", "title", "key"),
    [
        ((Name(family="Ding"),), 2025, "The Malicious Ecosystem", "ding2025malicious"),
        ((Name(family="Gaytán-Lugo"),), None, "", "gaytanlugo"),
        ((Name(literal="Meta"),), 2024, "“A” Report", "meta2024report"),
        ((), 2024, "", "anon2024"),
        ((), None, "深度", "anon"),
    ],
)
def test_a_new_work_is_called_by_family_year_and_telling_word(authors, year, title, key):
    assert citekey_for(authors, year, title) == key


def test_a_new_key_keeps_clear_of_those_taken():
    authors = (Name(family="Ding"),)

    assert citekey_for(authors, 2025, "X", taken={"ding2025", "ding2025-2"}) == "ding2025-3"
