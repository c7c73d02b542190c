from __future__ import annotations

from bib.standing import Standing, StandingSignal
from bib.works import Citekey, Related, WorkRelation
from evidence.checks import published_preprint
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus, a_work


def found(*works, **parts):
    return list(published_preprint.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


PREPRINT_OF_ROE = (Related(relation=WorkRelation.PREPRINT_OF, work=Citekey("roe2020")),)


def test_a_cited_preprint_whose_published_version_is_here_is_reported():
    preprint = a_work("flynn2022", related=PREPRINT_OF_ROE)

    (finding,) = found(preprint, a_work("roe2020"))

    assert finding.subject == "flynn2022"
    assert "roe2020" in finding.message


def test_a_preprint_that_nothing_cites_is_passed_over():
    preprint = a_work("moe2019", related=PREPRINT_OF_ROE)

    assert found(preprint, a_work("roe2020")) == []


def test_a_cited_preprint_said_to_be_superseded_is_reported():
    signals = tuple(
        StandingSignal(state=state, note="In a journal.")
        for state in (Standing.PREPRINT, Standing.SUPERSEDED)
    )

    (finding,) = found(a_work("flynn2022", standing=signals))

    assert "In a journal." in finding.message


def test_a_bill_or_a_book_that_was_superseded_is_no_preprint():
    work = a_work("flynn2022", standing=(StandingSignal(state=Standing.SUPERSEDED),))

    assert found(work) == []
