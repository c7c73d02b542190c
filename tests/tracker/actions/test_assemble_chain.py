from __future__ import annotations

import pytest

from evidence.chain_assembly import assemble_chains
from tests.builders import a_citation, a_claim, a_sound_corpus, a_work
from tracker.actions.assemble_chain import assemble_chain
from tracker.errors import UnknownRecordError
from tracker.library import Library


def test_what_is_read_for_one_chain_is_all_that_the_whole_library_would_give(shipped):
    with Library.open(shipped) as library, library.reading() as records:
        whole = assemble_chains(records.corpus())
        parts = assemble_chain(library).chains

    for one, other in zip(whole, parts, strict=True):
        assert one.limitation == other.limitation
        assert one.nodes == other.nodes
        assert one.pairs == other.pairs
        assert one.links == other.links
        for mine, theirs in zip(one.supports, other.supports, strict=True):
            links = {bearing.link for bearing in mine.bearings}
            assert links == {bearing.link for bearing in theirs.bearings}


def test_a_work_cited_by_an_older_key_is_found(library_of):
    corpus = a_sound_corpus()
    works = (*corpus.bibliography, a_work("poe1999", aliases=("poe99",), cited_as=9))
    claims = (a_claim("ding2025-1", citations=(a_citation("poe99"),)), *corpus.claims[1:])
    root = library_of(a_sound_corpus(bibliography=works, claims=claims))

    with Library.open(root) as library:
        (chain,) = assemble_chain(library).chains

    premise = chain.support("L1.P1")
    assert premise is not None
    assert premise.pairs[0].work is not None
    assert premise.pairs[0].work.key == "poe1999"


def test_limitations_are_found_in_any_case_and_each_is_shown_once(shipped):
    with Library.open(shipped) as library:
        chains = assemble_chain(library, ["l2", "L1", "L2"]).chains

    assert [chain.limitation.id for chain in chains] == ["L2", "L1"]


def test_an_unknown_limitation_is_refused_with_some_that_are_known(shipped):
    with Library.open(shipped) as library, pytest.raises(UnknownRecordError) as refused:
        assemble_chain(library, ["L7"])

    assert set(refused.value.suggestions) == {"L1", "L2", "L3"}
