from __future__ import annotations

from dataclasses import replace

from evidence.checks import withdrawn_support
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(corpus, **parts):
    return list(withdrawn_support.check(Holdings.of(corpus, **parts)))


def test_a_step_that_rests_on_a_withdrawn_claim_is_reported():
    first, *others = a_sound_corpus().claims

    (finding,) = found(a_sound_corpus(claims=(replace(first, is_withdrawn=True), *others)))

    assert finding.subject == "L1.P1"
    assert "ding2025-1" in finding.message
