from __future__ import annotations

from evidence.holdings import Holdings
from tests.builders import a_link, a_sound_corpus


def test_works_are_found_by_key_and_counts_say_how_much_there_is():
    holdings = Holdings.of(a_sound_corpus())

    assert holdings.works["flynn2022"].cited_as == 1
    assert holdings.counts["claims"] == 3
    assert len(holdings.chains) == 1


def test_a_limitation_with_a_loop_has_no_chain_and_harms_no_other():
    links = (a_link("L1.P1", "supports", "L1.P2"), a_link("L1.P2", "supports", "L1.P1"))

    holdings = Holdings.of(a_sound_corpus(links=links))

    assert holdings.chains == ()
    assert list(holdings.loops) == ["L1"]
