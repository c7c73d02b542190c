from __future__ import annotations

from datetime import date
from inspect import getdoc

from evidence.checking import run
from evidence.checks import CHECKS
from evidence.findings import Waiver
from evidence.holdings import Holdings, LogState
from tests.builders import a_limitation, a_sound_corpus
from tracker.render.findings_text import checks_text, findings_text
from tracker.render.terminal import Look

SUMMARIES = {check.NAME: (getdoc(check) or "").partition("\n\n")[0] for check in CHECKS}
EMPTY = (a_limitation("L1"), a_limitation("L2"))


def report(**parts):
    holdings = Holdings.of(a_sound_corpus(**parts), log=LogState(entries=1))
    return run(CHECKS, holdings, today=date(2026, 11, 23))


def test_a_finding_stands_under_its_check_with_its_subject():
    text = findings_text(report(limitations=EMPTY), SUMMARIES)

    lines = text.splitlines()
    assert lines[0].startswith("✗ error  empty-limitation  A limitation must have steps")
    assert lines[1] == "    L2  It has no chain: not one step."
    assert " ".join(lines).endswith("1 error.")


def test_what_was_looked_at_is_told_even_where_nothing_was_found():
    text = findings_text(report(), SUMMARIES)

    assert f"\n{len(CHECKS)} checks over " in text
    assert " ".join(text.split()).endswith("nothing found.")


def test_what_nobody_could_look_at_is_told():
    assert "not looked at  claim-not-supported (4)" in findings_text(report(verdicts=()), SUMMARIES)


def test_waived_findings_are_counted_and_shown_when_asked_for():
    waiver = Waiver(check="empty-limitation", subject="L2", why="To come.", by="ana")
    done = report(limitations=EMPTY, waivers=(waiver,))

    assert "1 set aside." in findings_text(done, SUMMARIES)
    assert "To come." not in findings_text(done, SUMMARIES)
    assert "Set aside by ana: To come." in findings_text(done, SUMMARIES, with_all=True)


def test_the_list_of_checks_says_what_each_looks_for():
    text = checks_text(CHECKS, SUMMARIES, look=Look())

    assert len([line for line in text.splitlines() if not line.startswith(" ")]) == len(CHECKS)
