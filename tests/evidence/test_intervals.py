"""What a stated number leaves open, and what follows for ratios and sums."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evidence.figures import Figure, parse_figure
from evidence.intervals import ANYTHING, growth, interval, ratio, total
from evidence.units import Units


def stated(text):
    figure = parse_figure(f"{text}: something")
    return interval(figure, Units().read(figure.unit))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("at least 1,700 tools", "more than 1,700 tools"),
        ("about 17,200 stars", "18,900 stars"),
        ("28,000 stars", "28,400 stars"),
        ("22.6 %", "22.64 %"),
        ("96 %", "95.7 %"),
        ("5.85 billion pairs", "5,850,000,000 pairs"),
        ("nearly 200 tools", "190 tools"),
        ("fewer than 30 %", "at most 29 %"),
        ("5–10 years", "about 11 years"),
        ("more than 100 tools", "more than 1,000 tools"),
    ],
)
def test_figures_that_can_both_be_true(first, second):
    assert stated(first).meets(stated(second))
    assert stated(second).meets(stated(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("nearly 200 tools", "more than 200 tools"),
        ("nearly 200 tools", "200 tools"),
        ("200 tools", "more than 200 tools"),
        ("35,545 images", "35,239 images"),
        ("26 people", "27 people"),
        ("96 %", "97 %"),
        ("about 200 tools", "more than 220 tools"),
        ("28,000 stars", "28,600 stars"),
        ("fewer than 30 %", "30.5 %"),
        ("at least 1,679 items", "1,008 items"),
        ("5–10 people", "11 people"),
    ],
)
def test_figures_that_cannot(first, second):
    assert not stated(first).meets(stated(second))
    assert not stated(second).meets(stated(first))


def test_a_ratio_is_as_vague_as_its_parts():
    found = ratio(stated("5.85 billion pairs"), stated("70,000 images"))

    assert found.meets(stated("83,571 x"))
    assert not found.meets(stated("28,000 x"))
    assert ratio(stated("more than 10 a"), stated("2 b")).high == Decimal("Infinity")
    assert ratio(stated("10 a"), stated("more than 2 b")).low == 0


@pytest.mark.parametrize("second", ["0 images", "at most 5 images", "nearly 0 images"])
def test_a_ratio_to_what_may_be_nought_can_be_anything(second):
    assert ratio(stated("10 images"), stated(second)) == ANYTHING


def test_growth_is_in_per_cent():
    found = growth(stated("1,280 links"), stated("more than 32,100 links"))

    assert found.meets(stated("2,408 %"))
    assert not found.meets(stated("1,200 %"))


def test_a_sum_adds_what_is_open():
    assert total([stated("25 people"), stated("1 people")]).meets(stated("26 people"))
    assert not total([stated("25 people"), stated("at least 2 people")]).meets(stated("26 people"))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+99999", "-1E+99999", "1E-99999"])
def test_a_number_beyond_reason_contradicts_nothing(value):
    odd = interval(Figure(value=Decimal(value), unit="x", subject=""), Units().read("x"))

    assert odd == ANYTHING
    assert total([ratio(odd, odd), growth(odd, odd)]) == ANYTHING
