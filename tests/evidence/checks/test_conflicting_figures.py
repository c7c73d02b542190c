from __future__ import annotations

from dataclasses import replace

import pytest

from bib.dates import PartialDate
from evidence.checks import conflicting_figures
from evidence.figures import parse_figure
from evidence.findings import Severity
from evidence.holdings import Holdings
from tests.builders import a_citation, a_claim, a_sound_corpus


def found(*claims):
    return list(conflicting_figures.check(Holdings.of(a_sound_corpus(claims=claims))))


def two_claims(first, second, **parts):
    figure = replace(parse_figure(f"{first}: tools found"), disputed_by=("ding2025-2",))
    return (
        a_claim("ding2025-1", figures=(figure,)),
        a_claim("ding2025-2", figures=(replace(parse_figure(f"{second}: tools"), **parts),)),
    )


def test_nearly_200_and_over_200_cannot_both_be_true():
    (finding,) = found(*two_claims("nearly 200 tools", "more than 200 tools"))

    assert (finding.subject, finding.severity) == ("ding2025-1", Severity.WARNING)
    assert "“nearly 200 tools” (tools found)" in finding.message
    assert "“more than 200 tools” (ding2025-2)" in finding.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("at least 1,700 tools", "more than 1,700 tools"),
        ("about 200 tools", "190 tools"),
        ("more than 1,000 tools", "more than 1,500 tools"),
    ],
)
def test_figures_that_leave_room_for_each_other_are_left_alone(first, second):
    assert found(*two_claims(first, second)) == []


def test_counts_of_different_days_may_differ():
    first, second = two_claims("100 tools", "200 tools", as_of=PartialDate(2024))
    dated = replace(first.figures[0], as_of=PartialDate(2020))

    assert found(replace(first, figures=(dated,)), second) == []


def test_where_a_date_is_missing_it_is_a_note_that_asks_for_it():
    (finding,) = found(*two_claims("100 tools", "200 tools", as_of=PartialDate(2024)))

    assert finding.severity is Severity.NOTE
    assert "as of 2024" in finding.message
    assert "say when" in finding.message


def test_a_claim_of_several_works_takes_its_figure_from_one_of_them():
    of_survey = a_claim(
        "ding2025-1",
        figures=(parse_figure("75 people: interviewed"),),
        citations=(a_citation("flynn2022"), a_citation("roe2020")),
    )
    others = [
        a_claim(f"{work}-1", figures=(parse_figure(f"{number} people: interviewed"),))
        for work, number in (("flynn2022", 39), ("roe2020", 75))
    ]

    assert found(of_survey, *others) == []
    (finding,) = found(of_survey, others[0])
    assert "“39 people” (flynn2022-1)" in finding.message
