from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from evidence.chains import Role
from evidence.checks import claim_not_supported
from evidence.findings import Severity
from evidence.holdings import Holdings
from evidence.verdicts import VerdictState
from tests.builders import a_node, a_sound_corpus, a_verdict


def found(corpus, **parts):
    return list(claim_not_supported.check(Holdings.of(corpus, **parts)))


AGAINST = a_verdict("ding2025-1", "flynn2022", state=VerdictState.NOT_SUPPORTED, reason="Of men.")


def test_a_pair_found_wanting_is_reported_with_reason_and_the_step_it_carries():
    (finding,) = found(a_sound_corpus(verdicts=(AGAINST,)))

    assert finding.subject == "ding2025-1 × flynn2022"
    assert finding.severity is Severity.WARNING
    assert "Of men." in finding.message
    assert "L1.P1" in finding.message


def test_a_pair_that_carries_no_step_is_a_note():
    nodes = (a_node("L1.C", role=Role.CONCLUSION),)

    (finding,) = found(a_sound_corpus(verdicts=(AGAINST,), nodes=nodes))

    assert finding.severity is Severity.NOTE


def test_a_reader_may_change_their_mind():
    later = a_verdict("ding2025-1", "flynn2022", read_at=datetime(2027, 1, 1, tzinfo=UTC))

    assert found(a_sound_corpus(verdicts=(AGAINST, later))) == []


def test_a_decision_between_readers_counts_and_no_reading_any_more():
    ben = a_verdict("ding2025-1", "flynn2022", reader="ben")
    later = datetime(2027, 1, 1, tzinfo=UTC)
    decided = a_verdict(
        "ding2025-1", "flynn2022", reader="cleo", read_at=later, is_adjudication=True
    )
    against = replace(decided, state=VerdictState.CONTRADICTED)

    assert len(found(a_sound_corpus(verdicts=(AGAINST, ben)))) == 1
    assert found(a_sound_corpus(verdicts=(AGAINST, ben, decided))) == []
    (finding,) = found(a_sound_corpus(verdicts=(AGAINST, ben, against)))
    assert "contradicts" in finding.message
