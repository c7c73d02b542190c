from __future__ import annotations

import pytest

from bib.dates import PartialDate
from bib.standing import Standing, StandingSignal
from evidence.checks import retracted_work
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus, a_work


def found(*works):
    return list(retracted_work.check(Holdings.of(a_sound_corpus(bibliography=works))))


def a_work_said_to_be(*states, key="flynn2022"):
    since = PartialDate(2022, 5, 4)
    signals = [StandingSignal(state=state, since=since, seen="Crossref") for state in states]
    return a_work(key, standing=tuple(signals))


@pytest.mark.parametrize("state", [Standing.RETRACTED, Standing.CONCERN])
def test_a_cited_work_of_poor_standing_is_reported_with_what_rests_on_it(state):
    (finding,) = found(a_work_said_to_be(Standing.CORRECTED, state))

    assert finding.subject == "flynn2022"
    assert "2022-05-04 (Crossref)" in finding.message
    assert "On it: ding2025-1, ding2025-2." in finding.message


@pytest.mark.parametrize("state", [Standing.CORRECTED, Standing.SUPERSEDED, Standing.CURRENT])
def test_a_correction_or_a_later_version_is_no_retraction(state):
    assert found(a_work_said_to_be(state)) == []


def test_a_retracted_work_that_nothing_rests_on_is_passed_over():
    assert found(a_work_said_to_be(Standing.RETRACTED, key="moe2019")) == []


def test_a_reinstatement_is_told_beside_the_retraction():
    (finding,) = found(a_work_said_to_be(Standing.RETRACTED, Standing.CURRENT))

    assert "reinstated" in finding.message
