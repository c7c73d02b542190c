from __future__ import annotations

from evidence.checks import number_differs
from evidence.holdings import Holdings
from tests.builders import a_citation, a_claim, a_sound_corpus, a_work


def found(corpus, **parts):
    return list(number_differs.check(Holdings.of(corpus, **parts)))


def test_a_number_that_is_another_work_s_is_reported_with_both():
    claim = a_claim("ding2025-1", citations=(a_citation("flynn2022", number=2),))

    (finding,) = found(a_sound_corpus(claims=(claim,)))

    assert finding.subject == "ding2025-1"
    assert "[2]" in finding.message
    assert "[1]" in finding.message


def test_other_works_have_numbers_of_their_own():
    claim = a_claim("roe2020-1", citations=(a_citation("flynn2022", number=7),))

    assert found(a_sound_corpus(claims=(claim,))) == []


def test_a_number_given_to_two_works_is_reported():
    works = (*a_sound_corpus().bibliography, a_work("poe1999", cited_as=2))

    (finding,) = found(a_sound_corpus(bibliography=works))

    assert finding.subject == "poe1999"
    assert "roe2020" in finding.message
