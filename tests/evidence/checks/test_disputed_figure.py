from __future__ import annotations

from decimal import Decimal

from evidence.checks import disputed_figure
from evidence.figures import Figure
from evidence.holdings import Holdings
from tests.builders import a_claim, a_sound_corpus


def found(corpus, **parts):
    return list(disputed_figure.check(Holdings.of(corpus, **parts)))


DOUBTED = Figure(value=Decimal(28000), unit="times", subject="size", dispute="It is not so.")


def test_a_disputed_figure_is_reported_with_its_number_and_the_reason():
    (finding,) = found(a_sound_corpus(claims=(a_claim("roe2020-1", figures=(DOUBTED,)),)))

    assert finding.subject == "roe2020-1"
    assert "28,000 times" in finding.message
    assert "It is not so." in finding.message


def test_a_withdrawn_claim_disputes_nothing_any_more():
    claim = a_claim("roe2020-1", figures=(DOUBTED,), is_withdrawn=True)

    assert found(a_sound_corpus(claims=(claim,))) == []
