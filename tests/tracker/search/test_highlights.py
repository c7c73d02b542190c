"""Highlights show the words that answer, as they stand in the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.search.highlights import highlights
from tracker.search.query import parse_query

SHORT = "Gaytán-Lugo studied image-based abuse of 28,000 women; governance failed, deepfakes won."


def marked(text: str, query: str, **options: int) -> list[str]:
    found = highlights(text, parse_query(query), **options)
    return [fragment.marked("[", "]") for fragment in found]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("deepfake", ["deepfakes"]),
        ("DEEPFAKES abuse", ["abuse", "deepfakes"]),
        ("gaytan", ["Gaytán-Lugo"]),
        ("Gaytan-Lugo", ["Gaytán-Lugo"]),
        ("imagebased", ["image-based"]),
        ("28000", ["28,000"]),
        ("govern*", ["governance"]),
        ("wom?n", ["women"]),
        ("govermance~", ["governance"]),
        ('"based abuse"', ["image-based", "abuse"]),
        ('"abuse women"~3', ["abuse", "women"]),
        ('"abuse women"', []),
        ("title:deepfake", ["deepfakes"]),
        ("deepfake NOT abuse", ["deepfakes"]),
        ("deepfake OR zebra", ["deepfakes"]),
        ("kind:women", []),
        ("state:abuse", []),
        ("year:2800", []),
        ("*", []),
        ("NOT deepfake", []),
        ("zebra", []),
        ("https://abuse.example", ["abuse"]),
    ],
)
def test_what_is_marked(query: str, words: list[str]) -> None:
    found = highlights(SHORT, parse_query(query))

    pieces = [piece for fragment in found for piece, is_match in fragment.pieces if is_match]
    assert pieces == words


def test_a_short_text_is_shown_whole() -> None:
    assert marked(SHORT, "abuse") == [SHORT.replace("abuse", "[abuse]")]


def test_a_long_text_is_shown_in_stretches_that_cut_no_word() -> None:
    text = (
        "filler " * 100
        + "the abuse of images "
        + "padding " * 100
        + "an image abused "
        + "end " * 50
    )

    first, second = marked(text, "abuse image")

    assert first.startswith("filler filler")
    assert "the [abuse] of [images] padding" in first
    assert "an [image] [abused] end" in second
    assert {len(first) < 200, len(second) < 200} == {True}
    assert set(first.replace("[", "").replace("]", "").split()) <= set(text.split())


def test_stretches_with_more_of_the_words_are_preferred() -> None:
    text = ("abuse " + "filler " * 60) * 5 + "abuse of images " + "filler " * 60

    (found,) = marked(text, "abuse image", limit=1)

    assert "[abuse] of [images]" in found


def test_white_space_is_single() -> None:
    assert marked("deep\n\n  abuse\tof", "abuse") == ["deep [abuse] of"]


def test_a_fragment_without_marks_is_its_text() -> None:
    (fragment,) = highlights(SHORT, parse_query("abuse"))

    assert str(fragment) == SHORT


def test_a_long_text_is_searched_in_a_moment() -> None:
    text = "governance of abuse and images " * 20_000
    started = time.process_time()

    found = marked(text, 'govern* abuse~ "images governance" imag?s')

    assert len(found) == 3
    assert time.process_time() - started < 30


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_and_query_give_pieces_of_the_text(text: str, query: str) -> None:
    for fragment in highlights(text, parse_query(query)):
        assert " ".join(str(fragment).split()) in " ".join(text.split())
