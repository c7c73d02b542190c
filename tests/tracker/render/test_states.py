from __future__ import annotations

from bib.standing import Standing
from bib.works import ReadStatus
from evidence.chains import Basis, Relation
from evidence.support import Origin, Pair
from evidence.verdicts import VerdictState
from tests.builders import a_verdict, a_work
from tracker.render.states import (
    BASES,
    MARKS,
    NOT_CHECKED,
    PASSIVE,
    READ,
    READERS_DIFFER,
    STANDINGS,
    VERDICTS,
    facts_of,
    mark_of,
    totals,
)


def pair(*states, **parts):
    verdicts = tuple(a_verdict(reader=f"reader {i}", state=state) for i, state in enumerate(states))
    return Pair(**({"key": "w", "origin": Origin.CITED, "verdicts": verdicts} | parts))


def test_every_state_has_words_of_its_own_and_a_sign_of_its_own():
    assert len({mark.words for mark in MARKS}) == len(MARKS)
    assert len({mark.symbol for mark in MARKS}) == len(MARKS)


def test_no_state_is_without_words():
    assert set(VERDICTS) == set(VerdictState)
    assert set(READ) == set(ReadStatus)
    assert set(STANDINGS) == set(Standing)
    assert set(BASES) == set(Basis)
    assert set(PASSIVE) == set(Relation)


def test_readers_who_differ_are_a_state_of_its_own():
    assert mark_of(pair(VerdictState.SUPPORTED, VerdictState.PARTLY)) is READERS_DIFFER
    assert mark_of(pair()) is NOT_CHECKED


def test_reading_and_standing_are_told_beside_the_verdict():
    work = a_work(read_status=ReadStatus.ABSTRACT)

    assert facts_of(pair(work=work)) == "abstract read"
    assert facts_of(pair(work=work, origin=Origin.CARRIED)) == "abstract read, carried over"
    assert facts_of(pair()) == "not in the library"


def test_the_totals_tell_what_could_not_be_checked_and_why():
    pairs = [
        pair(VerdictState.SUPPORTED),
        pair(VerdictState.SOURCE_UNAVAILABLE),
        pair(VerdictState.CANNOT_DETERMINE),
        pair(VerdictState.PARTLY, VerdictState.SUPPORTED),
        pair(),
    ]

    assert totals(pairs) == (
        "5 pairs of claim and cited work: 1 supported, 2 could not be checked (1 source "
        "unavailable, 1 not settled by what was seen), 1 on which readers differ, 1 not yet "
        "checked."
    )
    assert totals(pairs[:1]) == "1 pair of claim and cited work: 1 supported."
