"""Every text is a query; the language reads as people expect."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.search.query import (
    MOST_PARTS,
    And,
    Everything,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
    YearRange,
    parse_query,
)
from tracker.search.tree import as_text, walk

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a b c", And((A, B, C), may_relax=True)),
        ("a AND b AND c", And((A, B, C))),
        ("a OR b", Or((A, B))),
        ("a b OR c", And((A, Or((B, C))))),
        ("(a b) OR c", Or((And((A, B)), C))),
        ("a AND b OR c", Or((And((A, B)), C))),
        ("NOT a", Not(A)),
        ("a NOT b", And((A, Not(B)))),
        ("a AND NOT (b OR c)", And((A, Not(Or((B, C)))))),
        ("NOT NOT a", A),
        ("and or not", And((Word("and"), Word("or"), Word("not")), may_relax=True)),
        ('"a b"', Phrase("a b")),
        ('"a b"~3', Phrase("a b", slop=3)),
        ("“a b”", Phrase("a b")),
        ('"a"', A),
        ("govern*", Prefix("govern")),
        ("wom?n", Wildcard("wom?n")),
        ("*fake", Wildcard("*fake")),
        ("flynm~", Fuzzy("flynm")),
        ("flynm~2", Fuzzy("flynm", edits=2)),
        ("flynm~9", Fuzzy("flynm", edits=2)),
        ("flynm~0", Word("flynm")),
        ("*", Everything()),
        ("*:*", Everything()),
        ("author:*", Everything("author")),
        ("author:flynn", Word("flynn", "author")),
        ("Author:flynn", Word("flynn", "author")),
        ('author:"asher flynn"', Phrase("asher flynn", field="author")),
        ("author:(a OR b)", Or((Word("a", "author"), Word("b", "author")))),
        ("title:gov*", Prefix("gov", "title")),
        ("cites:flynn2022", Word("flynn2022", "cites")),
        ("concept:stage/hosting", Word("stage/hosting", "concept")),
        ("limitation:L1", Word("L1", "limitation")),
        ("kind:law work:x", And((Word("law", "kind"), Word("x", "work")))),
        ('state:"not supported"', Word("not supported", "state")),
        ("type:claim", Word("claim", "type")),
        ("word^2", Word("word")),
    ],
)
def test_the_language(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("year:2022", YearRange(2022, 2022)),
        ("year:2019..2023", YearRange(2019, 2023)),
        ("year:2019..", YearRange(2019, None)),
        ("year:..2020", YearRange(None, 2020)),
        ("year:2019-2023", YearRange(2019, 2023)),
        ("year:2019–2023", YearRange(2019, 2023)),
        ("year:2023..2019", YearRange(2019, 2023)),
        ("year:>=2020", YearRange(2020, None)),
        ("year:>2020", YearRange(2021, None)),
        ("year:<2000", YearRange(None, 1999)),
        ("year:[2019 TO 2023]", YearRange(2019, 2023)),
        ("year:{2019 TO 2023}", YearRange(2020, 2022)),
        ("year:[2019 to]", YearRange(2019, None)),
        ("year:[TO 2020]", YearRange(None, 2020)),
        ("year:202*", Prefix("202", "year")),
        ("year:abc", Word("abc")),
        ("year:20222", Word("20222")),
        ("year:..", Everything("year")),
    ],
)
def test_years(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("NOT OR a", Not(A)),
        ("AND a", A),
        ("a AND", A),
        ("a OR", A),
        ("a NOT", A),
        ("a AND OR b", And((A, B))),
        ("(a", A),
        ("a)", A),
        ("((a OR b)", Or((A, B))),
        ("a () b", And((A, B))),
        ('"a', A),
        ("a ~ b", And((A, B))),
        ("a * b", And((A, B))),
        ("a ^ b", And((A, B))),
        ("a [TO b", And((A, B))),
        ("a TO] b", And((A, B))),
        ("author: flynn", Word("flynn")),
        ("harmful?", Word("harmful")),
        ("-a +b", And((A, B))),
        ("a, b.", And((A, B))),
        ("unknownfield:x", And((Word("unknownfield:x"),), may_relax=True)),
        ("a:b:c", And((Word("a:b:c"),), may_relax=True)),
        (
            "http://www.example.org/~me?x=1",
            And((Word("http://www.example.org/~me?x=1"),), may_relax=True),
        ),
        ("AND", Word("AND")),
        ("NOT", Word("NOT")),
        ("a\0b", And((A, B))),
    ],
)
def test_broken_syntax_reads_as_words(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "!!!", "~", "^", "(((", "()", '""', "?", "🙂", "\0"]
)
def test_a_text_without_a_word_asks_for_everything(text: str) -> None:
    assert parse_query(text) == Everything()


def test_capitals_in_prose_are_emphasis_and_not_operators() -> None:
    prose = "This does NOT work " + "and goes on about one thing or another " * 5

    assert not any(isinstance(part, Not) for part in walk(parse_query(prose)))


def test_a_title_all_in_capitals_has_no_operators() -> None:
    found = parse_query("TO BE OR NOT TO BE SAFE FROM DEEPFAKES")

    assert found == And(
        tuple(Word(word) for word in ("TO", "BE", "SAFE", "FROM", "DEEPFAKES")), may_relax=True
    )


def test_a_long_search_strategy_keeps_its_operators() -> None:
    strategy = " OR ".join(f'"synthetic media {number}"' for number in range(20))

    found = parse_query(f"({strategy}) AND (law OR policy)")

    assert isinstance(found, And)
    assert [type(part) for part in found.parts] == [Or, Or]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "[" * 10_000,
        "*" * 10_000,
        '"' * 9_999,
        "?" * 10_000,
        "'" * 10_000,
        "\\" * 10_000,
        ":" * 10_000,
        "a OR " * 2_500,
        "NOT " * 2_500,
        "(a OR " * 1_600,
        "author:" * 1_400,
        "a~ " * 3_300,
        "a*b?c " * 1_600,
        "[a to " * 1_600,
        "year:[1 TO " * 900,
        "x AND y OR " * 900,
        "word" * 2_500,
        "-".join("ab" for _ in range(3_300)),
        "深" * 10_000,
        "e\u0301" * 5_000,
        "word " * 200_000,
    ],
)
def test_hostile_texts_are_read_at_once(text: str) -> None:
    started = time.process_time()

    found = parse_query(text)

    assert time.process_time() - started < 6
    assert sum(1 for _ in walk(found)) <= 3 * MOST_PARTS


def test_a_query_has_a_bounded_number_of_parts() -> None:
    found = parse_query(" OR ".join(f"word{number}" for number in range(1_000)))

    assert isinstance(found, Or)
    assert len(found.parts) == MOST_PARTS


@given(st.text(max_size=300))
def test_any_text_is_a_query(text: str) -> None:
    parse_query(text)


_SYNTAX = st.lists(
    st.sampled_from(
        [
            *("a", "b", "AND", "OR", "NOT", "(", ")", '"', "~", "~2", "*", "?", ":", "^", "^2"),
            *("author:", "year:", "title:", "kind:", "[", "]", "{", "}", " TO ", "..", "2019"),
            *("unknown:", "*:*", "-", "+", "/", "\\", "'", "“", "”", "\0", "é", "深"),
        ]
    ),
    max_size=25,
)


@given(_SYNTAX, st.sampled_from(["", " "]))
def test_any_mixture_of_syntax_is_a_query(pieces: list[str], between: str) -> None:
    parse_query(between.join(pieces))


@given(_SYNTAX)
def test_a_query_written_out_means_the_same(pieces: list[str]) -> None:
    query = parse_query(" ".join(pieces))

    assert _bare(parse_query(as_text(query))) == _bare(query)


def _bare(query: Query) -> Query:
    """The query without whether it may be relaxed and without nested groups of one kind."""
    match query:
        case And(parts):
            inner = [part for each in parts for part in _members(_bare(each), And)]
            return inner[0] if len(inner) == 1 else And(tuple(dict.fromkeys(inner)))
        case Or(parts):
            inner = [part for each in parts for part in _members(_bare(each), Or)]
            return Or(tuple(dict.fromkeys(inner)))
        case Not(part):
            return Not(_bare(part))
    return query


def _members(query: Query, kind: type[And] | type[Or]) -> tuple[Query, ...]:
    return query.parts if isinstance(query, kind) else (query,)
