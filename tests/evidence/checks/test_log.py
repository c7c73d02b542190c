from __future__ import annotations

from evidence.checks import log
from evidence.holdings import Holdings, LogState
from tests.builders import a_sound_corpus


def found(corpus, **parts):
    return list(log.check(Holdings.of(corpus, **parts)))


def test_an_entry_that_does_not_fit_is_reported():
    (finding,) = found(a_sound_corpus(), log=LogState(entries=9, broken_at=4))

    assert finding.subject == "log entry 4"


def test_a_log_that_fits_is_sound():
    assert found(a_sound_corpus(), log=LogState(entries=9)) == []
