from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

PAIR = ("4.1-1-11", "kugler2021deepfake")


@pytest.fixture
def review(evtrack, shipped):
    def run(*words):
        return evtrack("--library", shipped, "review", *words)

    return run


@pytest.fixture
def report(review):
    return lambda *words: review("report", *words)


def record(review, reader, verdict, *more):
    return review("record", *PAIR, "--verdict", verdict, "--reader", reader, *more)


def told(outcome):
    return " ".join(outcome.out.split())


def test_a_report_says_what_was_checked_what_was_not_and_what_was_found(ask):
    text = told(ask("review", "report"))

    assert "173 pairs of a statement and a work it cites" in text
    assert "could not be checked: 87; nobody has read: 0" in text
    assert "1. 4.2-1-4b cites U.S. Department of Justice 2023 [41]" in text
    assert "Only the abstract was read; it can show" in text
    assert "Give the number as the cited work has it: 35,239 mentions" in text
    assert "The work was left closed on purpose" in text
    assert "No spot check was planned" in text


def test_the_data_add_up_and_name_the_weightiest_finding_first(ask):
    found = ask("review", "report", "--json").json

    assert (found["pairs"], found["counts"]["findings"]) == (173, 70)
    assert found["findings"][0]["stake"] == "load-bearing"
    assert found["findings"][0]["proposals"][0]["remedy"] == "narrow the statement"
    untold = sum(len(each["pairs"]) for each in found["unchecked"])
    supported = found["tallies"]["verdict"]["checked"]["supported"]
    assert untold + supported + found["counts"]["findings"] + len(found["unread"]) == 173
    assert sum(each["pairs"] for each in found["how"]["access"]) == 173
    assert found["sign_off"] is None


def test_a_selection_is_reported_alone(ask):
    found = ask("review", "report", "--work", "asp2024congress", "--json").json

    assert found["pairs"] < found["total"] == 173
    assert {each["work"] for each in found["findings"]} == {"asp2024congress"}
    assert [each["at"] for each in found["figures"]] == ["1-1-4a"]


def test_every_form_is_written_to_a_file(report, tmp_path):
    for form, begin in {
        "text": "Review of",
        "markdown": "# Review of",
        "html": "<!DOCTYPE html>",
        "json": "{",
        "letter": "# Notes on",
    }.items():
        file = tmp_path / f"report.{form}"

        done = report("--format", form, "--to", file)

        assert (done.status, done.out) == (0, "")
        assert file.read_text(encoding="utf-8").startswith(begin)


@pytest.mark.parametrize(
    ("name", "begin"), [("r.md", "# "), ("r.HTML", "<!DOCTYPE"), ("r.json", "{"), ("r", "Review")]
)
def test_the_ending_of_a_file_says_the_form(report, tmp_path, name, begin):
    report("--to", tmp_path / name)

    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)


def test_the_letter_counts_its_notes_and_holds_no_id_of_ours(ask, shipped):
    letter = ask("review", "report", "--format", "letter").out

    notes = [int(number) for number in re.findall(r"^(\d+)\. \*\*", letter, re.MULTILINE)]
    assert notes == list(range(1, len(notes) + 1))
    assert "Section 4.1, paragraph 1, sentence 2 (b)" in letter
    assert not re.search(r"\b\d-1-\d|ding2025|2024congress|first reading", letter)
    assert MarkdownIt("commonmark").render(letter).count("<ol") <= 3


def test_the_letter_is_silent_on_what_was_changed_since_it_was_read(report, evtrack, shipped):
    place = "Section 4.2, paragraph 1, sentence 4 (b)"
    before = report("--format", "letter").out
    evtrack("--library", shipped, "claim", "edit", "4.2-1-4b", "--statement", "Some are illegal.")

    after = report("--format", "letter").out
    changed = told(report())

    assert place in before
    assert place not in after
    assert "when first reading read it: “Under United States federal law" in changed
    assert "now: “Some are illegal." in changed


def test_readers_who_differ_are_shown_side_by_side(review, report):
    record(review, "ana", "not supported", "--access", "full")

    text = told(report("--work", PAIR[1]))

    assert "READERS DIFFER 4.1-1-11 cites" in text
    assert "⇄ readers differ: supported by the abstract against not supported" in text


def test_agreement_is_part_of_the_report_where_two_have_read(review, report):
    pytest.importorskip("nltk", reason="NLTK, of the extra “statistics”, is not installed")
    record(review, "ana", "supported")

    found = report("--work", PAIR[1], "--json").json

    assert found["agreement"]["readers"] == ["ana", "first reading"]
    assert found["no_agreement"] is None


def test_a_plan_is_part_of_the_report(review, report):
    review("plan", "--confidence", "95", "--tolerated", "5", "--seed", "7", "--reader", "ana")

    text = told(report())

    assert "with 95 % confidence, fewer than 5 % of 173 pairs are wrong" in text
    assert report("--json").json["plan"]["seed"] == 7


def test_a_signed_state_is_kept_in_the_log_and_later_changes_open_only_their_pairs(
    review, report, evtrack, shipped
):
    signed = report("--sign-off", "Ana Roe", "--why", "Ready to send.", "--json").json["sign_off"]
    record(review, "first reading", "partly", "--revise")
    evtrack("--library", shipped, "claim", "edit", "4.2-1-4b", "--statement", "Some are illegal.")

    later = report("--json").json["sign_off"]
    entry = evtrack("--library", shipped, "log", "--json").json["entries"]

    assert (signed["name"], signed["unchanged"], signed["reopened"]) == ("Ana Roe", 173, [])
    assert (later["unchanged"], later["new"], later["gone"]) == (171, [], [])
    assert {each["claim"]: each["changes"] for each in later["reopened"]} == {
        "ding2025-4.1-1-11": [{"question": "verdict", "then": "supported", "now": "partly"}],
        "ding2025-4.2-1-4b": [{"question": "freshness", "then": "fresh", "now": "stale"}],
    }
    assert [each["why"] for each in entry if each["deed"] == "sign off review"] == [
        "Ready to send."
    ]
    assert signed["hash"] in [each["hash"] for each in entry if each["seq"] == signed["entry"]]


@pytest.mark.parametrize("words", [("--why", "x"), ("--sign-off", " "), ("--format", "docx")])
def test_half_a_sign_off_is_misuse(report, words):
    assert report(*words).status == 2


def test_a_blind_reader_sees_nothing_of_what_others_found_on_unread_pairs(review, report, shipped):
    settings = shipped / "evtrack.toml"
    settings.write_text(settings.read_text() + 'readers = ["ana", "ben"]\nblind = true\n')
    record(review, "ben", "contradicted", "--access", "full", "--reason", "A secret.")

    seeing = report("--sign-off", "Eve", "--reader", "eve", "--json")
    blind = report("--reader", "ana", "--json")

    assert "secret" in seeing.out
    assert "secret" not in blind.out
    assert (seeing.json["how"]["is_partial_view"], blind.json["how"]["is_partial_view"]) == (
        False,
        True,
    )
    assert blind.json["sign_off"]["reopened"] == []
