from __future__ import annotations

from tracker.render.text_width import text_width, wrapped


def test_wide_letters_are_wider_than_narrow_ones():
    assert text_width("mmmm", 12) > text_width("nnnn", 12) > text_width("iiii", 12)


def test_lines_are_no_wider_than_asked_for():
    lines = wrapped("some words of several lengths, unquestionably", 90, 12)

    assert " ".join(lines) == "some words of several lengths, unquestionably"
    assert all(text_width(line, 12) <= 90 for line in lines)


def test_a_word_wider_than_the_line_is_cut():
    lines = wrapped("x" * 500, 90, 12)

    assert "".join(lines) == "x" * 500
    assert all(text_width(line, 12) <= 90 for line in lines)


def test_no_text_is_no_line():
    assert wrapped("  ", 90, 12) == []
