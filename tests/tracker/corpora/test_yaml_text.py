"""One canonical text for every value, laid out to be read, and read back as it was."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.corpora.ledger import Ledger
from tracker.corpora.plain_yaml import Entries, Items, Text, Value, read_yaml
from tracker.corpora.yaml_text import WIDTH, Bare, Row, record_text, single_text
from tracker.errors import UnwritableCorpusError


def plain(value: Value | None) -> Any:
    match value:
        case Text(text=text):
            return text
        case Items(items=items):
            return [plain(item) for item in items]
        case Entries(entries=entries):
            return {key: plain(item) for key, item in entries.items()}
    return None


def read(text: str) -> Any:
    ledger = Ledger()
    value = read_yaml(text, ledger.page("some.yaml"))
    assert ledger.problems == []
    return plain(value)


AWKWARD = st.one_of(
    st.text(),
    st.text(alphabet="ab :#-\n\"'>|[]{},&*!%@`?\\\t\r\x85\u2028\ufeff\xa0", max_size=60),
    st.lists(st.text(alphabet="abcé“”:#'-", min_size=1, max_size=12), max_size=40).map(" ".join),
)


@given(AWKWARD)
@example("")
@example("\n")
@example("one\n\n two")
@example("a " * 60)
@example(" " + "a " * 60 + "b")
@example("word " * 30 + "\n\nword " * 3 + "end")
@example("- " * 60 + "-")
@example("x" * 200)
@example("# " * 60 + "#")
def test_any_text_comes_back_as_it_was_wherever_it_stands(text: str) -> None:
    record = {"a": text, "texts": [text, text], "leaves": [{"k": text}, {"k": text, "l": "m"}]}

    assert read(record_text(record)) == [record]
    assert read(single_text(record)) == record
    assert yaml.load(record_text(record), Loader=yaml.SafeLoader) == [record]


@given(st.lists(AWKWARD))
def test_any_ids_come_back_as_they_were(ids: list[str]) -> None:
    text = record_text({"a": "b", "ids": Row(ids), "leaves": [{"ids": Row(ids)}]})

    assert read(text) == [{"a": "b", "ids": ids or [], "leaves": [{"ids": ids or []}]}]


@given(AWKWARD)
def test_no_line_is_too_long_that_could_be_broken(text: str) -> None:
    for line in record_text({"key": text}).splitlines():
        is_quoted = line.startswith('- key: "')
        assert len(line) <= WIDTH or is_quoted or " " not in line.removeprefix("- key: ").strip()


@pytest.mark.parametrize(
    "word",
    ["no", "Yes", "on", "null", "~", "2024", "1.10", "0x1F", "1e3", "12:30", "2024-05-01", "true",
     ".5", "-1", "=", "<<", "1_000", "0o17", "NaN", ".inf"],
)  # fmt: skip
def test_texts_that_other_programs_would_take_for_something_else_are_quoted(word: str) -> None:
    assert record_text({"a": word}) == f'- a: "{word}"\n'
    assert yaml.safe_load(record_text({"a": word})) == [{"a": word}]


def test_numbers_and_dates_stand_bare() -> None:
    assert record_text({"a": Bare("5850000000"), "b": Bare("2024-05")}) == (
        "- a: 5850000000\n  b: 2024-05\n"
    )


def test_a_key_that_other_programs_would_take_for_yes_is_quoted() -> None:
    assert record_text({"where": "here", "on": Bare("2024")}) == '- where: here\n  "on": 2024\n'


def test_a_record_is_laid_out_to_be_read() -> None:
    long = "Of all that was counted, the larger part: two thirds, and “more” by other counts."

    text = record_text(
        {
            "claim": "a-1",
            "statement": f"{long} {long}",
            "short": "He said: no.",
            "concepts": Row(["stage/creation", "kind/x"]),
            "citations": [{"work": "b", "number": Bare("12")}, {"work": "c", "range": Bare("yes")}],
            "figures": [{"value": Bare("2.2"), "unit": "%", "subject": long}],
            "repairs": ["One thing.", f"{long} {long}"],
            "seen": "https://example.org/" + "a" * 80,
            "note": "First.\n\nSecond.",
        }
    )

    assert text == dedent(
        """\
        - claim: a-1
          statement: >-
            Of all that was counted, the larger part: two thirds, and “more” by other counts. Of
            all that was counted, the larger part: two thirds, and “more” by other counts.
          short: "He said: no."
          concepts: [stage/creation, kind/x]
          citations:
            - {work: b, number: 12}
            - {work: c, range: yes}
          figures:
            - value: 2.2
              unit: "%"
              subject: >-
                Of all that was counted, the larger part: two thirds, and “more” by other
                counts.
          repairs:
            - One thing.
            - >-
              Of all that was counted, the larger part: two thirds, and “more” by other counts.
              Of all that was counted, the larger part: two thirds, and “more” by other counts.
          seen: "https://example.org/AAA"
          note: >-
            First.


            Second.
        """
    ).replace('"https://example.org/AAA"', "https://example.org/" + "a" * 80)


def test_ids_that_do_not_fit_on_a_line_stand_one_below_the_other() -> None:
    ids = [f"ding2025-4.1-1-{count}a" for count in range(6)]

    assert record_text({"claims": Row(ids)}).splitlines() == [
        "- claims:",
        *(f"    - {id_}" for id_ in ids),
    ]


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UnwritableCorpusError, match="U\\+D83D"):
        record_text({"a": "\ud83d"})
