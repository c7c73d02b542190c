from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.checks import arithmetic_differs
from evidence.figures import FigureId, parse_figure
from evidence.holdings import Holdings
from tests.builders import a_claim, a_sound_corpus


def found(stated, how, *parts):
    ids = tuple(FigureId(f"roe2020-1#{place}") for place in range(1, len(parts) + 1))
    figure = replace(parse_figure(f"{stated}: of the two"), **{how: ids})
    claims = (
        a_claim("roe2020-1", figures=tuple(parse_figure(f"{part}: part") for part in parts)),
        a_claim("ding2025-1", figures=(figure,)),
    )
    return list(arithmetic_differs.check(Holdings.of(a_sound_corpus(claims=claims))))


def test_a_ratio_is_worked_out_again():
    (finding,) = found("28,000 times", "ratio_of", "5.85 billion pairs", "70,000 images")

    assert finding.subject == "ding2025-1"
    assert "which is 83,571." in finding.message
    assert "(roe2020-1)" in finding.message


@pytest.mark.parametrize(
    ("stated", "how", "parts"),
    [
        ("83,571 times", "ratio_of", ["5.85 billion pairs", "70,000 images"]),
        ("about 84,000 times", "ratio_of", ["5.85 billion pairs", "70,000 images"]),
        ("23.1 %", "ratio_of", ["9 people", "39 people"]),
        ("26 people", "sum_of", ["25 people", "1 people"]),
        ("more than 20 people", "sum_of", ["25 people", "1 people"]),
        ("1.5 million views", "sum_of", ["1 million views", "500,000 views"]),
        ("2,408 %", "growth_of", ["1,280 links", "more than 32,100 links"]),
        ("70 times", "ratio_of", ["386 men", "about 6 women"]),
        ("3 times", "ratio_of", ["10 images", "0 images"]),
        ("nearly 0 times", "ratio_of", ["10 images", "0 images"]),
    ],
)
def test_what_the_parts_can_give_is_left_alone(stated, how, parts):
    assert found(stated, how, *parts) == []


@pytest.mark.parametrize(
    ("stated", "how", "parts", "given"),
    [
        ("27 people", "sum_of", ["25 people", "1 people"], "26."),
        ("30 %", "ratio_of", ["9 people", "39 people"], "23.1"),
        ("1,000 %", "growth_of", ["1,280 links", "32,155 links"], "2,412"),
        ("5 million views", "sum_of", ["1 million views", "500,000 views"], "1.50"),
    ],
)
def test_what_they_cannot_give_is_told_with_what_they_do(stated, how, parts, given):
    (finding,) = found(stated, how, *parts)

    assert f"which is {given}" in finding.message


def test_a_part_that_is_not_there_is_left_to_another_check():
    figure = replace(
        parse_figure("3 x: y"), ratio_of=(FigureId("roe2020-9#1"), FigureId("ding2025-1#1"))
    )
    claims = (a_claim("ding2025-1", figures=(figure,)),)

    assert not list(arithmetic_differs.check(Holdings.of(a_sound_corpus(claims=claims))))
