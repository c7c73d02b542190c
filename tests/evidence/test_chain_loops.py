from __future__ import annotations

from itertools import pairwise

from evidence.chain_loops import find_loop
from tests.builders import a_link, a_node


def test_a_chain_that_only_leads_upwards_has_no_loop():
    nodes = [a_node("L1.C"), a_node("L1.P1"), a_node("L1.P2")]
    links = [a_link("L1.P1", "supports", "L1.C"), a_link("L1.P2", "supports", "L1.P1")]

    assert find_loop(nodes, links) is None


def test_a_loop_is_told_from_a_step_back_to_itself_along_the_arrows():
    nodes = [a_node("L1.C"), a_node("L1.P1"), a_node("L1.P2")]
    links = [
        a_link("L1.C", "supports", "L1.P2"),
        a_link("L1.P1", "supports", "L1.C"),
        a_link("L1.P2", "supports", "L1.P1"),
    ]

    loop = find_loop(nodes, links)

    assert loop is not None
    assert loop[0] == loop[-1]
    steps = set(pairwise(loop))
    assert steps == {("L1.C", "L1.P2"), ("L1.P1", "L1.C"), ("L1.P2", "L1.P1")}


def test_a_step_that_supports_itself_is_a_loop():
    assert find_loop([a_node("L1.P1")], [a_link("L1.P1", "supports", "L1.P1")]) == (
        "L1.P1",
        "L1.P1",
    )


def test_steps_that_contradict_each_other_are_no_loop():
    nodes = [a_node("L1.P1"), a_node("L1.P2")]
    links = [a_link("L1.P1", "contradicts", "L1.P2"), a_link("L1.P2", "contradicts", "L1.P1")]

    assert find_loop(nodes, links) is None


def test_a_chain_longer_than_recursion_reaches_is_searched():
    nodes = [a_node(f"L1.P{i}") for i in range(5000)]
    links = [a_link(f"L1.P{i + 1}", "supports", f"L1.P{i}") for i in range(4999)]

    assert find_loop(nodes, links) is None
    assert find_loop(nodes, [*links, a_link("L1.P0", "supports", "L1.P4999")]) is not None
