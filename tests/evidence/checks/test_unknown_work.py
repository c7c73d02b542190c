from __future__ import annotations

import pytest

from evidence.checks import unknown_work
from evidence.corpus import About
from evidence.holdings import Holdings
from evidence.responses import Response
from tests.builders import a_citation, a_claim, a_node, a_sound_corpus, a_verdict, a_work


def found(corpus, **parts):
    return list(unknown_work.check(Holdings.of(corpus, **parts)))


@pytest.mark.parametrize(
    ("part", "subject"),
    [
        ({"about": About(survey="nobody2020")}, "nobody2020"),
        ({"claims": (a_claim("ding2025-1", citations=(a_citation("nobody2020"),)),)}, "ding2025-1"),
        ({"claims": (a_claim("nobody2020-1"),)}, "nobody2020-1"),
        ({"nodes": (a_node("L1.P1", carried=("nobody2020",)),)}, "L1.P1"),
        (
            {"responses": (Response(id="an-act", name="", kind="", works=("nobody2020",)),)},
            "an-act",
        ),
        ({"verdicts": (a_verdict("ding2025-1", "nobody2020"),)}, "ding2025-1 × nobody2020"),
    ],
)
def test_a_work_that_is_not_there_is_named_wherever_it_is_mentioned(part, subject):
    findings = found(a_sound_corpus(**part))

    assert [finding.subject for finding in findings] == [subject]
    assert "nobody2020" in findings[0].message


def test_an_older_key_of_a_work_is_known():
    corpus = a_sound_corpus()
    works = (*corpus.bibliography, a_work("poe1999", aliases=("poe99",)))
    claims = (a_claim("ding2025-1", citations=(a_citation("poe99"),)),)

    assert found(a_sound_corpus(bibliography=works, claims=claims)) == []
