"""Run checks over a library and set waived findings aside."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from evidence.checking import CheckReport, run
from evidence.checks import CHECKS
from evidence.holdings import Holdings, LogState
from tracker.library import Library
from tracker.storage.log import verify_log


def run_checks(library: Library, *, now: datetime, only: Collection[str] = ()) -> CheckReport:
    """Run the named checks, or all, on one consistent state of the library."""
    with library.reading() as records:
        corpus = records.corpus()
        entries = records.log()
    log = LogState(entries=len(entries), broken_at=verify_log(entries))
    return run(CHECKS, Holdings.of(corpus, log=log), today=now.date(), only=only)
