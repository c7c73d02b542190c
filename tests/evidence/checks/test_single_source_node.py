from __future__ import annotations

from evidence.checks import single_source_node
from evidence.holdings import Holdings
from tests.builders import a_citation, a_claim, a_sound_corpus


def found(corpus, **parts):
    return list(single_source_node.check(Holdings.of(corpus, **parts)))


def test_a_premise_on_one_work_is_reported_with_the_work():
    lonely = a_claim("ding2025-1", citations=(a_citation("flynn2022", number=1),))

    (finding,) = found(a_sound_corpus(claims=(lonely, *a_sound_corpus().claims[1:])))

    assert finding.subject == "L1.P1"
    assert "[1]" in finding.message
