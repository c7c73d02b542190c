from __future__ import annotations

from evidence.checks import unread_support
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus, a_work


def found(corpus, **parts):
    return list(unread_support.check(Holdings.of(corpus, **parts)))


def test_a_premise_whose_works_nobody_read_is_reported():
    works = (a_work("ding2025"), a_work("flynn2022", cited_as=1), a_work("roe2020", cited_as=2))

    findings = found(a_sound_corpus(bibliography=works))

    assert [finding.subject for finding in findings] == ["L1.P1", "L1.P2"]
