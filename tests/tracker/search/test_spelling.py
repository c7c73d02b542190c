"""How far words are apart, and which one was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.search.spelling import edit_distance, near_words, nearest


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("flynn", "flynn", 0),
        ("flynn", "flynm", 1),
        ("flynn", "fylnn", 1),
        ("flynn", "flyn", 1),
        ("flynn", "flyynn", 1),
        ("flynn", "lfyn", 2),
        ("flynn", "smith", 3),
        ("", "ab", 2),
    ],
)
def test_insertions_drops_changes_and_swaps_count_one_each(
    one: str, other: str, distance: int
) -> None:
    assert edit_distance(one, other, limit=2) == distance


_SHORT = st.text("abc", max_size=6)


@given(_SHORT, _SHORT, st.integers(0, 4))
def test_a_limit_changes_nothing_below_it(one: str, other: str, limit: int) -> None:
    assert edit_distance(one, other, limit=limit) == min(
        edit_distance(one, other, limit=20), limit + 1
    )
    assert edit_distance(one, other, limit=limit) == edit_distance(other, one, limit=limit)


@given(_SHORT, st.lists(_SHORT, max_size=8), st.integers(0, 2))
def test_no_near_word_is_ruled_out_unseen(word: str, known: list[str], limit: int) -> None:
    expected = [each for each in known if edit_distance(word, each, limit=limit) <= limit]

    assert [each for each, _ in near_words(word, known, limit=limit)] == expected


def test_of_equally_near_words_the_most_frequent_is_meant() -> None:
    frequency = {"harm": 3, "harp": 9, "hard": 5, "arms": 50}

    assert nearest("harx", frequency, frequency=frequency.__getitem__, limit=2) == "harp"


def test_nothing_near_is_nothing() -> None:
    assert nearest("zebra", ["governance"], frequency=len, limit=2) is None
