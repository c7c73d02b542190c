"""The figures of the surveyed paper that cannot be so: found by rules, from what is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from evidence.checks import (
    arithmetic_differs,
    conflicting_figures,
    impossible_period,
    stale_verdict,
    units_differ,
    unknown_figure,
)
from evidence.corpus import Corpus
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import find_corpus


@pytest.fixture(scope="module")
def ding2025() -> Corpus:
    return read_corpus(find_corpus("ding2025")).corpus


@pytest.fixture(scope="module")
def holdings(ding2025: Corpus) -> Holdings:
    return Holdings.of(ding2025, today=date(2026, 11, 23))


def told(findings: Iterable[Finding]) -> dict[str, str]:
    return {each.subject: each.message for each in findings}


def test_nearly_200_and_over_200_conflict_in_both_places(holdings):
    found = told(conflicting_figures.check(holdings))

    for place in ("ding2025-0-1-2a", "ding2025-1-1-5c"):
        assert "“nearly 200 programs”" in found[place]
        assert "“more than 200 tools” (ding2025-3.2-1-1a)" in found[place]


def test_images_are_held_against_the_mentions_of_the_source(holdings):
    conflict = told(conflicting_figures.check(holdings))["ding2025-1-1-4a"]
    units = told(units_differ.check(holdings))["ding2025-1-1-4a"]

    assert "“35,545 images”" in conflict
    assert "“35,239 mentions” (asp2024congress-1)" in conflict
    assert "counts images where" in units
    assert "counts mentions" in units


def test_views_in_all_are_no_viewers_a_year(holdings):
    assert "viewers a year" in told(units_differ.check(holdings))["ding2025-3.1-1-4b"]


def test_the_stated_ratio_is_not_that_of_its_sources(holdings):
    (finding,) = arithmetic_differs.check(holdings)

    assert finding.subject == "ding2025-4.1-1-2b"
    assert "“28,000 times”" in finding.message
    assert "which is 83,571." in finding.message


def test_views_begin_before_the_site_and_a_search_is_later_than_its_source(holdings):
    found = told(impossible_period.check(holdings))

    assert set(found) == {"ding2025-3.1-1-4b", "ding2025-3.1-1-1a"}
    assert "began in 2018-02" in found["ding2025-3.1-1-4b"]
    assert "the work it cites is of 2023" in found["ding2025-3.1-1-1a"]


def test_a_count_without_a_date_is_a_note(holdings):
    stars = [
        each for each in conflicting_figures.check(holdings) if each.subject == "ding2025-3.1-1-2c"
    ]

    assert [each.severity for each in stars] == [Severity.NOTE]


def test_sums_ratios_and_growth_of_the_sources_hold(holdings):
    derived = {
        stated.id for own in holdings.figures.values() for stated in own if stated.figure.made_of
    }

    assert len(derived) == 5
    assert list(unknown_figure.check(holdings)) == []


def test_no_verdict_is_stale(holdings):
    assert list(stale_verdict.check(holdings)) == []


def test_it_is_the_numbers_that_are_compared_and_no_list(ding2025):
    """With other numbers in the data, the same claims are found to be in order."""
    repaired = {
        "ding2025-3.2-1-1a": ("200", "190"),
        "ding2025-1-1-4a": ("35545", "35239"),
        "ding2025-4.1-1-2b": ("28000", "83571"),
    }
    claims = tuple(
        replace(claim, figures=tuple(_other(each, *repaired[claim.id]) for each in claim.figures))
        if claim.id in repaired
        else claim
        for claim in ding2025.claims
    )
    holdings = Holdings.of(replace(ding2025, claims=claims))

    assert list(arithmetic_differs.check(holdings)) == []
    warned = [
        each.subject
        for each in conflicting_figures.check(holdings)
        if each.severity is Severity.WARNING
    ]
    assert warned == ["thiel2023csam-3"]


def _other(figure, old, new):
    return replace(figure, value=type(figure.value)(new)) if str(figure.value) == old else figure
