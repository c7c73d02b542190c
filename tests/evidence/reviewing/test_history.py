from dataclasses import replace
from datetime import UTC, datetime

import pytest

from evidence.reviewing.bindings import BoundPart, Freshness, binding_of, wordings_of
from evidence.reviewing.history import Fate, history, word_difference
from evidence.verdicts import VerdictState
from tests.builders import a_citation, a_claim, a_verdict

CLAIM = a_claim("ding2025-1", statement="Nearly 200 tools exist.", citations=(a_citation(),))
LATER = datetime(2026, 11, 24, tzinfo=UTC)


def given(claim, **parts):
    return a_verdict(claim.id, binding=binding_of(claim, "flynn2022"), **parts)


def kept(claim):
    return {each.sha256: each.words for each in wordings_of(claim)}


def test_what_was_changed_under_a_verdict_is_told_word_by_word():
    now = replace(CLAIM, statement="Over 200 tools exist.")

    (found,) = history([given(CLAIM)], now, texts=(), wordings=kept(CLAIM))

    (change,) = found.changes
    assert (found.freshness, change.part) == (Freshness.STALE, BoundPart.CLAIM)
    assert [(each.fate, each.words) for each in change.pieces] == [
        (Fate.GONE, "Nearly"),
        (Fate.NEW, "Over"),
        (Fate.KEPT, " 200 tools exist."),
    ]


def test_of_words_that_were_not_kept_only_the_change_is_told():
    now = replace(CLAIM, statement="Over 200 tools exist.")

    (found,) = history([given(CLAIM)], now, texts=(), wordings={})

    (change,) = found.changes
    assert (change.before, change.now, change.pieces) == (None, "Over 200 tools exist.", ())


def test_a_reference_that_is_cited_otherwise_is_told_apart_from_the_claim():
    now = replace(CLAIM, citations=(a_citation(through_range=True),))

    (found,) = history([given(CLAIM)], now, texts=(), wordings=kept(CLAIM))

    assert [each.part for each in found.changes] == [BoundPart.CITATION]


def test_a_later_verdict_of_the_same_reader_stands_and_the_earlier_one_is_history():
    second = given(CLAIM, state=VerdictState.PARTLY, read_at=LATER)

    found = history([second, given(CLAIM)], CLAIM, texts=(), wordings={})

    assert [(each.verdict.state, each.stands) for each in found] == [
        ("supported", False),
        ("partly", True),
    ]


def test_a_verdict_that_was_taken_back_does_not_stand_nor_does_the_taking_back():
    back = given(CLAIM, read_at=LATER, is_taken_back=True)

    found = history([given(CLAIM), back], CLAIM, texts=(), wordings={})

    assert [each.stands for each in found] == [False, False]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("", "All new."),
        ("All gone.", ""),
        ("One  two,\nthree", "one two three four"),
        ("深度伪造", "深度 伪造内容"),
        ("word " * 3000, "other " * 3000),
    ],
)
def test_a_difference_holds_both_sides_whole(before, now):
    pieces = word_difference(before, now)

    assert "".join(each.words for each in pieces if each.fate is not Fate.NEW) == before
    assert "".join(each.words for each in pieces if each.fate is not Fate.GONE) == now
