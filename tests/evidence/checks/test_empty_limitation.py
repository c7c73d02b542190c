from __future__ import annotations

from evidence.checks import empty_limitation
from evidence.holdings import Holdings
from tests.builders import a_limitation, a_node, a_sound_corpus


def found(corpus, **parts):
    return list(empty_limitation.check(Holdings.of(corpus, **parts)))


def test_a_limitation_without_steps_is_reported():
    corpus = a_sound_corpus(limitations=(a_limitation("L1"), a_limitation("L2")))

    (finding,) = found(corpus)

    assert finding.subject == "L2"
    assert "not one step" in finding.message


def test_a_limitation_without_a_conclusion_is_reported():
    (finding,) = found(a_sound_corpus(nodes=(a_node("L1.P1"),)))

    assert "no conclusion" in finding.message
