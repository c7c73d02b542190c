from __future__ import annotations

from datetime import date

from evidence.checking import run
from evidence.checks import CHECKS
from evidence.findings import Severity, Waiver
from evidence.holdings import Holdings, LogState
from evidence.verdicts import VerdictState
from tests.builders import a_citation, a_claim, a_limitation, a_link, a_sound_corpus, a_verdict

TODAY = date(2026, 11, 23)
LOG = LogState(entries=1)


def report(corpus, **parts):
    return run(CHECKS, Holdings.of(corpus, log=LOG), today=TODAY, **parts)


def test_a_sound_corpus_has_no_findings_and_says_how_much_was_looked_at():
    done = report(a_sound_corpus())

    assert done.findings == ()
    assert done.checked["uncited-node"] == 3
    assert set(done.checked) == {check.NAME for check in CHECKS}


def test_findings_come_gravest_first_then_in_natural_order():
    lonely = [
        a_claim(f"ding2025-{i}", citations=(a_citation("flynn2022", number=1),)) for i in (1, 2)
    ]
    corpus = a_sound_corpus(
        claims=(*lonely, a_claim("roe2020-1")),
        limitations=(a_limitation("L1"), a_limitation("L10"), a_limitation("L2")),
    )

    done = report(corpus)

    shown = [(finding.severity, finding.subject) for finding in done.findings]
    assert shown == [
        (Severity.ERROR, "L2"),
        (Severity.ERROR, "L10"),
        (Severity.WARNING, "L1.P1"),
        (Severity.WARNING, "L1.P2"),
    ]


def test_only_the_checks_asked_for_are_run():
    done = report(a_sound_corpus(limitations=()), only={"chain-loop"})

    assert done.findings == ()
    assert list(done.checked) == ["chain-loop"]


def test_a_waived_finding_is_set_aside_with_its_reason_until_its_day():
    def corpus(until):
        waiver = Waiver(
            check="claim-not-supported",
            subject="ding2025-1 × flynn2022",
            why="Read too strictly.",
            by="ana",
            until=until,
        )
        verdict = a_verdict("ding2025-1", "flynn2022", state=VerdictState.CONTRADICTED)
        return a_sound_corpus(verdicts=(verdict,), waivers=(waiver,))

    valid, expired = report(corpus(TODAY)), report(corpus(date(2026, 11, 22)))

    assert valid.findings == ()
    assert valid.waived[0][1].why == "Read too strictly."
    assert len(expired.findings) == 1


def test_pairs_that_nobody_compared_are_told_beside_the_findings():
    (skip,) = report(a_sound_corpus(verdicts=())).skipped

    assert (skip.check, skip.count) == ("claim-not-supported", 4)


def test_a_chain_with_a_loop_is_reported_and_not_followed():
    links = (a_link("L1.P1", "supports", "L1.P1"),)

    done = report(a_sound_corpus(links=links))

    assert "chain-loop" in {finding.check for finding in done.findings}
    assert {skip.check for skip in done.skipped} >= {"uncited-node"}
