"""Take editorial notices on works into their standing, each source's word kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bib.sources.records import STANDING_OF, Notice, NoticeKind
from bib.standing import Standing, StandingSignal
from bib.withholding import without_addresses_in
from bib.works import LinkPolicy, Work
from tracker.library import Library
from tracker.storage.records import Records

_NO_VENUE = re.compile(r"arxiv|\bcorr\b|rxiv|ssrn|preprint", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenNotice:
    """A signal that a work did not have before."""

    work: str
    signal: StandingSignal


def take_notices(
    library: Library,
    notices: Mapping[str, Sequence[Notice]],
    *,
    now: datetime,
    why: str = "",
    is_dry_run: bool = False,
) -> tuple[TakenNotice, ...]:
    """Add what notices say, by citekey, in one deed; what is on record already is not doubled.

    No notice changes or removes a signal that is there.
    """
    if is_dry_run or not any(notices.values()):
        with library.reading() as records:
            return _taken(records, notices, now.date())[1]
    with library.deed("notices", now=now, why=why) as deed:
        works, taken = _taken(deed.records, notices, now.date())
        deed.records.put_works(works)
    return taken


def _taken(
    records: Records, notices: Mapping[str, Sequence[Notice]], asked_on: date
) -> tuple[list[Work], tuple[TakenNotice, ...]]:
    works: list[Work] = []
    taken: list[TakenNotice] = []
    for work in records.works([key for key, said in notices.items() if said]):
        known = {_essence(signal) for signal in work.standing}
        fresh: list[StandingSignal] = []
        for notice in notices[work.key]:
            for signal in _signals(work, notice, asked_on):
                if _essence(signal) not in known:
                    known.add(_essence(signal))
                    fresh.append(signal)
        if fresh:
            works.append(replace(work, standing=(*work.standing, *fresh)))
            taken += [TakenNotice(work=work.key, signal=signal) for signal in fresh]
    return works, tuple(taken)


def _signals(work: Work, notice: Notice, asked_on: date) -> Iterator[StandingSignal]:
    if notice.kind is NoticeKind.PUBLISHED and _says_where_it_was_published(work, notice):
        return
    told = f"{notice.kind.capitalize()}: {notice.notice}" if notice.notice else notice.kind
    note = f"{told[:1].upper()}{told[1:]}. {notice.said}".strip()
    signal = StandingSignal(
        state=STANDING_OF[notice.kind],
        since=notice.since,
        seen=f"{notice.source}, {asked_on}",
        note=without_addresses_in(note) if work.link_policy is LinkPolicy.WITHHOLD else note,
    )
    if notice.kind is NoticeKind.PUBLISHED:
        yield replace(signal, state=Standing.PREPRINT, since=None, note="A preprint.")
    yield signal


def _says_where_it_was_published(work: Work, notice: Notice) -> bool:
    """Whether the work is cited as what it became, with the preprint's number beside."""
    if f"doi:{work.ids.get('doi', '')}" == notice.notice:
        return True
    venue = work.fields.get("journal", "") or work.fields.get("booktitle", "")
    return bool(venue) and not _NO_VENUE.search(venue)


def _essence(signal: StandingSignal) -> tuple[object, ...]:
    """What makes two signals the same word of the same source, on whatever day it was asked."""
    return signal.state, signal.since, signal.seen.rpartition(", ")[0], signal.note
