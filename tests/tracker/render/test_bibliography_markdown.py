from __future__ import annotations

import pytest

from evidence.annotations import annotated
from evidence.corpus import About
from evidence.grouping import by_limitation
from tests.builders import a_sound_corpus, a_work
from tracker.render.bibliography_markdown import bibliography_markdown


def written(*works, groups=None, about=None):
    corpus = a_sound_corpus(**({"bibliography": works} if works else {}))
    members = list(annotated(corpus).values())
    chosen = groups(members) if groups else by_limitation(corpus, members)
    return bibliography_markdown(about or About(title="A *survey*"), chosen, counts="Works: 3.")


def test_the_head_says_what_it_is_and_how_much():
    about = About(title="A *survey*", content_note="Careful.", scope="All.", licence="CC-BY-4.0")

    text = written(about=about)

    assert text.startswith(
        "# A \\*survey\\*\n\nCareful.\n\nAll.\n\nWorks: 3.\n\nAnnotations: CC-BY-4.0.\n"
    )


def test_a_work_in_two_groups_is_written_once_and_named_in_the_other():
    text = written(groups=lambda members: [("One", members), ("Two", members[1:])])

    assert text.count("### \\[1\\]") == 1
    assert "## Two\n\nDescribed above: \\[1\\] A Work 2020; \\[2\\] A Work 2020.\n" in text


def test_nothing_of_a_record_becomes_markup():
    nasty = "1. <script> [x](y) *b* _i_ `c` # | ~~s~~ $a$ &copy;"

    line = next(
        line for line in written(a_work("nasty", gist=nasty)).splitlines() if "script" in line
    )

    assert line == (r"- 1\. \<script\> \[x\](y) \*b\* \_i\_ \`c\` \# \| \~\~s\~\~ \$a\$ \&copy;")


@pytest.mark.parametrize("text", ["- dash", "+ plus", "2) bracket", "10. dot"])
def test_a_sentence_does_not_begin_a_list(text):
    lines = written(a_work("listed", gist=text)).splitlines()

    assert not any(line.startswith(f"- {text}") for line in lines)


def test_limitations_that_a_work_serves_stand_in_their_order():
    assert "`flynn2022` — Read in full. Serves L1." in written()
