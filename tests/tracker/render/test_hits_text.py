from __future__ import annotations

from tracker.render.hits_text import hit_text
from tracker.render.terminal import Look

SHOUTING = Look(width=40, style=lambda text, tone: f"<{text}>" if tone == "match" else text)


def test_what_matched_stands_out_even_across_a_line_end():
    heading = (("The first ", False), ("words of a long title", True), (" and more", False))

    text = hit_text("key", heading, [], look=SHOUTING)

    assert text == "key  The first <words of a long title> and\n    more"


def test_the_rest_stands_below_and_trails_off_where_it_was_cut():
    text = hit_text("key", (("Title", False),), [(("a ", False), ("b", True))], look=SHOUTING)

    assert text == "key  Title\n    … a <b> …"


def test_a_whole_sentence_does_not_trail_off():
    assert hit_text("key", (("T", False),), [(("It is.", False),)], look=Look()).endswith("It is.")


def test_signs_that_steer_a_terminal_are_blanks():
    assert hit_text("k\x1b", (("a\x1b[2Jb", False),), [], look=Look()) == "k  a [2Jb"
