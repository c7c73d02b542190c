"""YAML of the plainest kind is read as text, with lines; the rest of YAML is refused."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tracker.corpora import plain_yaml
from tracker.corpora.ledger import Ledger
from tracker.corpora.plain_yaml import Entries, Items, Text, Value, read_yaml


def read(text: str) -> tuple[Value | None, list[tuple[int, str]]]:
    ledger = Ledger()
    value = read_yaml(text, ledger.page("some.yaml"))
    return value, [(problem.line, problem.code) for problem in ledger.problems]


def plain(value: Value | None) -> Any:
    match value:
        case Text(text=text):
            return text
        case Items(items=items):
            return [plain(item) for item in items]
        case Entries(entries=entries):
            return {key: plain(item) for key, item in entries.items()}
    return None


@pytest.fixture(params=["libyaml", "pure"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure":
        monkeypatch.setattr(plain_yaml, "_LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML has no libyaml here")


pytestmark = pytest.mark.usefixtures("_loader")


def test_every_scalar_is_the_text_that_was_written() -> None:
    value, problems = read("- a: no\n  b: 2024\n  c: 1.10\n  d: ~\n  e: 2024-05-01\n  on: 0x1F\n")

    assert plain(value) == [
        {"a": "no", "b": "2024", "c": "1.10", "d": "~", "e": "2024-05-01", "on": "0x1F"}
    ]
    assert problems == []


def test_values_and_keys_know_their_lines() -> None:
    value, _ = read("- a: one\n  b:\n    - two\n\n- c: three\n")

    assert isinstance(value, Items)
    first, second = value.items
    assert isinstance(first, Entries)
    assert (first.line, first.lines) == (1, {"a": 1, "b": 2})
    assert (second.line, first.entries["b"].line) == (5, 3)


def test_the_line_end_that_closes_a_block_of_text_is_no_part_of_it() -> None:
    value, _ = read('- a: |\n    one\n    two\n  b: >\n    one\n    two\n  c: "one\\n"\n')

    assert plain(value) == [{"a": "one\ntwo", "b": "one two", "c": "one\n"}]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- a: &x one\n", 1),
        ("- a: one\n- a: *x\n", 2),
        ("- a: one\n- b: !!int 3\n", 2),
        ("- !thing\n  a: one\n", 1),
        ("- a: one\n---\n- a: two\n", 2),
        ("- ? [a, b]\n  : c\n", 1),
    ],
)
def test_what_makes_yaml_surprising_is_refused_with_its_line(text: str, line: int) -> None:
    assert read(text) == (None, [(line, "not-plain")])


def test_a_key_that_stands_twice_is_refused_with_both_lines() -> None:
    ledger = Ledger()

    assert read_yaml("- a: one\n  b: two\n  a: three\n", ledger.page("some.yaml")) is None
    (problem,) = ledger.problems
    assert (problem.line, problem.code) == (3, "duplicate-key")
    assert "“a”" in problem.message
    assert "line 1" in problem.message
    assert problem.raw == "a: three"


def test_depth_is_bounded_however_it_is_written() -> None:
    assert read("[" * 9 + "]" * 9) == (None, [(1, "too-deep")])
    assert read("[" * 100_000) == (None, [(1, "too-deep")])
    assert read("- " * 5000 + "a")[1] == [(1, "too-deep")]
    assert plain(read("[[[[[[[[a]]]]]]]]")[0]) == [[[[[[[["a"]]]]]]]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('- a: "begun\n  and not ended\n', 3),
        ("- a: [one, two\n- b: three\n", 2),
        ("- a: one: two\n", 1),
        ("- a: one\n b: two\n", 2),
        ("- a: one\n\t- b\n", 2),
        ("- a: @one\n", 1),
    ],
)
def test_a_file_that_is_no_yaml_is_refused_where_it_stops_being_one(text: str, line: int) -> None:
    value, problems = read(text)

    assert value is None
    assert [code for _, code in problems] == ["not-yaml"]
    assert problems[0][0] in {line, line - 1}


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\ufffe", "\ud800", "\ufeff"])
def test_characters_that_no_text_file_holds_are_refused_with_their_line(character: str) -> None:
    assert read(f"- a: one\n- b: t{character}o\n") == (None, [(2, "control-character")])


@pytest.mark.parametrize("text", ["a: We too, #1 of all\n", "- a: one\n  b: by #hashtag\n"])
def test_a_text_that_breaks_off_at_a_hashtag_is_told(text: str) -> None:
    ledger = Ledger()

    read_yaml(text, ledger.page("some.yaml"))

    (problem,) = ledger.problems
    assert (problem.code, problem.is_refusal) == ("text-or-remark", False)
    assert "#" in problem.raw


def test_remarks_and_quoted_hashtags_are_not_told() -> None:
    text = (
        "# remark\n- a: one # remark\n  b: 'We #Too' # remark\n  c: >-\n    We #Too\n"
        "  d: [a#b, c] # d\n  e: a#b\n#remark\n"
    )

    value, problems = read(text)

    assert plain(value) == [
        {"a": "one", "b": "We #Too", "c": "We #Too", "d": ["a#b", "c"], "e": "a#b"}
    ]
    assert problems == []


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_yaml, "MOST_VALUES", 100)

    assert read("- a\n" * 101) == (None, [(101, "too-many")])


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark\n", "---\n", "--- \n...\n"])
def test_an_empty_file_holds_nothing_and_is_no_problem(text: str) -> None:
    value, problems = read(text)

    assert plain(value) in {None, ""}
    assert problems == []
