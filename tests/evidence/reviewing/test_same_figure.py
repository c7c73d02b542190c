"""A figure of a claim is borne by one of a text, with regard to qualifier, unit and kind."""

from __future__ import annotations

import pytest

from evidence.reading.figures_in_text import find_figures
from evidence.reviewing.same_figure import is_worked_out, meets


def figure(words: str):
    (found,) = find_figures(words)
    return found


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("nearly 200 tools", "196 tools"),
        ("over 200 tools", "213 tools"),
        ("at least 30 species", "34 species"),
        ("hundreds of items", "900 items"),
        ("about 40 people", "42 participants"),
        ("42 % of users", "41.7 per cent of users"),
        ("1.2 million photographs", "1,200,000 photographs"),
        ("one in four users", "25% of users"),
        ("10 to 15 percent", "10–15%"),
        ("fewer than 50 wells", "41 wells"),
    ],
)
def test_these_are_borne(claim: str, text: str) -> None:
    assert meets(figure(claim), figure(text))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("200 tools", "196 tools"),
        ("nearly 200 tools", "213 tools"),
        ("over 200 tools", "900 tools"),
        ("over 200 tools", "196 tools"),
        ("70,000 images", "70,000 mentions"),
        ("8 percent", "8 percentage points"),
        ("12 hours", "12 minutes"),
        ("80 % of villages", "80 villages"),
        ("10 to 15 percent", "10 to 25 percent"),
    ],
)
def test_these_are_not(claim: str, text: str) -> None:
    assert not meets(figure(claim), figure(text))


def test_a_share_is_worked_out_from_part_and_whole() -> None:
    counts = find_figures("Of 24 interviewees, 12 people had never voted.")

    assert is_worked_out(figure("50 % of interviewees"), counts)
    assert not is_worked_out(figure("60 % of interviewees"), counts)
