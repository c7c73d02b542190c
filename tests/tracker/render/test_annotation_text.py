from __future__ import annotations

import pytest

from evidence.annotations import annotated
from evidence.claims import Locator
from tests.builders import a_citation, a_claim, a_sound_corpus, a_verdict, a_work
from tracker.render.annotation_text import bears, reports, used_for


def of(key="flynn2022", **parts):
    return annotated(a_sound_corpus(**parts))[key]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"statement": "It is so."}, "It is so."),
        ({"statement": "It is so.", "locator": Locator.parse("2-1-3")}, "It is so (2-1-3)."),
        ({"statement": "Is it so?", "seen": "abstract"}, "Is it so? (abstract)"),
        (
            {"locator": Locator(section="abstract"), "seen": "abstract, as indexed"},
            "Something is the case (abstract, as indexed).",
        ),
        (
            {"locator": Locator(section="2"), "seen": "a copy"},
            "Something is the case (2, a copy).",
        ),
    ],
)
def test_what_a_work_reports_comes_with_its_place_before_the_full_stop(parts, told):
    assert reports(of(claims=(a_claim("flynn2022-1", **parts),))) == [told]


def test_a_work_of_which_nothing_is_known_says_so():
    assert reports(of(claims=())) == ["Nothing could be taken from the work itself."]


def test_of_very_many_claims_the_first_are_given_and_the_rest_counted():
    claims = tuple(a_claim(f"flynn2022-{number}") for number in range(25))

    told = reports(of(claims=claims))

    assert len(told) == 21
    assert told[-1] == "And 5 more claims, which “evtrack claims --work flynn2022” lists."


def test_what_it_is_used_for_names_place_and_steps():
    assert used_for(of()) == [
        "Something is the case (1-1-1; L1.P1).",
        "Something is the case (1-1-2; L1.P2).",
    ]


def test_an_ambiguous_citation_is_told():
    claim = a_claim("ding2025-1", citations=(a_citation(is_ambiguous=True),))

    assert used_for(of(claims=(claim,), nodes=())) == [
        "Something is the case (ding2025-1; the group may be meant for another clause)."
    ]


def test_what_it_can_bear_begins_with_a_tally():
    verdicts = (
        a_verdict("ding2025-1", reason="It says so."),
        a_verdict("ding2025-2", reason="It says so."),
    )

    assert bears(of(verdicts=verdicts)) == [
        "Put beside 2 claims: 2 supported.",
        "Supported (1-1-1, 1-1-2): It says so.",
    ]


def test_a_work_nobody_compared_says_so_and_one_nobody_cites_says_nothing():
    assert bears(of(verdicts=())) == ["No reader has compared it with the claims that cite it."]
    assert bears(of("ding2025")) == []


def test_a_claim_that_was_taken_back_is_not_reported():
    claims = (a_claim("flynn2022-1", is_withdrawn=True),)
    corpus = {"bibliography": (a_work("flynn2022"),), "claims": claims}

    assert reports(of(**corpus)) == ["Nothing could be taken from the work itself."]
