from __future__ import annotations

from dataclasses import replace

from evidence.checks import unknown_figure
from evidence.figures import FigureId, parse_figure
from evidence.holdings import Holdings
from tests.builders import a_claim, a_sound_corpus


def found(*ids):
    figure = replace(parse_figure("3 people: all"), sum_of=tuple(map(FigureId, ids)))
    claims = (
        a_claim("ding2025-1", figures=(figure,)),
        a_claim("roe2020-1", figures=(parse_figure("3 people: some"),)),
        a_claim("roe2020-2", figures=(parse_figure("3 people: some"),), is_withdrawn=True),
    )
    return list(unknown_figure.check(Holdings.of(a_sound_corpus(claims=claims))))


def test_a_figure_beyond_the_last_of_its_claim_is_reported():
    (finding,) = found("roe2020-1#1", "roe2020-1#2")

    assert finding.subject == "ding2025-1"
    assert "“roe2020-1#2”" in finding.message


def test_claims_unknown_or_taken_back_have_no_figures():
    assert len(found("nobody-1#1", "roe2020-2#1")) == 2


def test_figures_that_are_there_are_left_alone():
    assert found("roe2020-1#1", "roe2020-1") == []
