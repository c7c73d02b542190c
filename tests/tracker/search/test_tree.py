"""What can be done with a query once it is read."""

from __future__ import annotations

import pytest

from tracker.search.query import parse_query
from tracker.search.tree import And, Fuzzy, Not, Or, Word, YearRange, as_text, relaxed, walk, within


@pytest.mark.parametrize(
    "text",
    [
        "deepfake law",
        "deepfake law abuse",
        "deepfake AND law AND abuse",
        "(deepfake OR law) AND NOT abuse",
        'author:flynn title:"synthetic media" year:2019..2023',
        "govern* wom?n flynm~2",
        '"image abuse"~3',
        "year:2019..",
        "year:2022",
        "NOT (a OR b)",
        "*",
        'state:"not supported"',
    ],
)
def test_a_query_can_be_written_out(text: str) -> None:
    query = parse_query(text)

    assert parse_query(as_text(query)) == query


def test_relaxing_keeps_what_is_asked_of_fields() -> None:
    query = parse_query("deepfake harm women kind:law year:2022 NOT survey fuzzy~")

    assert relaxed(query) == And(
        (
            Or((Word("deepfake"), Word("harm"), Word("women")), rarest_suffice=True),
            Word("law", "kind"),
            YearRange(2022, 2022),
            Not(Word("survey")),
            Fuzzy("fuzzy"),
        )
    )


def test_relaxing_takes_glued_words_apart() -> None:
    assert relaxed(parse_query("unknownfield:harm")) == Or(
        (Word("unknownfield"), Word("harm")), rarest_suffice=True
    )


@pytest.mark.parametrize("text", ["a", "a b", "a AND b AND c", "a OR b OR c", '"a b c"', "NOT a"])
def test_what_was_spelled_out_is_not_relaxed(text: str) -> None:
    assert relaxed(parse_query(text)) is None


def test_a_query_kept_to_types_can_be_relaxed() -> None:
    query = within(parse_query("a b c"), {"work", "claim"})

    assert relaxed(query) == And(
        (
            Or((Word("a"), Word("b"), Word("c")), rarest_suffice=True),
            Or((Word("claim", "type"), Word("work", "type"))),
        )
    )


def test_what_is_excluded_is_not_walked() -> None:
    assert Word("b") not in set(walk(parse_query("a NOT b")))
