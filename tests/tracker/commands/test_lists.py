"""`works`, `claims`, `limitations` and `concepts`: lists, and the selections they share."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.command_line import Evtrack
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)

WORK = "key type title authors year fields ids aliases link_policy read_status standing cited_as"
CLAIM = (
    "id work statement kind locator attribution citations figures population concepts limitations "
    "read_status"
)


def test_works_are_those_of_the_contract(ask: Evtrack):
    works = ask("works", "--json").json["works"]

    assert len(works) == 43
    assert all(set(WORK.split()) <= set(work) for work in works)
    assert sorted(filter(None, (work["cited_as"] for work in works))) == list(range(1, 43))


def test_claims_are_those_of_the_contract(ask: Evtrack):
    claims = ask("claims", "--json").json["claims"]

    assert all(set(CLAIM.split()) <= set(claim) for claim in claims)
    assert {"section", "paragraph", "sentence", "clause", "page"} <= set(claims[0]["locator"])
    cited = next(claim for claim in claims if claim["citations"])
    assert {"work", "number", "group", "through_range"} <= set(cited["citations"][0])
    counted = next(claim for claim in claims if claim["figures"])
    assert {"value", "unit", "qualifier", "as_of", "subject"} <= set(counted["figures"][0])


def test_limitations_are_three(ask: Evtrack):
    limitations = ask("limitations", "--json").json["limitations"]

    assert [each["id"] for each in limitations] == ["L1", "L2", "L3"]


def test_concepts_come_with_the_number_of_claims_about_them(ask: Evtrack):
    answer = ask("concepts", "--json").json

    uses = {each["id"]: each["claims"] for each in answer["concepts"]}
    about = ask("claims", "--concept", "stage/creation", "--json").json["claims"]
    assert uses["stage/creation"] == len(about) > 0
    assert {each["id"] for each in answer["schemes"]} >= {"stage", "component", "kind"}


def test_a_work_is_listed_with_its_number_key_people_year_and_title(ask: Evtrack):
    outcome = ask("works", "--work", "akerley2021distributive")

    assert outcome.out.startswith("[1]  akerley2021distributive  Akerley 2021. Let's Talk About")


def test_a_claim_is_listed_with_what_it_cites(ask: Evtrack):
    assert "[15]" in ask("claims", "--work", "ding2025", "--query", "label fictional").out


def test_words_of_one_option_are_alternatives_and_options_hold_together(ask: Evtrack):
    def ids(*words: str) -> set[str]:
        return {each["id"] for each in ask("claims", *words, "--json").json["claims"]}

    one, two = ids("--work", "flynn2022deepfakes"), ids("--work", "kugler2021deepfake")

    assert ids("--work", "flynn2022deepfakes", "--work", "kugler2021deepfake") == one | two
    assert ids("--work", "kugler2021deepfake", "--kind", "finding") == two & ids(
        "--kind", "finding"
    )
    assert ids("--limitation", "L1", "--query", "label") < ids("--limitation", "L1")


def test_selections_are_understood_in_any_case(ask: Evtrack):
    shouted = ask("works", "--work", "FLYNN2022DEEPFAKES", "--limitation", "l1")

    assert shouted.err == "1 work\n"


@pytest.mark.parametrize(
    ("option", "wrong", "right"),
    [
        ("--work", "flynn2022", "flynn2022deepfakes"),
        ("--limitation", "L4", ""),
        ("--concept", "creation", "stage/creation"),
        ("--kind", "haarm", "harm"),
        ("--state", "supportd", "supported"),
    ],
)
def test_a_mistyped_selection_is_not_taken_for_an_empty_answer(
    ask: Evtrack, option: str, wrong: str, right: str
):
    outcome = ask("works", option, wrong)

    assert (outcome.status, outcome.out) == (3, "")
    assert f"There is no {option.removeprefix('--')} “{wrong}” in the library." in outcome.err
    assert f"“{right}”" in outcome.err or not right


def test_a_state_may_be_written_as_it_is_spoken(ask: Evtrack):
    spoken = ask("works", "--state", "not supported", "--json").json["works"]

    assert spoken == ask("works", "--state", "not-supported", "--json").json["works"] != []


def test_limitations_are_those_a_work_serves(ask: Evtrack):
    served = ask("limitations", "--work", "kugler2021deepfake", "--json").json["limitations"]

    assert [each["id"] for each in served] == ["L1"]


def test_asked_for_one_limitation_no_other_is_listed(ask: Evtrack):
    listed = ask("limitations", "--limitation", "l2", "--json").json["limitations"]

    assert [each["id"] for each in listed] == ["L2"]


def test_concepts_of_a_selection_are_those_its_claims_are_about(ask: Evtrack):
    every = ask("concepts", "--json").json["concepts"]
    some = ask("concepts", "--work", "kugler2021deepfake", "--json").json["concepts"]
    one = ask("concepts", "--concept", "stage/creation")

    assert 0 < len(some) < len(every)
    assert (one.err, "stage/creation" in one.out) == ("1 concept\n", True)


@pytest.mark.parametrize("command", ["claims", "limitations", "concepts", "export", "bibliography"])
def test_selections_mean_the_same_to_every_command(ask: Evtrack, command: str):
    outcome = ask(command, "--work", "flynn2022")

    assert (outcome.status, "Did you mean “flynn2022deepfakes”?" in outcome.err) == (3, True)


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.parametrize("command", ["works", "claims", "concepts"])
def test_lists_keep_to_the_width_of_the_terminal(
    ask: Evtrack, monkeypatch: pytest.MonkeyPatch, command: str, columns: str
):
    monkeypatch.setenv("COLUMNS", columns)

    lines = ask(command).out.splitlines()

    # A long word, such as an id, is never cut.
    too_long = [line for line in lines if len(line) > max(int(columns), 60)]
    assert too_long == []


def test_an_older_key_still_names_its_work(evtrack: Evtrack, shipped: Path):
    with Library.open(shipped) as library, library.deed("rename", now=NOW) as deed:
        work = deed.records.work("kugler2021deepfake")
        assert work
        deed.records.put_works([replace(work, aliases=("kugler",))])

    assert evtrack("--library", shipped, "works", "--work", "Kugler").err == "1 work\n"
    claims = evtrack("--library", shipped, "claims", "--work", "kugler", "--json").json["claims"]
    assert {claim["work"] for claim in claims} == {"kugler2021deepfake"}
    shown = evtrack("--library", shipped, "show", "kugler", "--json").json
    assert (shown["key"], shown["aliases"]) == ("kugler2021deepfake", ["kugler"])
