"""What figures count, in one spelling, and nothing guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evidence.concepts import Concept
from evidence.units import Units, plain_words

TOOLS = Concept(id="unit/tools", scheme="unit", label="Tools", alternative_labels=("Programs",))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("image", "Images"),
        ("per cent", "%"),
        ("viewers a year", "viewer per year"),
        ("views/day", "views per day"),
        ("country", "countries"),
        ("people", "persons"),
    ],
)
def test_spellings_of_one_unit_are_one(first, second):
    assert Units().are_one(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("images", "mentions"),
        ("views", "viewers"),
        ("views", "views a year"),
        ("programs", "tools"),
        ("images", "photos"),
        ("bus", "bu"),
    ],
)
def test_two_words_are_two_things(first, second):
    assert not Units().are_one(first, second)


def test_a_library_may_declare_words_to_be_one_thing():
    units = Units.of([TOOLS, Concept(id="kind/tools", scheme="kind", label="Images")])

    assert units.are_one("tool", "programs")
    assert not units.are_one("tools", "images")


def test_a_multiplier_is_no_part_of_the_unit():
    unit = Units().read("million views")

    assert (unit.words, unit.scale) == ("view", Decimal(1_000_000))
    assert Units().read("million").scale == 1


@pytest.mark.parametrize("text", ["", "  ", "—", "💥", "a" * 100_000, "million " * 10_000])
def test_any_text_is_a_unit_of_bounded_length(text):
    assert len(plain_words(text)) <= 500
