"""Keep what verifying came to, work by work, so that a review can show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from bib.dates import PartialDate
from bib.identity import Identified, Identity
from bib.works import Work
from tracker.actions.verify_works import Verification
from tracker.library import Library


def keep_identities(
    library: Library, done: Sequence[Verification], *, now: datetime, why: str = ""
) -> int:
    """Write the grade of each work beside it, in one deed; tell how many changed.

    A service that did not answer takes no earlier answer away.
    """
    with library.deed("verify", now=now, why=why) as deed:
        present = {
            str(work.key): work for work in deed.records.works([each.work.key for each in done])
        }
        changed = list(_graded(present, done, now.date()))
        deed.records.put_works(changed)
    return len(changed)


def _graded(present: dict[str, Work], done: Sequence[Verification], today: date) -> Iterator[Work]:
    for each in done:
        work = present.get(each.work.key)
        if work is None or (work.identified and each.identity is Identity.NOT_CHECKED):
            continue
        found = Identified(
            grade=each.identity,
            by=each.record.source if each.record else "",
            on=PartialDate(today.year, today.month, today.day),
            why=each.why,
        )
        # The day alone is no news: a second look that sees the same is no change.
        if work.identified is None or replace(work.identified, on=found.on) != found:
            yield replace(work, identified=found)
