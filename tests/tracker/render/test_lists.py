from __future__ import annotations

import pytest

from tracker.render.lists import clean, columns, counted, display_width, hanging


def test_columns_are_as_wide_as_their_widest_cell():
    rows = [("[1]", "flynn2022", "Flynn"), ("", "作品", "A Work")]

    assert columns(rows) == "[1]  flynn2022  Flynn\n     作品       A Work"


def test_the_last_column_is_wrapped_under_itself():
    text = columns([("key", "one two three four five six seven")], width=36)

    assert text == "key  one two three four five six\n     seven"


def test_where_no_room_is_left_the_last_column_stands_below():
    assert columns([("k" * 30, "one two three")], width=40) == f"{'k' * 30}\n    one two three"


def test_no_rows_are_no_text():
    assert columns([]) == ""


def test_a_record_cannot_steer_the_terminal():
    assert clean("a\x1b[2Jb\u202ec\nd\u00a0e") == "a [2Jb c d e"
    assert "\x1b" not in hanging("> ", "x\x1by", width=40, indent=2)


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("作品", 4), ("e\u0301", 1), ("", 0)])
def test_width_is_that_on_the_screen(text, width):
    assert display_width(text) == width


def test_a_number_comes_with_its_noun():
    assert [counted(number, "work") for number in (0, 1, 1200)] == [
        "0 works",
        "1 work",
        "1,200 works",
    ]
