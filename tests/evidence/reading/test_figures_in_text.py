"""Figures in sentences: by example, and measured on sentences the rules were not written on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.dates import PartialDate
from evidence.figures import Qualifier
from evidence.reading.figures_in_text import FigureKind, FoundFigure, find_figures
from tests.evidence.reading.figure_sentences import DEVELOPED_ON, MEASURED_ON

SIGNS = {
    Qualifier.EXACTLY: "", Qualifier.ABOUT: "~", Qualifier.NEARLY: "^",
    Qualifier.MORE_THAN: ">", Qualifier.FEWER_THAN: "<",
    Qualifier.AT_LEAST: ">=", Qualifier.AT_MOST: "<=",
}  # fmt: skip
KINDS = {
    FigureKind.COUNT: "c", FigureKind.PERCENT: "%", FigureKind.POINTS: "pp", FigureKind.RATIO: "r",
    FigureKind.MONEY: "$", FigureKind.DURATION: "d", FigureKind.MEASURE: "m",
    FigureKind.STATISTIC: "s", FigureKind.YEAR: "y", FigureKind.DATE: "t", FigureKind.PERIOD: "p",
}  # fmt: skip


@dataclass(frozen=True)
class Score:
    """What was found of what there is; with units, and without."""

    found: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed)


def noted(found: FoundFigure) -> str:
    """A figure in the notation of the sample sentences."""
    figure, kind = found.figure, KINDS[found.kind]
    if kind in {"y", "t"}:
        return f"{kind} {figure.as_of}"
    if kind == "p":
        return f"p {figure.since or ''}..{figure.until or ''}"
    value = f"{figure.value}..{figure.high}" if figure.high is not None else f"{figure.value}"
    unit = "" if kind in {"%", "pp"} else figure.unit
    return f"{kind} {SIGNS[figure.qualifier]}{value} {unit}".strip()


def cases(table: str) -> list[tuple[str, list[str]]]:
    lines = [line.partition("|") for line in table.strip().splitlines()]
    return [
        (sentence.strip(), [each.strip() for each in figures.split(";") if each.strip()])
        for sentence, _, figures in lines
    ]


def score(table: str, *, with_units: bool = True) -> tuple[Score, list[str]]:
    found = wrong = missed = 0
    faults: list[str] = []
    for sentence, stated in cases(table):
        wanted = [each if with_units else " ".join(each.split()[:2]) for each in stated]
        got = [noted(each) for each in find_figures(sentence)]
        got = got if with_units else [" ".join(each.split()[:2]) for each in got]
        right = sum(min(wanted.count(each), got.count(each)) for each in set(wanted))
        found, wrong = found + right, wrong + len(got) - right
        missed += len(wanted) - right
        if sorted(wanted) != sorted(got):
            faults.append(f"{sentence}\n  wanted {wanted}\n  got    {got}")
    return Score(found, wrong, missed), faults


def test_the_rules_hold_on_the_sentences_they_were_developed_on() -> None:
    scored, faults = score(DEVELOPED_ON)

    assert scored.precision >= 0.96, "\n".join(faults)
    assert scored.recall >= 0.96, "\n".join(faults)


def test_the_rules_hold_on_sentences_they_were_not_written_on() -> None:
    scored, faults = score(MEASURED_ON)
    without_units, _ = score(MEASURED_ON, with_units=False)

    assert len(cases(DEVELOPED_ON)) + len(cases(MEASURED_ON)) >= 150
    assert scored.precision >= 0.96, "\n".join(faults)
    assert scored.recall >= 0.97, "\n".join(faults)
    assert without_units.precision >= 0.97
    assert without_units.recall >= 0.98


def test_a_figure_spans_from_its_qualifier_to_its_unit_and_names_what_is_counted() -> None:
    sentence = "There are over 1700 paid third-party “repair services” in the valley."

    (found,) = find_figures(sentence)

    assert sentence[found.start : found.end] == "over 1700 paid third-party “repair services”"
    assert found.figure.unit == "services"
    assert found.figure.subject == "paid third-party repair services"


@pytest.mark.parametrize(
    "sentence",
    ["The site had 412 views from 2016-2023 [5].", "From 2016 to 2023, the site had 412 views."],
)
def test_a_period_beside_a_count_is_the_period_of_the_count(sentence: str) -> None:
    (found,) = [each for each in find_figures(sentence) if not each.kind.is_time]

    assert found.figure.value == Decimal(412)
    assert (found.figure.since, found.figure.until) == (PartialDate(2016), PartialDate(2023))


@pytest.mark.parametrize(
    "sentence",
    [
        "As the 2024 report says, there are three ways.",
        "There has been since 2017 a guild that keeps 200 looms.",
    ],
)
def test_a_year_elsewhere_in_the_sentence_is_not_put_on_a_count(sentence: str) -> None:
    counts = [each for each in find_figures(sentence) if not each.kind.is_time]

    assert all(each.figure.as_of is None and each.figure.since is None for each in counts)


@given(st.integers(0, 10**12))
@settings(max_examples=25, deadline=None)
def test_a_number_with_thousands_separators_is_read_back(number: int) -> None:
    (found,) = find_figures(f"We found {number:,} letters.")

    assert found.figure.value == number


@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_figures_that_lie_in_it_in_order(text: str) -> None:
    found = find_figures(text)

    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)


DIGITS_AND_MARKS = st.text(alphabet="0123456789.,-–/:%$€ akMBx()[]+~<>", max_size=80)


@given(DIGITS_AND_MARKS)
@settings(max_examples=80, deadline=None)
def test_any_jumble_of_digits_is_survived(text: str) -> None:
    for found in find_figures(text):
        assert found.figure.value.is_finite()
