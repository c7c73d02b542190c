from __future__ import annotations

from evidence.natural_order import natural_key


def test_numbers_count_as_numbers():
    assert sorted(["L10.P1", "L2.P10", "L2.P9"], key=natural_key) == ["L2.P9", "L2.P10", "L10.P1"]


def test_numbers_and_words_can_stand_at_the_same_place():
    assert sorted(["b", "2", "a", "10", "9" * 5000], key=natural_key)[:2] == ["2", "10"]
