from dataclasses import replace

from evidence.chains import Role
from evidence.reviewing.stakes import Weight, stakes
from tests.builders import a_link, a_node

CONCLUSION = a_node("L1.C", role=Role.CONCLUSION)


def premise(id_, *claims, **parts):
    return a_node(id_, claims=claims, **parts)


def weights(nodes, citing, links=()):
    return {pair: stake.weight for pair, stake in stakes(nodes, links, citing).items()}


def test_a_work_under_every_leg_carries_the_conclusion():
    nodes = [CONCLUSION, premise("L1.P1", "c1", leg="A"), premise("L1.P2", "c2", leg="B")]

    found = stakes(nodes, [], {"c1": ["ito2019"], "c2": ["ito2019"]})

    assert found["c1", "ito2019"].weight is Weight.LOAD_BEARING
    assert found["c1", "ito2019"].conclusions == ("L1",)


def test_one_sound_leg_is_enough_so_a_work_under_one_leg_is_only_its_sole_support():
    nodes = [CONCLUSION, premise("L1.P1", "c1", leg="A"), premise("L1.P2", "c2", leg="B")]

    found = stakes(nodes, [], {"c1": ["ito2019"], "c2": ["qin2024"]})

    assert found["c1", "ito2019"].weight is Weight.SOLE_SUPPORT
    assert found["c1", "ito2019"].steps == ("L1.P1",)
    assert found["c1", "ito2019"].is_only_citation


def test_a_premise_that_every_leg_needs_takes_the_conclusion_with_it():
    nodes = [CONCLUSION, premise("L1.P1", "c1"), premise("L1.P2", "c2", leg="B")]

    assert weights(nodes, {"c1": ["ito2019"], "c2": ["qin2024"]})["c1", "ito2019"] == 0


def test_two_works_under_a_step_share_its_weight():
    found = weights([CONCLUSION, premise("L1.P1", "c1")], {"c1": ["ito2019", "qin2024"]})

    assert set(found.values()) == {Weight.IN_A_CHAIN}


def test_what_supports_a_step_from_below_holds_it_too():
    nodes = [
        CONCLUSION,
        premise("L1.P1", "c1"),
        replace(premise("L1.E1", "c2"), role=Role.EVIDENCE),
    ]
    links = [a_link("L1.E1", "supports", "L1.P1"), a_link("L1.P1", "supports", "L1.C")]

    found = stakes(nodes, links, {"c1": ["ito2019"], "c2": ["qin2024"]})

    assert found["c1", "ito2019"].conclusions == ()
    assert found["c2", "qin2024"].steps == ("L1.E1",)


def test_a_work_carried_over_holds_a_step_without_being_a_pair():
    nodes = [CONCLUSION, premise("L1.P1", "c1", carried=("qin2024",))]

    found = stakes(nodes, [], {"c1": ["ito2019"]})

    assert found["c1", "ito2019"].conclusions == ()
    assert list(found) == [("c1", "ito2019")]


def test_reasoning_that_cites_nothing_cannot_be_lost():
    assert stakes([CONCLUSION, premise("L1.P1", "c1")], [], {}) == {}


def test_a_chain_that_runs_in_a_circle_is_walked_once():
    nodes = [premise("L1.P1", "c1"), premise("L1.P2", "c2")]
    links = [a_link("L1.P1", "supports", "L1.P2"), a_link("L1.P2", "supports", "L1.P1")]

    assert len(stakes(nodes, links, {"c1": ["ito2019"], "c2": ["qin2024"]})) == 2
