"""Findings as data: our own JSON, SARIF 2.1.0, and workflow commands of GitHub Actions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from inspect import getdoc

from evidence.checking import Check, CheckReport
from evidence.findings import Finding, Severity, Waiver
from tracker.render.objects import Object, finding_object, waiver_object

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def report_object(report: CheckReport, files: Mapping[str, str]) -> Object:
    """The report; `file` names the place in the corpus form."""
    return {
        "findings": [_with_file(finding, files) for finding in report.findings],
        "known": [_with_file(finding, files) for finding in report.known],
        "gone": [{"check": check, "subject": subject} for check, subject in report.gone],
        "checked": dict(report.checked),
        "looked_at": dict(report.looked_at),
        "skipped": [
            {"check": skip.check, "count": skip.count, "why": skip.why} for skip in report.skipped
        ],
        "waived": [
            _with_file(finding, files) | {"waiver": waiver_object(waiver)}
            for finding, waiver in report.waived
        ],
    }


def sarif(
    report: CheckReport, checks: Sequence[Check], files: Mapping[str, str], *, version: str
) -> Object:
    """The report as SARIF; what was waived is there, suppressed with its reason."""
    ran = [check for check in checks if check.NAME in report.checked]
    index = {check.NAME: place for place, check in enumerate(ran)}
    results = [_result(finding, index, files) for finding in report.findings]
    if report.known or report.gone:
        # Against a baseline, SARIF wants to be told of every result how it stands to it.
        results = [result | {"baselineState": "new"} for result in results]
        known = (_result(finding, index, files) for finding in report.known)
        results += [result | {"baselineState": "unchanged"} for result in known]
    results += [_result(finding, index, files, waiver) for finding, waiver in report.waived]
    driver = {"name": "evtrack", "version": version, "rules": [_rule(check) for check in ran]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def workflow_commands(report: CheckReport, files: Mapping[str, str]) -> str:
    """One line a finding, which GitHub shows beside the file."""
    lines = [
        f"::{_COMMANDS[finding.severity]} file={_property(files.get(finding.subject, ''))},"
        f"title={_property(f'{finding.check} {finding.subject}')}::{_data(finding.message)}"
        for finding in report.findings
    ]
    return "".join(f"{line}\n" for line in lines)


def _with_file(finding: Finding, files: Mapping[str, str]) -> Object:
    return finding_object(finding) | {"file": files.get(finding.subject)}


def _rule(check: Check) -> Object:
    first, _, rest = (getdoc(check) or "").partition("\n\n")
    return {
        "id": check.NAME,
        "shortDescription": {"text": " ".join(first.split())},
        "fullDescription": {"text": " ".join(rest.split()) or " ".join(first.split())},
        "defaultConfiguration": {"level": _LEVELS[check.SEVERITY]},
    }


def _result(
    finding: Finding,
    index: Mapping[str, int],
    files: Mapping[str, str],
    waiver: Waiver | None = None,
) -> Object:
    place = {"fullyQualifiedName": finding.subject, "kind": "member"}
    location: Object = {"logicalLocations": [place]}
    if uri := files.get(finding.subject):
        location["physicalLocation"] = {"artifactLocation": {"uri": uri}}
    # What a finding is about stays the same while its words may be improved.
    mark = hashlib.sha256(f"{finding.check}\n{finding.subject}".encode()).hexdigest()
    result: Object = {
        "ruleId": finding.check,
        "ruleIndex": index[finding.check],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.subject}: {finding.message}"},
        "locations": [location],
        "partialFingerprints": {"subject/v1": mark},
    }
    if waiver:
        result["suppressions"] = [{"kind": "external", "justification": waiver.why}]
    return result


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
