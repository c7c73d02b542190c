"""`review alarms` names rule and words, counts what no rule could look at, and explains itself."""

from __future__ import annotations

from pathlib import Path

import pytest

PAPER = """\
# A report

## 1 Introduction

Many people use such tools every day, in many countries and for many reasons.

## 2 Findings

It is possible that {statement} Nobody has looked at this for longer than a week.
"""


def test_the_shipped_corpus_shows_shared_sentences_and_ranges_and_what_it_cannot_show(ask) -> None:
    told = ask("review", "alarms", "--json").json

    rules = {each["rule"]: each for each in told["rules"]}
    assert told["pairs"] == 173
    assert rules["swallowed-by-range"]["raised"] == 2
    assert rules["shared-sentence"]["looked_at"] == 173
    for each in told["rules"]:
        assert each["looked_at"] + sum(each["could_not_look"].values()) == 173
    for alarm in told["alarms"]:
        assert alarm["source"][alarm["start"] : alarm["end"]] == alarm["words"]
        assert alarm["rule"] in rules


def test_alarms_of_one_pair_and_of_one_rule_are_listed(ask) -> None:
    of_pair = ask("review", "alarms", "1-1-4a", "thorn2024horizon")
    of_rule = ask("review", "alarms", "--rule", "swallowed-by-range", "--json").json["alarms"]

    assert "swallowed-by-range: Number 36 is not printed here" in " ".join(of_pair.out.split())
    assert "no verdict" in of_pair.out
    assert {(each["claim"], each["work"]) for each in of_rule} == {
        ("ding2025-1-1-4a", "thorn2024horizon"),
        ("ding2025-1-1-4b", "thorn2024horizon"),
    }


def test_the_queue_and_the_claim_tell_of_alarms_too(ask) -> None:
    listed = ask("review", "list", "--alarm", "swallowed-by-range", "--json").json["pairs"]
    any_alarm = ask("review", "list", "--alarm", "any", "--json").json["found"]
    shown = ask("show", "1-1-4a", "--json").json["alarms"]

    assert [pair["number"] for pair in listed] == [36, 36]
    assert 2 < any_alarm < 173
    assert ("thorn2024horizon", "swallowed-by-range") in {
        (each["work"], each["rule"]) for each in shown
    }
    assert "swallowed-by-range: Number 36" in " ".join(ask("show", "1-1-4a").out.split())


def test_once_a_text_is_attached_rules_read_it_and_mark_the_words(
    evtrack, shipped: Path, tmp_path: Path
) -> None:
    def run(*words):
        return evtrack("--library", shipped, *words)

    statement = run("show", "1-1-2", "--json").json["statement"]
    file = tmp_path / "report.md"
    file.write_text(PAPER.format(statement=statement[0].lower() + statement[1:]), encoding="utf-8")
    before = run("review", "alarms", "1-1-2").out
    cited = run("show", "1-1-2", "--json").json["citations"][0]["work"]

    run("attach", cited, file)
    told = run("review", "alarms", "1-1-2", cited).out

    assert "hedge-dropped" not in before
    assert "hedge-dropped: The work says" in told
    assert ">>It is possible that<<" in told
    assert "likeliest passage" in told


def test_of_the_claims_that_share_a_group_hardly_any_is_fully_supported(ask) -> None:
    told = ask("review", "list", "--alarm", "shared-sentence", "--json").json

    judged = told["tallies"]["verdict"]["checked"]
    assert told["found"] >= 60
    assert judged["supported"] / sum(judged.values()) <= 0.1


def test_an_alarm_that_no_rule_raises_is_misuse(ask) -> None:
    done = ask("review", "list", "--alarm", "no-such-rule")

    assert done.status == 2
    assert "figure-differs" in done.err


def test_a_rule_explains_itself(ask) -> None:
    told = ask("review", "alarms", "--explain", "figure-differs").out

    assert told.startswith("figure-differs\n\nA number, a unit or a date of the claim")
    assert ask("review", "alarms", "--explain", "second-hand", "--json").json["rule"] == (
        "second-hand"
    )


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--rule", "no-such-rule"], 2, "figure-differs"),
        (["--explain", "no-such-rule"], 2, "figure-differs"),
        (["no-such-claim"], 3, "no-such-claim"),
        (["1-1-1a", "no-such-work"], 3, "no-such-work"),
        (["1-1-1a", "thiel2023csam"], 3, "There is no pair"),
    ],
)
def test_what_does_not_exist_is_told_in_a_sentence(ask, words, status, told) -> None:
    done = ask("review", "alarms", *words)

    assert (done.status, done.out) == (status, "")
    assert told in done.err
    assert "Traceback" not in done.err
