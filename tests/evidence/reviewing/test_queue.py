import pytest

from bib.standing import Standing
from bib.works import Citekey
from evidence.reviewing.outcomes import Consensus
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.queue import Order, awaits, queue
from evidence.reviewing.stakes import Stake, Weight


def a_pair(claim="c", work="ito2019", **parts):
    return ReviewPair(**({"claim": claim, "work": Citekey(work)} | parts))


PAIRS = [
    a_pair("rest", position=0),
    a_pair("chain", position=1),
    a_pair("alarm", position=2, alarms=("number-not-in-passage",)),
    a_pair("figure", position=3, has_disputed_figure=True),
    a_pair("sole", position=4),
    a_pair("bearing", position=5),
]
STAKES = {
    ("chain", "ito2019"): Stake(weight=Weight.IN_A_CHAIN, chains=("L1",)),
    ("sole", "ito2019"): Stake(weight=Weight.SOLE_SUPPORT, steps=("L1.P7",), chains=("L1",)),
    ("bearing", "ito2019"): Stake(
        weight=Weight.LOAD_BEARING, conclusions=("L1", "L3"), chains=("L1", "L3")
    ),
}


def claims(places):
    return [place.pair.claim for place in places]


def test_what_carries_a_conclusion_comes_first_then_figures_then_alarms_then_the_rest():
    found = claims(queue(PAIRS, STAKES))

    assert found == ["bearing", "sole", "figure", "alarm", "chain", "rest"]


def test_the_order_of_the_paper_is_kept_where_it_is_asked_for():
    assert claims(queue(PAIRS[::-1], STAKES, by=Order.PAPER)) == [p.claim for p in PAIRS]


def test_by_risk_what_has_most_against_it_comes_first():
    retracted = a_pair("retracted", standing=Standing.RETRACTED, is_ambiguous=True, position=9)

    assert claims(queue([*PAIRS, retracted], STAKES, by=Order.RISK))[0] == "retracted"


def test_by_work_each_source_is_opened_once_the_weightiest_first():
    pairs = [
        a_pair("a", "qin2024", position=0),
        a_pair("bearing", position=1),
        a_pair("b", "qin2024", position=2),
        a_pair("d", position=3),
    ]

    assert claims(queue(pairs, STAKES, by=Order.WORK)) == ["bearing", "d", "a", "b"]


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("bearing", "Without this work L1 and L3 would lose their support."),
        ("sole", "It is the only support of L1.P7."),
        ("figure", "A figure of the claim is disputed."),
        ("alarm", "Alarms: number-not-in-passage."),
        ("chain", "It serves L1."),
        ("rest", "No conclusion rests on it."),
    ],
)
def test_every_place_says_why(claim, why):
    place = next(each for each in queue(PAIRS, STAKES) if each.pair.claim == claim)

    assert place.why[0] == why


def test_a_pair_waits_for_whoever_has_not_read_it_until_two_have():
    assert awaits(a_pair(), "ana")
    assert not awaits(a_pair(readers=("ana",)), "ana")
    assert awaits(a_pair(readers=("ana",)), "ben")
    assert not awaits(a_pair(readers=("ana", "eve")), "ben")


def test_a_stale_verdict_is_asked_for_again_and_counts_for_nobody_else():
    pair = a_pair(readers=("ana", "eve"), stale_readers=("ana",))

    assert awaits(pair, "ana")
    assert awaits(pair, "ben")


def test_a_decided_pair_waits_for_nobody():
    assert not awaits(a_pair(readers=("eve",), consensus=Consensus.ADJUDICATED), "ana")
