from __future__ import annotations

from dataclasses import replace

from evidence.checks import draft_claim
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(corpus):
    return [finding.subject for finding in draft_claim.check(Holdings.of(corpus))]


def test_a_draft_is_reported_until_it_is_worded_or_taken_back():
    first, second, third = a_sound_corpus().claims
    drafts = (
        replace(first, is_draft=True),
        replace(second, is_draft=True, is_withdrawn=True),
        third,
    )

    assert found(a_sound_corpus(claims=drafts)) == ["ding2025-1"]
