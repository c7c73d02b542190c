from __future__ import annotations

import pytest

from bib.works import ReadStatus
from evidence.checks import verdict_beyond_reading
from evidence.holdings import Holdings
from evidence.verdicts import VerdictState
from tests.builders import a_sound_corpus, a_verdict


def found(**parts):
    verdict = a_verdict("ding2025-1", "flynn2022", **parts)
    return list(verdict_beyond_reading.check(Holdings.of(a_sound_corpus(verdicts=(verdict,)))))


@pytest.mark.parametrize(
    ("state", "access"),
    [
        (VerdictState.SUPPORTED, ReadStatus.NONE),
        (VerdictState.NOT_SUPPORTED, ReadStatus.NONE),
        (VerdictState.SOURCE_UNAVAILABLE, ReadStatus.FULL),
    ],
)
def test_a_verdict_beyond_its_ceiling_is_reported(state, access):
    (finding,) = found(state=state, access=access)

    assert finding.subject == "ding2025-1 × flynn2022"
    assert f"ana found “{state}”" in finding.message


@pytest.mark.parametrize(
    ("state", "access"),
    [
        (VerdictState.SUPPORTED, ReadStatus.ABSTRACT),
        (VerdictState.SOURCE_UNAVAILABLE, ReadStatus.NONE),
        (VerdictState.CANNOT_DETERMINE, ReadStatus.ABSTRACT),
    ],
)
def test_a_verdict_within_it_is_left_alone(state, access):
    assert found(state=state, access=access) == []
