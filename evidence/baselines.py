"""Baselines: findings that are known and left for later, so that only new ones count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from evidence.checking import CheckReport
from evidence.findings import Finding

Mark = tuple[str, str]
"""Check and subject: what stays the same of a finding while its words may be improved."""


def mark(finding: Finding) -> Mark:
    """What a finding is known by."""
    return finding.check, finding.subject


def set_apart(report: CheckReport, known: Iterable[Mark]) -> CheckReport:
    """The report with known findings apart from new ones, and the marks that are met no more.

    A check that finds more at a subject than is known has found something new there. What belongs
    to checks that were not run is neither known nor gone.
    """
    left = Counter(each for each in known if each[0] in report.checked)
    fresh: list[Finding] = []
    old: list[Finding] = []
    for finding in report.findings:
        if left[mark(finding)]:
            left[mark(finding)] -= 1
            old.append(finding)
        else:
            fresh.append(finding)
    # What was set aside since is not mended.
    left.subtract(mark(finding) for finding, _ in report.waived)
    return replace(report, findings=tuple(fresh), known=tuple(old), gone=tuple((+left).elements()))
