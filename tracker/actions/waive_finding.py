"""Set a finding aside, with a reason."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches

from evidence.checks import CHECKS
from evidence.findings import Waiver
from tracker.errors import UnknownRecordError
from tracker.library import Library


def waive_finding(
    library: Library, code: str, subject: str, *, why: str, until: date | None, now: datetime
) -> Waiver:
    """Record a waiver; an earlier one for the same check and subject is replaced.

    Raises `UnknownRecordError` for a check that does not exist.
    """
    known = [check.NAME for check in CHECKS]
    if code not in known:
        raise UnknownRecordError("check", code, tuple(get_close_matches(code, known, n=3)))
    with library.deed("waive", now=now, why=why) as deed:
        waiver = Waiver(check=code, subject=subject, why=why, by=deed.who, until=until)
        deed.records.put_waivers([waiver])
    return waiver
