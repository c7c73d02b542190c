"""Highlights in long texts are those of short ones, found without cutting all of it into words."""

from __future__ import annotations

import time

import pytest

from tracker.search.long_texts import text_highlights
from tracker.search.query import parse_query

PARAGRAPH = "Policies on image-based “abuse” by Gaytán-Lugo cost 28,000 in naïve hoping, ﬁnally.\n"
FILLER = "Nothing of note is said in this paragraph, which goes on for a while without a point.\n\n"


def found(query: str, content: str) -> list[str]:
    return [each.fragment.marked("<", ">") for each in text_highlights(content, parse_query(query))]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("policy", "<Policies>"),
        ("imagebased", "<image-based>"),
        ("image-based", "<image-based>"),
        ('"based abuse"', "<image-based> “<abuse>"),
        ("gaytan", "<Gaytán-Lugo>"),
        ("28000", "<28,000>"),
        ("naive", "<naïve>"),
        ("hope", "<hoping>"),
        ("finally", "<ﬁnally>"),
        ("polic*", "<Policies>"),
        ("pol?cies", "<Policies>"),
        ("policis~", "<Policies>"),
        ("gaytan AND year:2019", "<Gaytán-Lugo>"),
    ],
)
def test_words_are_found_as_they_are_in_short_texts(query: str, marked: str) -> None:
    content = FILLER * 50 + PARAGRAPH + "\n" + FILLER * 50

    (only,) = found(query, content)

    assert marked in only


def test_what_holds_most_of_the_words_goes_first_and_the_order_is_that_of_the_text() -> None:
    content = f"Alpha.\n\n{FILLER}Alpha and beta.\n\n{FILLER}Beta.\n\nGamma alpha beta.\n\nAlpha."

    assert found("alpha beta gamma", content) == [
        "<Alpha>.",
        "<Alpha> and <beta>.",
        "<Gamma> <alpha> <beta>.",
    ]
    places = [each.start for each in text_highlights(content, parse_query("alpha beta gamma"))]
    assert [content[place : place + 5] for place in places] == ["Alpha", "Alpha", "Gamma"]


def test_a_query_for_keywords_alone_marks_nothing() -> None:
    assert found("kind:law year:2019", PARAGRAPH) == []


def test_a_text_of_a_megabyte_takes_a_moment_only() -> None:
    content = FILLER * 11_000 + PARAGRAPH

    started = time.process_time()
    assert found('policy "based abuse"', content)

    assert time.process_time() - started < 5


def test_a_text_without_line_ends_is_looked_into_piece_by_piece() -> None:
    content = "word " * 100_000 + "needle " + "x" * 50_000

    assert found("needle", content)
