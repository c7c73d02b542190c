import pytest

from evidence.corpus import Corpus
from evidence.reviewing.bindings import Freshness, freshness
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import find_corpus


@pytest.fixture(scope="module")
def ding2025() -> Corpus:
    return read_corpus(find_corpus("ding2025")).corpus


def test_every_first_reading_says_what_it_was_given_on_and_that_still_stands(ding2025):
    claims = {claim.id: claim for claim in ding2025.claims}

    found = [freshness(each, claims[each.claim]) for each in ding2025.verdicts]

    assert found == [Freshness.FRESH] * 173


def test_every_pair_of_a_claim_and_a_cited_work_has_a_reading(ding2025):
    pairs = {
        (claim.id, citation.work)
        for claim in ding2025.claims
        if not claim.is_withdrawn
        for citation in claim.citations
    }

    assert {(each.claim, each.work) for each in ding2025.verdicts} == pairs
