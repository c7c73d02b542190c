"""The terms by which a claim and a text are compared."""

from __future__ import annotations

import pytest

from evidence.terms import names_of, stem, terms_of


@pytest.mark.parametrize(
    "words",
    [
        ("watermark", "watermarks", "watermarked", "watermarking"),
        ("organise", "organize", "organised", "organisation"),
        ("harbour", "harbor", "harbours"),
        ("creation", "creations", "created", "creating", "creator"),
        ("body", "bodies"),
        ("plan", "planning", "planned"),
    ],
)
def test_forms_of_one_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_numbers_are_terms_however_they_are_written() -> None:
    assert terms_of("7.2k")[-1] == terms_of("7,200")[-1] == "#7200"
    assert terms_of("half a million")[-1] == terms_of("500,000")[-1] == "#500000"


def test_words_that_say_nothing_are_no_terms() -> None:
    assert terms_of("It was such that they would not have been.") == []


def test_abbreviations_and_capitalised_words_inside_a_sentence_are_names() -> None:
    assert names_of("The NIST report names Flynn and Oslo.") == {
        stem("nist"), stem("flynn"), stem("oslo"),
    }  # fmt: skip
