from __future__ import annotations

from evidence.chains import Leg, Role
from evidence.support import legs, tally, works_beneath
from evidence.verdicts import VerdictState
from tests.builders import (
    a_chain,
    a_citation,
    a_claim,
    a_limitation,
    a_link,
    a_node,
    a_verdict,
)


def test_pairs_nobody_checked_are_counted_as_such():
    claim = a_claim("ding2025-1", citations=(a_citation("flynn2022"), a_citation("roe2020")))
    nodes = [a_node("L1.P1", claims=("ding2025-1",)), a_node("L1.P2", claims=("ding2025-1",))]

    chain = a_chain(nodes, claims=[claim], verdicts=[a_verdict()])

    assert tally(chain.pairs) == {VerdictState.SUPPORTED: 1, None: 1}


def test_legs_come_in_the_order_declared_after_the_steps_every_leg_needs():
    limitation = a_limitation(legs=(Leg(id="A", title="One"), Leg(id="B", title="Two")))
    nodes = [
        a_node("L1.C", role=Role.CONCLUSION),
        a_node("L1.P1", leg="B"),
        a_node("L1.P2", leg="A"),
        a_node("L1.P3"),
        a_node("L1.P4", leg="Z"),
    ]

    views = legs(a_chain(nodes, limitation=limitation))

    names = [view.leg.id if view.leg else None for view in views]
    assert names == [None, "A", "B", "Z"]
    assert [support.node.id for support in views[0].supports] == ["L1.P3"]


def test_the_works_beneath_a_step_include_those_of_the_steps_that_support_it():
    nodes = [a_node("L1.P1", claims=("ding2025-1",)), a_node("L1.E1", claims=("ding2025-2",))]
    claims = [
        a_claim("ding2025-1", citations=(a_citation("flynn2022"),)),
        a_claim("ding2025-2", citations=(a_citation("roe2020"),)),
    ]

    works = works_beneath(a_chain(nodes, [a_link("L1.E1", "supports", "L1.P1")], claims))

    assert works == {"L1.P1": {"flynn2022", "roe2020"}, "L1.E1": {"roe2020"}}
