from datetime import UTC, datetime

from evidence.reviewing.outcomes import Consensus, outcome, outcomes, visible_to
from evidence.verdicts import VerdictState
from tests.builders import a_verdict


def at(hour):
    return datetime(2026, 11, 22, hour, tzinfo=UTC)


SUPPORTED, PARTLY, UNSUPPORTED = (
    VerdictState.SUPPORTED,
    VerdictState.PARTLY,
    VerdictState.NOT_SUPPORTED,
)


def test_a_pair_without_verdict_is_unread():
    assert outcome([]).consensus is Consensus.UNREAD


def test_one_reading_stands_as_that_of_one_reader():
    found = outcome([a_verdict(state=PARTLY)])

    assert (found.consensus, found.state) == (Consensus.ONE_READER, PARTLY)


def test_the_latest_of_a_reader_counts_whatever_order_they_come_in():
    found = outcome([a_verdict(state=PARTLY, read_at=at(2)), a_verdict(read_at=at(1))])

    assert (found.consensus, found.state) == (Consensus.ONE_READER, PARTLY)


def test_two_readings_agree_or_are_disputed_and_then_nothing_stands():
    ana, ben = a_verdict(), a_verdict(reader="ben", read_at=at(3))
    other = a_verdict(reader="ben", state=UNSUPPORTED, read_at=at(3))

    assert outcome([ana, ben]).consensus is Consensus.AGREED
    assert (outcome([ana, other]).consensus, outcome([ana, other]).state) == (
        Consensus.DISPUTED,
        None,
    )


def test_a_decision_stands_until_a_reading_comes_after_it():
    ana, ben = a_verdict(), a_verdict(reader="ben", state=UNSUPPORTED, read_at=at(3))
    decision = a_verdict(reader="eve", state=PARTLY, read_at=at(4), is_adjudication=True)

    decided = outcome([ana, ben, decision])
    reopened = outcome([ana, ben, decision, a_verdict(read_at=at(5))])

    assert (decided.consensus, decided.state) == (Consensus.ADJUDICATED, PARTLY)
    assert decided.standing == (decision,)
    assert len(decided.readings) == 2
    assert reopened.consensus is Consensus.DISPUTED


def test_what_is_taken_back_leaves_its_reader_without_verdict_and_the_other_alone():
    ana = a_verdict()
    taken_back = a_verdict(read_at=at(2), is_taken_back=True)
    ben = a_verdict(reader="ben", state=UNSUPPORTED)

    assert outcome([ana, taken_back]).consensus is Consensus.UNREAD
    assert outcome([ana, taken_back, ben]).state is UNSUPPORTED


def test_outcomes_keep_pairs_apart():
    found = outcomes([a_verdict(), a_verdict(work="qin2024", state=PARTLY)])

    assert {pair: each.state for pair, each in found.items()} == {
        ("ding2025-1", "flynn2022"): SUPPORTED,
        ("ding2025-1", "qin2024"): PARTLY,
    }


def test_a_blind_reader_sees_the_other_only_once_both_are_in():
    ana, ben = a_verdict(), a_verdict(reader="ben", state=UNSUPPORTED, read_at=at(3))
    readers = {"ana", "ben"}

    assert visible_to("ben", [ana], readers=readers) == ()
    assert visible_to("ben", [ana, ben], readers=readers) == (ana, ben)
    assert visible_to("eve", [ana], readers=readers) == (ana,)


def test_a_reader_who_took_the_own_verdict_back_is_blind_again():
    ana, ben = a_verdict(), a_verdict(reader="ben", read_at=at(3))
    gone = a_verdict(reader="ben", read_at=at(4), is_taken_back=True)

    assert ana not in visible_to("ben", [ana, ben, gone], readers={"ana", "ben"})
