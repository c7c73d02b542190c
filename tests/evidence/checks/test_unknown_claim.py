from __future__ import annotations

from decimal import Decimal

import pytest

from evidence.checks import unknown_claim
from evidence.figures import Figure
from evidence.holdings import Holdings
from evidence.responses import Response
from tests.builders import a_claim, a_node, a_sound_corpus, a_verdict


def found(corpus, **parts):
    return list(unknown_claim.check(Holdings.of(corpus, **parts)))


FIGURE = Figure(value=Decimal(2), unit="tools", subject="tools", disputed_by=("roe2020-9",))


@pytest.mark.parametrize(
    ("part", "subject"),
    [
        ({"nodes": (a_node("L1.P1", claims=("roe2020-9",)),)}, "L1.P1"),
        ({"verdicts": (a_verdict("roe2020-9", "roe2020"),)}, "roe2020-9 × roe2020"),
        (
            {"responses": (Response(id="an-act", name="", kind="", limits=("roe2020-9",)),)},
            "an-act",
        ),
    ],
)
def test_a_claim_that_is_not_there_is_named_wherever_it_is_mentioned(part, subject):
    findings = found(a_sound_corpus(**part))

    assert [finding.subject for finding in findings] == [subject]
    assert "roe2020-9" in findings[0].message


def test_a_figure_disputed_by_an_unknown_claim_is_reported_at_its_own_claim():
    claims = (*a_sound_corpus().claims, a_claim("roe2020-2", figures=(FIGURE,)))

    (finding,) = found(a_sound_corpus(claims=claims))

    assert finding.subject == "roe2020-2"
    assert "2 tools" in finding.message
