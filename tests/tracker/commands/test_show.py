"""`show`: any one record by its id."""

from __future__ import annotations

import pytest

from tests.command_line import Evtrack


@pytest.mark.parametrize(
    ("id_", "type_", "keys"),
    [
        ("flynn2022deepfakes", "work", "key title authors fields claims cited_by entry_type"),
        ("ding2025-4.1-1-11", "claim", "id work statement citations verdicts nodes links"),
        ("L1", "limitation", "id title legs nodes"),
        ("L1.P3", "node", "id limitation leg role text claims basis links"),
        ("stage/creation", "concept", "id scheme label claims"),
        ("stage", "scheme", "id title"),
        ("ding2025-4.1-1-11-x1", "excerpt", "id claim work length sha256"),
        ("take-it-down-act", "response", "id name kind works"),
    ],
)
def test_any_record_is_shown_as_itself_with_its_type(ask: Evtrack, id_: str, type_: str, keys: str):
    shown = ask("show", id_, "--json").json
    text = ask("show", id_)

    assert shown["type"] == type_
    assert set(keys.split()) <= set(shown)
    assert text.status == 0
    assert text.out.split()[0] == type_


@pytest.mark.parametrize("id_", ["4.1-1-11", "DING2025-4.1-1-11", "ding2025-4.1-1-11"])
def test_a_claim_of_the_survey_is_found_by_its_place_and_in_any_case(ask: Evtrack, id_: str):
    assert ask("show", id_, "--json").json["id"] == "ding2025-4.1-1-11"


def test_an_unknown_id_is_refused_with_the_nearest(ask: Evtrack):
    outcome = ask("show", "flynn")

    assert (outcome.status, outcome.out) == (3, "")
    assert "There is no record “flynn” in the library. Did you mean “flynn2022deepfakes”" in (
        outcome.err
    )


def test_a_work_says_what_it_reports_what_it_is_used_for_and_what_it_bears(ask: Evtrack):
    out = ask("show", "kugler2021deepfake").out

    for title in ("reference", "read", "reports", "used for", "bears"):
        assert f"\n{title} " in out


def test_a_claim_says_what_readers_found_of_its_citations(ask: Evtrack):
    out = ask("show", "4.1-1-11").out

    assert "[15] kugler2021deepfake" in out
    assert "first reading, 2026-11-22 00:00: ✓ supported by the abstract" in out
    assert "carries    L1.P7" in out


def test_a_verdict_whose_words_were_changed_shows_the_difference(evtrack, shipped):
    words = "A label of fiction does nothing."
    evtrack("--library", shipped, "claim", "edit", "4.1-1-11", "--statement", words)

    out = evtrack("--library", shipped, "show", "4.1-1-11").out
    told = evtrack("--library", shipped, "show", "4.1-1-11", "--json").json

    assert "freshness stale" in " ".join(out.split())
    assert "Changed since: claim:" in " ".join(out.split())
    assert told["pairs"][0]["freshness"] == "stale"
    assert told["verdicts"][0]["changes"][0]["now"].startswith(words)
    assert told["verdicts"][0]["changes"][0]["before"].startswith("A study of public attitudes")


def test_a_pair_is_shown_by_its_name_with_its_history(ask: Evtrack):
    name = "4.1-1-11 × kugler2021deepfake"
    out, told = ask("show", name).out, ask("show", name, "--json").json

    assert out.startswith("ding2025-4.1-1-11 × kugler2021deepfake\n")
    assert "identity not asked · standing unknown" in out
    assert (told["type"], told["verdict"], told["freshness"]) == ("pair", "supported", "fresh")
    assert [each["stands"] for each in told["verdicts"]] == [True]


def test_a_pair_that_is_not_under_review_is_refused_with_those_there_are(ask: Evtrack):
    done = ask("show", "4.1-1-11 × thiel2023csam")

    assert done.status == 3
    assert "Did you mean “ding2025-4.1-1-11 × kugler2021deepfake”?" in done.err
