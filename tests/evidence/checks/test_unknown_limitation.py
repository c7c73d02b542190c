from __future__ import annotations

from evidence.checks import unknown_limitation
from evidence.holdings import Holdings
from tests.builders import a_node, a_sound_corpus


def found(corpus, **parts):
    return list(unknown_limitation.check(Holdings.of(corpus, **parts)))


def test_a_step_of_no_limitation_is_reported():
    nodes = (*a_sound_corpus().nodes, a_node("L9.P1"))

    (finding,) = found(a_sound_corpus(nodes=nodes))

    assert finding.subject == "L9.P1"


def test_a_step_in_a_leg_its_limitation_does_not_have_is_reported():
    nodes = (*a_sound_corpus().nodes, a_node("L1.P3", leg="Z"))

    (finding,) = found(a_sound_corpus(nodes=nodes))

    assert "leg “Z”" in finding.message
