from __future__ import annotations

from evidence.checks import uncited_node
from evidence.holdings import Holdings
from tests.builders import a_claim, a_sound_corpus


def found(corpus, **parts):
    return list(uncited_node.check(Holdings.of(corpus, **parts)))


def test_a_premise_for_which_nothing_is_cited_is_reported():
    claims = (a_claim("ding2025-1"), *a_sound_corpus().claims[1:])

    (finding,) = found(a_sound_corpus(claims=claims))

    assert finding.subject == "L1.P1"
