from __future__ import annotations

from tracker.render.terminal import Look, finished, paragraph

BRACKETED = Look(width=30, style=lambda text, tone: f"<{tone}>{text}</>")


def test_text_stands_beneath_itself_beside_its_lead():
    lines = paragraph("L1.P1  ", "one two three four five six seven", look=Look(width=28))

    assert lines == ["L1.P1  one two three four", "       five six seven"]


def test_further_lines_may_stand_at_an_indent_and_none_is_too_wide():
    lines = paragraph("· 4.1-1-5a  ", "word " * 20, look=Look(width=30), indent=4)

    assert lines[1].startswith("    word")
    assert max(len(line) for line in lines) <= 30


def test_styles_take_no_room():
    lines = paragraph("lead  ", "word " * 10, look=BRACKETED, tone="name")

    plain = paragraph("lead  ", "word " * 10, look=Look(width=30))
    assert [line.replace("<name>", "").replace("</>", "") for line in lines] == plain


def test_control_signs_never_reach_the_terminal():
    assert "\x1b" not in paragraph("", "a \x1b[31m b", look=Look())[0]


def test_a_terminal_that_knows_ascii_only_gets_ascii_of_the_same_width():
    text = "├─ ✓ supported “Gaytán–Lugo” 中"

    shown = finished(text, Look(has_signs=False))

    assert shown == '|- + supported "Gaytan-Lugo" ?'
    assert finished(text, Look()) == text
