"""`search`: hits with what matched, and any pasted text as a query."""

from __future__ import annotations

import json

import pytest

from tests.command_line import Evtrack


def test_the_keys_of_the_contract(ask: Evtrack):
    answer = ask("search", "label", "fiction", "--json").json

    assert {"query", "total", "suggestion", "hits"} <= set(answer)
    assert answer["query"] == "label fiction"
    assert {"type", "id", "score", "title", "work", "highlights"} <= set(answer["hits"][0])
    assert any("**" in text for hit in answer["hits"] for text in hit["highlights"])


def test_a_statement_is_told_once(ask: Evtrack):
    lines = ask("search", "work:ding2025 label fictional").out

    assert lines.count("did not make the videos seem less wrong") == 1


def test_what_else_matches_is_told_below(ask: Evtrack):
    out = ask("search", "watermark machine label").out

    assert "\n    … " in out
    assert "it is not a watermark made by a machine." in " ".join(out.split())


@pytest.mark.parametrize(("where", "types"), [("works", {"work"}), ("claims", {"claim"})])
def test_searching_can_be_narrowed(ask: Evtrack, where: str, types: set[str]):
    hits = ask("search", "deepfake", "--in", where, "--json").json["hits"]

    assert {hit["type"] for hit in hits} == types


def test_texts_are_none_as_long_as_nothing_is_attached(ask: Evtrack):
    outcome = ask("search", "deepfake", "--in", "texts")

    assert (outcome.status, outcome.out) == (0, "")


def test_no_more_is_shown_than_asked_for(ask: Evtrack):
    answer = ask("search", "deepfake", "--limit", "2", "--json").json

    assert len(answer["hits"]) == 2 < answer["total"]
    assert "--limit shows more" in ask("search", "deepfake", "--limit", "2").err


def test_a_mistyped_word_is_answered_with_a_suggestion(ask: Evtrack):
    assert ask("search", "watermrak", "--json").json["suggestion"] == "watermark"
    assert "Did you mean: watermark" in ask("search", "watermrak").err


GARBAGE = [
    '"unbalanced',
    "((((",
    "AND OR NOT",
    "NOT",
    "~~~ *** ???",
    "author:",
    "year:2019..",
    "year:..",
    "year:abc",
    "nofield:xyz",
    "a" * 5_000,
    "(" * 2_000 + "label" + ")" * 2_000,
    " ".join(["label OR"] * 500),
    "\x00\x1b[31m\u202e",
    "[1, 2] {x} <y> \\ / | & ; ` $(rm) %s %n",
    "Ding, M. L., & Suresh, H. (2025). “The Malicious …” CHI '25. doi:10.1145/x?y=z#w",
    "*",
    "~",
    "-",
    "“”",
    "работа 作品 عمل 🙂",
    "label^99999999999999999999",
    "lab~99",
    "?" * 300 + "*" * 300,
    "https://example.org/a?b=c&d=e",
    "",
    " ",
]


@pytest.mark.parametrize("text", GARBAGE)
def test_any_pasted_text_is_a_query(ask: Evtrack, text: str):
    outcome = ask("search", "--json", "--", text)

    assert outcome.status == 0
    assert isinstance(json.loads(outcome.out)["hits"], list)


def test_a_pasted_reference_finds_its_work(ask: Evtrack):
    pasted = (
        "Flynn, A., Powell, A., Scott, A. J., & Cama, E. (2022). Deepfakes and Digitally Altered "
        'Imagery Abuse: A Cross-Country Exploration of an Emerging Form of "Image-Based'
    )

    hits = ask("search", pasted, "--json").json["hits"]

    assert hits[0]["id"] == "flynn2022deepfakes"
