"""Whether two figures were counted at one time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bib.dates import PartialDate
from evidence.figures import Figure
from evidence.periods import Timing, timing

MAY, YEAR, NEXT = PartialDate(2020, 5), PartialDate(2020), PartialDate(2021, 1, 31)


def a_figure(**when):
    return Figure(value=Decimal(1), unit="", subject="", **when)


@pytest.mark.parametrize(
    ("first", "second", "is_one_source", "when"),
    [
        ({}, {}, True, Timing.ONE),
        ({}, {}, False, Timing.UNSAID),
        ({}, {"as_of": MAY}, True, Timing.UNSAID),
        ({"as_of": MAY}, {"as_of": MAY}, False, Timing.ONE),
        ({"as_of": MAY}, {"as_of": YEAR}, True, Timing.UNSAID),
        ({"as_of": MAY}, {"as_of": NEXT}, True, Timing.APART),
        ({"since": MAY}, {"as_of": NEXT}, True, Timing.UNSAID),
        ({"until": MAY}, {"since": NEXT}, True, Timing.APART),
        ({"since": YEAR, "until": NEXT}, {"since": YEAR, "until": NEXT}, False, Timing.ONE),
    ],
)
def test_figures_are_of_one_time_if_it_is_said(first, second, is_one_source, when):
    for pair in ((first, second), (second, first)):
        figures = [a_figure(**each) for each in pair]
        assert timing(*figures, is_one_source=is_one_source) is when
