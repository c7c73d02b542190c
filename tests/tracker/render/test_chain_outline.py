from __future__ import annotations

from evidence.chains import Role
from tests.builders import a_chain, a_link, a_node
from tracker.render.chain_outline import outline, walk


def told(chain):
    return [
        ("  " * depth) + (item.support.node.id if item.support else item.heading)
        for item, depth in walk(outline(chain))
    ]


def test_the_conclusion_stands_above_its_assumption_its_legs_and_what_lies_beside(chain):
    assert told(chain) == [
        "L1.C",
        "  Flawed assumption",
        "    L1.FA",
        "      L1.I1",
        "  Needed by every leg",
        "    L1.P0",
        "  Leg A",
        "    L1.P1",
        "      L1.E1",
        "  Leg B",
        "    L1.P2",
        "  Beside the conclusion",
        "    L1.K1",
        "  Leads to",
        "    L1.R",
    ]


def test_a_relation_between_steps_that_stand_apart_is_mentioned(chain):
    items = {item.support.node.id: item for item, _ in walk(outline(chain)) if item.support}

    assert [link.source for link in items["L1.FA"].mentions] == ["L1.P2"]
    assert items["L1.R"].mentions == []


def test_a_step_that_supports_two_is_shown_in_full_once():
    nodes = [a_node("L1.C", role=Role.CONCLUSION), a_node("L1.P1"), a_node("L1.P2"), a_node("L1.E")]
    links = [
        a_link("L1.P1", "supports", "L1.C"),
        a_link("L1.P2", "supports", "L1.C"),
        a_link("L1.E", "supports", "L1.P1"),
        a_link("L1.E", "supports", "L1.P2"),
    ]

    shown = [item for item, _ in walk(outline(a_chain(nodes, links))) if item.support]

    again = [item.is_again for item in shown if item.support.node.id == "L1.E"]
    assert again == [False, True]


def test_every_step_is_shown_even_where_nothing_links_it():
    nodes = [
        a_node("L1.C", role=Role.CONCLUSION),
        a_node("L1.P1", leg="A"),
        a_node("L1.X1", role=Role.CONTEXT),
    ]

    assert told(a_chain(nodes)) == [
        "L1.C",
        "  Leg A",
        "    L1.P1",
        "Beside the chain",
        "  L1.X1",
    ]


def test_a_chain_without_a_conclusion_shows_its_steps():
    assert told(a_chain([a_node("L1.P1")])) == ["Beside the chain", "  L1.P1"]


def test_a_chain_longer_than_recursion_reaches_is_outlined(long_chain):
    assert sum(1 for _ in walk(outline(long_chain))) == 2002
