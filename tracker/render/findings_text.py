"""Findings for the terminal, gathered by check, with how much was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evidence.checking import Check, CheckReport
from evidence.findings import Finding, Severity
from tracker.render.lists import display_width
from tracker.render.terminal import Look, finished, paragraph

_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.NOTE: "·"}
_TONES = {Severity.ERROR: "bad", Severity.WARNING: "fair", Severity.NOTE: "dim"}
_LONGEST_SUBJECT = 28


def findings_text(
    report: CheckReport,
    summaries: dict[str, str],
    *,
    look: Look | None = None,
    with_all: bool = False,
) -> str:
    """Every finding under its check; `with_all` shows the waived ones too, with their reasons."""
    look = look or Look()
    lines: list[str] = []
    for severity, check in dict.fromkeys((each.severity, each.check) for each in report.findings):
        found = [
            finding
            for finding in report.findings
            if (finding.severity, finding.check) == (severity, check)
        ]
        lines += [*_group(severity, check, summaries.get(check, ""), found, look), ""]
    if with_all:
        lines += _known(report, look)
        lines += _waived(report, look)
    lines += _skipped(report, look)
    lines += paragraph("", summary(report), look=look)
    return finished("\n".join(lines), look)


def summary(report: CheckReport) -> str:
    """One line: what was looked at, what was found, what was set aside."""
    counts = Counter(finding.severity for finding in report.findings)
    looked = dict.fromkeys(
        _counted(report.checked[name], what) for name, what in report.looked_at.items()
    )
    found = ", ".join(
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )
    aside = f" {len(report.waived)} set aside." if report.waived else ""
    aside += f" {len(report.known):,} known from the baseline." if report.known else ""
    aside += f" {len(report.gone):,} of the baseline gone." if report.gone else ""
    checks = "1 check" if len(report.checked) == 1 else f"{len(report.checked)} checks"
    return f"{checks} over {', '.join(looked)}: {found or 'nothing found'}.{aside}"


def checks_text(checks: Sequence[Check], summaries: dict[str, str], *, look: Look) -> str:
    """Every check in a line."""
    size = max(display_width(check.NAME) for check in checks)
    lines: list[str] = []
    for check in checks:
        lead = f"{check.NAME:<{size}}  {check.SEVERITY:<7}  "
        lines += paragraph(lead, summaries[check.NAME], look=look)
    return finished("\n".join(lines), look)


def _counted(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what.removesuffix('ies')}y" if what.endswith("ies") else f"1 {what[:-1]}"
    return f"{count:,} {what}"


def _group(
    severity: Severity, check: str, told: str, found: Sequence[Finding], look: Look
) -> list[str]:
    count = f" ({len(found)})" if len(found) > 1 else ""
    lead = f"{_SIGNS[severity]} {severity}  {check}{count}  "
    lines = paragraph(lead, told, look=look, tone=_TONES[severity], indent=4)
    size = min(max(display_width(each.subject) for each in found), _LONGEST_SUBJECT)
    for each in found:
        if display_width(each.subject) <= size:
            pad = " " * (size - display_width(each.subject))
            lines += paragraph(f"    {each.subject}{pad}  ", each.message, look=look)
        else:
            lines += paragraph("    ", each.subject, look=look)
            lines += paragraph(" " * 8, each.message, look=look)
    return lines


def _known(report: CheckReport, look: Look) -> list[str]:
    lines = []
    for finding in report.known:
        lead = f"– known  {finding.check}  {finding.subject}  "
        lines += paragraph(lead, finding.message, look=look, tone="dim", indent=4)
    return [*lines, ""] if lines else []


def _waived(report: CheckReport, look: Look) -> list[str]:
    lines = []
    for finding, waiver in report.waived:
        until = f", until {waiver.until}" if waiver.until else ""
        text = f"{finding.message} Set aside by {waiver.by}{until}: {waiver.why}"
        lead = f"– waived  {finding.check}  {finding.subject}  "
        lines += paragraph(lead, text, look=look, tone="dim", indent=4)
    return [*lines, ""] if lines else []


def _skipped(report: CheckReport, look: Look) -> list[str]:
    lines = []
    for skip in report.skipped:
        lead = f"– not looked at  {skip.check} ({skip.count:,})  "
        lines += paragraph(lead, skip.why, look=look, tone="dim", indent=4)
    return [*lines, ""] if lines else []
