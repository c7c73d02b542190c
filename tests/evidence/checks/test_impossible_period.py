from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bib.dates import PartialDate
from evidence.checks import impossible_period
from evidence.figures import FigureId, parse_figure
from evidence.holdings import Holdings
from tests.builders import a_citation, a_claim, a_sound_corpus, a_work

TODAY = date(2026, 11, 23)
BEGINNING = a_claim(
    "roe2020-1",
    figures=(replace(parse_figure("8 days: until it opened"), as_of=PartialDate(2018, 2)),),
)


def found(*cited, works=(), **when):
    figure = replace(
        parse_figure("more than 1,000,000 views: of a site"),
        **{name: value if name == "not_before" else PartialDate.parse(value)
           for name, value in when.items()},
    )  # fmt: skip
    citations = tuple(a_citation(work) for work in cited)
    claims = (BEGINNING, a_claim("ding2025-1", figures=(figure,), citations=citations))
    corpus = a_sound_corpus(claims=claims)
    corpus = replace(corpus, bibliography=(*corpus.bibliography, *works))
    return [each.message for each in impossible_period.check(Holdings.of(corpus, today=TODAY))]


def test_what_opened_in_2018_has_no_views_from_2016():
    ids = (FigureId("roe2020-1#1"),)

    (message,) = found(since="2016", until="2023", not_before=ids)

    assert "of 2016 to 2023" in message
    assert "began in 2018-02 (roe2020-1)" in message
    assert found(since="2018", until="2023", not_before=ids) == []
    assert found(as_of="2017-12-31", not_before=ids)
    assert found(until="2017", not_before=ids)
    assert found(not_before=ids) == []


def test_a_period_that_runs_backwards_is_told_once():
    (message,) = found(since="2023", until="2016", as_of="1999")

    assert "runs backwards" in message


@pytest.mark.parametrize(
    "when",
    [
        {"as_of": "2020", "until": "2021"},
        {"as_of": "2020", "since": "2021"},
        {"as_of": "2027"},
        {"as_of": "2026-11-24"},
    ],
)
def test_nothing_is_counted_before_its_time(when):
    assert len(found(**when)) == 1


@pytest.mark.parametrize(
    "when",
    [
        {"as_of": "2021", "since": "2020", "until": "2021-03"},
        {"as_of": "2026-11"},
        {"since": "2020"},
        {"until": "2030"},
    ],
)
def test_what_can_be_is_left_alone(when):
    assert found(**when) == []


def test_a_source_cannot_know_what_came_after_it():
    (message,) = found("flynn2022", as_of="2025")

    assert "the work it cites is of 2020" in message
    assert found("flynn2022", as_of="2020-12") == []
    assert found("flynn2022", "later", works=[a_work("later", issued=PartialDate(2025))],
                 as_of="2025") == []  # fmt: skip
    assert found("flynn2022", "undated", works=[a_work("undated")], as_of="2025") == []
    assert found("flynn2022", "nobody", as_of="2025") == []
