from dataclasses import replace

from evidence.baselines import mark, set_apart
from evidence.checking import CheckReport
from evidence.findings import Finding, Severity, Waiver


def a_finding(subject="L1.P1", check="uncited-node", message="It is so."):
    return Finding(check=check, severity=Severity.NOTE, subject=subject, message=message)


REPORT = CheckReport(
    findings=(a_finding(), a_finding("L1.P2"), a_finding("L1.P2", message="And so.")),
    checked={"uncited-node": 3},
    looked_at={"uncited-node": "nodes"},
)


def test_known_findings_stand_apart_from_new_ones():
    found = set_apart(REPORT, [("uncited-node", "L1.P1")])

    assert [mark(each) for each in found.known] == [("uncited-node", "L1.P1")]
    assert [each.subject for each in found.findings] == ["L1.P2", "L1.P2"]


def test_a_second_fault_at_a_subject_is_new():
    found = set_apart(REPORT, [("uncited-node", "L1.P2")])

    assert len(found.findings) == 2
    assert len(found.known) == 1


def test_better_words_make_no_new_fault():
    reworded = replace(REPORT, findings=(a_finding(message="Said otherwise."),))

    assert set_apart(reworded, [mark(a_finding())]).findings == ()


def test_what_was_mended_is_gone_unless_its_check_was_not_run():
    found = set_apart(REPORT, [("uncited-node", "L9.P9"), ("log", "log")])

    assert found.gone == (("uncited-node", "L9.P9"),)


def test_what_was_waived_since_is_not_gone():
    waiver = Waiver(check="uncited-node", subject="L2.P1", why="so", by="ana")
    report = replace(REPORT, waived=((a_finding("L2.P1"), waiver),))

    assert set_apart(report, [("uncited-node", "L2.P1")]).gone == ()


def test_without_a_baseline_nothing_is_known():
    assert set_apart(REPORT, []) == REPORT
