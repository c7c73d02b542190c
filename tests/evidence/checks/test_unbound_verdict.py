from __future__ import annotations

from evidence.checks import unbound_verdict
from evidence.findings import Severity
from evidence.holdings import Holdings
from evidence.verdicts import Binding
from tests.builders import a_sound_corpus, a_verdict

UNBOUND = a_verdict("ding2025-1", "flynn2022")
BOUND = a_verdict("ding2025-1", "roe2020", binding=Binding(claim="a" * 64))


def found(*verdicts):
    return list(unbound_verdict.check(Holdings.of(a_sound_corpus(verdicts=verdicts))))


def test_it_is_a_note_where_others_are_bound():
    (finding,) = found(UNBOUND, BOUND)

    assert finding.severity is Severity.NOTE
    assert finding.subject == "ding2025-1 × flynn2022"


def test_where_none_is_bound_it_is_not_the_custom_here():
    assert found(UNBOUND) == []
