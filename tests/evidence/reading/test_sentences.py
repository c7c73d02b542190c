"""Paragraphs fall into their sentences."""

from __future__ import annotations

import time

import pytest

from evidence.reading.sentences import split_sentences
from tests.evidence.reading.sentence_cases import HELD_OUT, KNOWN


def _cut(marked: str) -> tuple[list[str], list[str]]:
    wanted = [sentence.strip() for sentence in marked.split("¦")]
    text = marked.replace("¦", "")
    return wanted, [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("marked", KNOWN)
def test_a_paragraph_falls_into_its_sentences(marked: str) -> None:
    wanted, found = _cut(marked)

    assert found == wanted


def test_on_paragraphs_the_rules_were_not_made_for_nearly_every_end_is_right() -> None:
    right = invented = missed = 0
    for marked in HELD_OUT:
        wanted, found = (set(_ends(sentences)) for sentences in _cut(marked))
        right += len(wanted & found)
        invented += len(found - wanted)
        missed += len(wanted - found)

    assert right / (right + invented) >= 0.94
    assert right / (right + missed) >= 0.98


def _ends(sentences: list[str]) -> list[int]:
    """Where sentences end, counted in letters without white space, the last left out."""
    ends, length = [], 0
    for sentence in sentences[:-1]:
        length += len("".join(sentence.split()))
        ends.append(length)
    return ends


def test_empty_lines_end_a_sentence_and_line_ends_do_not() -> None:
    text = "One goes\nover lines\n\nTwo has no stop"

    assert [text[start:end] for start, end in split_sentences(text)] == [
        "One goes\nover lines",
        "Two has no stop",
    ]


@pytest.mark.parametrize("pattern", ["[", ".", "(", ". x", "a. B ", '?"', ".)", "\n \n", ". [1] "])
def test_nonsense_takes_time_in_step_with_its_length(pattern: str) -> None:
    hostile = pattern * (30_000 // len(pattern))
    begun = time.process_time()

    split_sentences(hostile)

    assert time.process_time() - begun < 6
