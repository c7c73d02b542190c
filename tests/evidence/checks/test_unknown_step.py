from __future__ import annotations

from evidence.checks import unknown_step
from evidence.holdings import Holdings
from tests.builders import a_link, a_sound_corpus


def found(corpus, **parts):
    return list(unknown_step.check(Holdings.of(corpus, **parts)))


def test_a_link_to_nothing_is_reported():
    (finding,) = found(a_sound_corpus(links=(a_link("L1.P1", "supports", "L1.C9"),)))

    assert finding.subject == "L1.P1 supports L1.C9"
    assert "“L1.C9”" in finding.message


def test_a_claim_may_be_either_end():
    assert found(a_sound_corpus(links=(a_link("roe2020-1", "limits", "ding2025-1"),))) == []
