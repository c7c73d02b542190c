"""Set a finding aside, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from evidence.checks import CHECKS
from evidence.findings import Waiver
from tracker.actions.near_names import near_names
from tracker.actions.run_checks import run_checks
from tracker.errors import UnknownRecordError
from tracker.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiving:
    """A waiver as recorded; `is_met` tells whether there is such a finding at present."""

    waiver: Waiver
    is_met: bool


def waive_finding(
    library: Library, code: str, subject: str, *, why: str, until: date | None, now: datetime
) -> Waiving:
    """Record a waiver; an earlier one for the same check and subject is replaced.

    Raises `UnknownRecordError` for a check that does not exist.
    """
    known = [check.NAME for check in CHECKS]
    if code not in known:
        raise UnknownRecordError("check", code, near_names(code, known))
    report = run_checks(library, now=now, only=[code]).report
    found = [*report.findings, *(finding for finding, _ in report.waived)]
    with library.deed("waive", now=now, why=why) as deed:
        waiver = Waiver(check=code, subject=subject, why=why, by=deed.who, until=until)
        deed.records.put_waivers([waiver])
    return Waiving(waiver=waiver, is_met=any(each.subject == subject for each in found))
