"""Find the works that stand in the library twice, in two versions, or perhaps twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bib.duplicates.clusters import Duplicates, find_duplicates
from bib.duplicates.decision import Judgement, State
from bib.duplicates.differences import Difference, differences
from bib.works import Citekey, Work
from evidence.findings import Waiver
from evidence.withholding import work_as_shown
from tracker.library import Library
from tracker.storage.records import Records

# The check under which a pair is set aside as two works.
POSSIBLE_DUPLICATE = "possible-duplicate"
SIGN = " × "
_LOOKED_THROUGH = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePair:
    """Two works side by side: what they are to each other, why, and what differs."""

    one: Work
    other: Work
    state: State
    reason: str
    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatesReport:
    """`clusters` are works that are one for certain; `pairs` are theirs and all others.

    `works` counts those that were looked at. No withheld address stands in any of it.
    """

    clusters: tuple[tuple[Citekey, ...], ...]
    pairs: tuple[DuplicatePair, ...]
    works: int


def find_library_duplicates(library: Library, *, today: date) -> DuplicatesReport:
    """All duplicates of a library; pairs that are related, or were set aside, are two works."""
    with library.reading() as records:
        works = records.works()
        found = duplicates_of(works, records, today=today)
    return DuplicatesReport(
        clusters=tuple(tuple(works[place].key for place in each) for each in found.clusters),
        pairs=tuple(
            _pair(works[each.one], works[each.other], each.judgement) for each in found.pairs
        ),
        works=len(works),
    )


def duplicates_met(
    records: Records,
    works: Mapping[Citekey, Work],
    near: Iterable[tuple[Citekey, Citekey, Judgement]],
    *,
    today: date,
) -> tuple[DuplicatePair, ...]:
    """What works that are about to come are to each other and to those of the library.

    In a library of up to 2,000 works all are looked at; in a larger one only those are told that
    were met on the way, `near` ones, and the rest is for a search of its own.
    """
    if records.counts()["works"] + len(works) <= _LOOKED_THROUGH:
        present = {work.key: work for work in records.works()} | dict(works)
        listed = list(present.values())
        found = [
            (listed[each.one], listed[each.other], each.judgement)
            for each in duplicates_of(listed, records, today=today).pairs
        ]
    else:
        apart = set_aside(records.waivers(), today=today)
        met = [pair for pair in near if not {pair[:2], pair[1::-1]} & apart]
        keys = {key for pair in met for key in pair[:2]}
        present = {work.key: work for work in records.works(keys)} | dict(works)
        found = [(present[one], present[other], why) for one, other, why in met]
    return tuple(
        _pair(one, other, judgement)
        for one, other, judgement in found
        if one.key in works or other.key in works
    )


def duplicates_of(works: list[Work], records: Records, *, today: date) -> Duplicates:
    """The duplicates among these works of a library."""
    apart = {(work.key, related.work) for work in works for related in work.related} | set_aside(
        records.waivers(), today=today
    )
    return find_duplicates(works, apart=apart)


def set_aside(waivers: Iterable[Waiver], *, today: date) -> set[tuple[str, str]]:
    """The pairs of citekeys that a person has said are two works."""
    pairs = set()
    for waiver in waivers:
        one, sign, other = waiver.subject.partition(SIGN)
        if waiver.check == POSSIBLE_DUPLICATE and sign and not _has_run_out(waiver, today):
            pairs.add((one, other))
    return pairs


def _has_run_out(waiver: Waiver, today: date) -> bool:
    return waiver.until is not None and waiver.until < today


def _pair(one: Work, other: Work, judgement: Judgement) -> DuplicatePair:
    one, other = work_as_shown(one), work_as_shown(other)
    return DuplicatePair(
        one=one,
        other=other,
        state=judgement.state,
        reason=judgement.reason,
        differs=differences(one, other),
    )
