from __future__ import annotations

from pathlib import Path

from tests.command_line import Evtrack

WAIVE = ("waive", "single-source-node", "L1.P7", "--why")


def test_a_finding_set_aside_is_not_found_any_more(evtrack: Evtrack, shipped: Path):
    before = evtrack("--library", shipped, "check", "single-source-node", "--json").json["findings"]

    waiver = evtrack("--library", shipped, *WAIVE, "the only study", "--json")

    after = evtrack("--library", shipped, "check", "single-source-node", "--json").json["findings"]
    assert waiver.json["why"] == "the only study"
    assert waiver.err == ""
    assert {each["subject"] for each in before} - {each["subject"] for each in after} == {"L1.P7"}


def test_a_waiver_ends_on_its_day(evtrack: Evtrack, shipped: Path):
    outcome = evtrack("--library", shipped, *WAIVE, "for now", "--until", "2099-01-31")

    assert outcome.out == "Waived single-source-node for L1.P7 until 2099-01-31.\n"
    assert evtrack("--library", shipped, *WAIVE, "x", "--until", "2020-01-31").status == 2
    assert evtrack("--library", shipped, *WAIVE, "x", "--until", "soon").status == 2


def test_a_waiver_needs_a_reason_and_a_check_that_exists(evtrack: Evtrack, shipped: Path):
    unknown = evtrack("--library", shipped, "waive", "single-source", "L1.P7", "--why", "x")

    assert evtrack("--library", shipped, "waive", "single-source-node", "L1.P7").status == 2
    assert evtrack("--library", shipped, *WAIVE, "  ").status == 2
    assert unknown.status == 3
    assert "Did you mean “single-source-node”?" in unknown.err


def test_a_waiver_of_what_is_not_found_is_told(evtrack: Evtrack, shipped: Path):
    outcome = evtrack("--library", shipped, "waive", "single-source-node", "L9.P9", "--why", "x")

    assert outcome.status == 0
    assert "no finding single-source-node for “L9.P9” at present" in outcome.err
