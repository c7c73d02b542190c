from __future__ import annotations

from evidence.chains import Role
from evidence.checks import unlinked_node
from evidence.holdings import Holdings
from tests.builders import a_link, a_node, a_sound_corpus


def found(corpus, **parts):
    return list(unlinked_node.check(Holdings.of(corpus, **parts)))


def test_a_premise_that_leads_nowhere_is_reported():
    nodes = (*a_sound_corpus().nodes, a_node("L1.P3"))

    (finding,) = found(a_sound_corpus(nodes=nodes))

    assert finding.subject == "L1.P3"


def test_a_step_may_lead_to_the_conclusion_by_way_of_a_contrast():
    corpus = a_sound_corpus()
    nodes = (*corpus.nodes, a_node("L1.P3"))
    links = (*corpus.links, a_link("L1.P3", "contrasts-with", "L1.P1"))

    assert found(a_sound_corpus(nodes=nodes, links=links)) == []


def test_context_may_stand_by_itself():
    nodes = (*a_sound_corpus().nodes, a_node("L1.X1", role=Role.CONTEXT))

    assert found(a_sound_corpus(nodes=nodes)) == []
