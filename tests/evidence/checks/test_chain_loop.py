from __future__ import annotations

from evidence.checks import chain_loop
from evidence.holdings import Holdings
from tests.builders import a_link, a_sound_corpus


def found(corpus, **parts):
    return list(chain_loop.check(Holdings.of(corpus, **parts)))


def test_a_chain_that_supports_itself_is_reported_with_its_steps():
    links = (*a_sound_corpus().links, a_link("L1.C", "supports", "L1.P1"))

    (finding,) = found(a_sound_corpus(links=links))

    assert finding.subject == "L1"
    assert "L1.C → L1.P1" in finding.message
