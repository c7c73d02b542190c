from __future__ import annotations

from datetime import UTC, datetime

from evidence.checks import disputed_pair
from evidence.holdings import Holdings
from evidence.verdicts import VerdictState
from tests.builders import a_sound_corpus, a_verdict

ANA = a_verdict("ding2025-1", "flynn2022")
BEN = a_verdict("ding2025-1", "flynn2022", reader="ben", state=VerdictState.NOT_SUPPORTED)
CLEO = a_verdict(
    "ding2025-1",
    "flynn2022",
    reader="cleo",
    read_at=datetime(2027, 1, 1, tzinfo=UTC),
    is_adjudication=True,
)


def found(*verdicts):
    return list(disputed_pair.check(Holdings.of(a_sound_corpus(verdicts=verdicts))))


def test_readers_who_differ_are_told_with_what_each_found():
    (finding,) = found(ANA, BEN)

    assert finding.subject == "ding2025-1 × flynn2022"
    assert "ana supported, ben not supported" in finding.message


def test_a_decision_ends_it():
    assert found(ANA, BEN, CLEO) == []


def test_one_reader_alone_disputes_nothing():
    assert found(BEN) == []
