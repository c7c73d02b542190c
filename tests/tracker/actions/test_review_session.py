from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from evidence.errors import VerdictRefusedError
from evidence.reviewing.queue import Order
from evidence.reviewing.views import Draft
from evidence.selection import Selection
from evidence.verdicts import Fault, VerdictState
from tracker.actions.record_verdict import Judgement, record_verdict
from tracker.actions.review_queue import Asked
from tracker.actions.review_session import ReviewSession
from tracker.library import Library

LATER = datetime(2026, 11, 24, tzinfo=UTC)
OF_L2 = Asked(selection=Selection(limitations=("L2",)))


@pytest.fixture
def library(shipped) -> Iterator[Library]:
    with Library.open(shipped) as opened:
        yield opened


def sitting(library, asked=OF_L2, **options):
    moments = iter(LATER + timedelta(seconds=number) for number in range(1000))
    return ReviewSession(
        library, asked, clock=lambda: next(moments), **({"reader": "ana"} | options)
    )


def at(session):
    return session.at_hand().view.place.pair.id


def unavailable(session):
    return session.judge(session.at_hand(), VerdictState.SOURCE_UNAVAILABLE, Draft())


def test_what_was_passed_on_comes_last(library):
    session = sitting(library)
    first = at(session)
    session.skip()
    others = []
    while at(session) != first:
        others.append(at(session))
        unavailable(session)

    assert (len(others), session.left) == (session.total - 1, 1)
    assert (session.read, session.skipped) == (session.total - 1, 1)


def test_another_sitting_goes_on_where_one_was_cut_short(library):
    session = sitting(library)
    unavailable(session)
    second = at(session)

    again = sitting(library)

    assert (at(again), again.total) == (second, session.total - 1)


def test_what_is_taken_back_is_at_hand_again(library):
    session = sitting(library)
    first = at(session)
    unavailable(session)

    session.undo()

    assert (at(session), session.left, session.read) == (first, session.total, 0)
    assert session.undo() is None


def test_what_is_refused_stays_at_hand(library):
    session = sitting(library, Asked(states=(("scope", "none"),)))
    first = at(session)

    with pytest.raises(VerdictRefusedError, match="Nothing of the work was read"):
        session.judge(session.at_hand(), VerdictState.SUPPORTED, Draft())

    assert (at(session), session.read) == (first, 0)


def test_a_fault_and_a_note_go_with_the_verdict(library):
    session = sitting(library)

    done = session.judge(
        session.at_hand(),
        VerdictState.PARTLY,
        Draft(reason="Less than that.", locator="abstract"),
        fault=Fault.OVERSIMPLIFY,
        is_major=True,
    )

    assert (done.verdict.fault, done.verdict.is_major) == (Fault.OVERSIMPLIFY, True)
    assert (done.verdict.reason, done.verdict.locator) == ("Less than that.", "abstract")


def test_a_pair_that_was_withdrawn_or_read_meanwhile_is_passed_over(library):
    session = sitting(library, by=Order.PAPER)
    first, second = list(session._waiting)[:2]
    with library.reading() as records:
        gone = records.claim(first.pair.claim)
    with library.deed("withdraw", now=LATER) as deed:
        deed.records.put_claims([replace(gone, is_withdrawn=True)])
    if second.pair.claim != gone.id:
        judgement = Judgement(
            claim=second.pair.claim,
            work=second.pair.work,
            state=VerdictState.SOURCE_UNAVAILABLE,
            reader="ana",
        )
        record_verdict(library, judgement, now=LATER)

    assert at(session) not in {first.pair.id, second.pair.id}


def test_a_stale_verdict_of_ones_own_is_revised(library):
    session = sitting(library)
    pair = session.at_hand().view.place.pair
    unavailable(session)
    with library.reading() as records:
        claim = records.claim(pair.claim)
    with library.deed("edit", now=LATER) as deed:
        deed.records.put_claims([replace(claim, statement="Something else is the case.")])

    again = sitting(library)
    while at(again) != pair.id:
        again.skip()
    view = again.at_hand().view
    done = unavailable(again)

    assert [each.freshness for each in view.given if each.verdict.reader == "ana"] == ["stale"]
    assert done.is_new
    assert [each.reader for each in done.outcome.readings].count("ana") == 1


def test_a_reference_is_said_to_be_meant_for_this_claim_and_not(library):
    session = sitting(library, Asked())
    while not session.at_hand().view.place.pair.is_ambiguous:
        session.skip()

    assert session.settle(session.at_hand())
    settled = session.at_hand().view.place.pair.is_ambiguous
    assert not session.settle(session.at_hand())
    assert (settled, session.at_hand().view.place.pair.is_ambiguous) == (False, True)
