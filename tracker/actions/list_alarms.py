"""List the alarms of pairs, and how far each rule could look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bib.withholding import with_addresses_covered
from evidence.reviewing.alarm import VERSION, Alarm
from evidence.reviewing.alarm_report import AlarmsReport, PairAlarms, RuleTally
from tracker.actions.named_records import claim_named, work_named
from tracker.actions.refresh_alarms import refresh_alarms
from tracker.errors import UnknownRecordError
from tracker.library import IndexProgress, Library, no_progress
from tracker.storage.alarms import (
    PairKey,
    concerned,
    kept_digests,
    load_alarms,
    load_looks,
    pairs_to_look,
)
from tracker.storage.records import Records


def list_alarms(
    library: Library,
    *,
    rules: Iterable[str],
    claim: str = "",
    work: str = "",
    only: Collection[str] = (),
    progress: IndexProgress = no_progress,
) -> AlarmsReport:
    """The alarms of all pairs, of those of a claim, or of one pair; `only` of these rules.

    `rules` are the names of all rules, in their order. Raises `UnknownRecordError` and
    `UnknownWorkError`.
    """
    is_current = refresh_alarms(library, progress)
    with library.reading() as records:
        among = [str(claim_named(records, claim).id)] if claim else None
        key = _key(records, among, work) if work else ""
        alarms = load_alarms(records.connection, among=among)
        pairs = [
            pair
            for pair in records.review_pairs(claims=among)
            if pair.alarms and (not key or pair.work == key)
        ]
        said = {str(each.id): each.statement for each in records.claims({p.claim for p in pairs})}
        covers, looks = records.has_withheld(), load_looks(records.connection)
        raised = _raised(load_alarms(records.connection) if among else alarms)
    found = [
        PairAlarms(
            pair=pair,
            statement=_covered(said[pair.claim], covers=covers),
            alarms=tuple(
                _as_shown(each, covers=covers)
                for each in alarms.get((pair.claim, str(pair.work)), ())
                if not only or each.rule in only
            ),
        )
        for pair in pairs
    ]
    tallies = [
        RuleTally(
            rule=rule,
            raised=raised[rule],
            looked_at=looks.pairs - sum(looks.could_not.get(rule, {}).values()),
            could_not=looks.could_not.get(rule, {}),
        )
        for rule in rules
    ]
    return AlarmsReport(
        found=tuple(each for each in found if each.alarms),
        tallies=tuple(tallies),
        pairs=looks.pairs,
        is_current=is_current,
    )


def alarms_of_claim(records: Records, claim: str) -> dict[str, tuple[Alarm, ...]]:
    """Cited work → the alarms of its pair with the claim, as far as they are up to date."""
    connection = records.connection
    kept = kept_digests(connection, among=[claim])
    if not kept:
        return {}
    around = concerned(connection, claims_touched=[claim], works_touched=())
    fresh = {
        (pair.claim, pair.work)
        for pair in pairs_to_look(connection, version=VERSION, among=around)
        if kept.get((pair.claim, pair.work)) == pair.digest
    }
    covers = records.has_withheld()
    return {
        work: tuple(_as_shown(each, covers=covers) for each in found)
        for (of, work), found in load_alarms(connection, among=[claim]).items()
        if (of, work) in fresh
    }


def _key(records: Records, among: Collection[str] | None, name: str) -> str:
    work = work_named(records, name)
    cited = [str(each.work) for each in records.review_pairs(claims=among)]
    if among and work.key not in cited:
        (claim,) = among
        raise UnknownRecordError(
            "pair", f"{claim} × {work.key}", tuple(f"{claim} × {key}" for key in cited)
        )
    return str(work.key)


def _raised(alarms: Mapping[PairKey, Iterable[Alarm]]) -> Counter[str]:
    return Counter(rule for found in alarms.values() for rule in {each.rule for each in found})


def _as_shown(alarm: Alarm, *, covers: bool) -> Alarm:
    """The alarm without addresses, where those of any work are withheld."""
    source = _covered(alarm.source, covers=covers)
    message = _covered(alarm.message, covers=covers)
    if source == alarm.source:
        return alarm if message == alarm.message else replace(alarm, message=message)
    # The places are no longer what they were; all of the words are pointed to.
    return replace(alarm, message=message, source=source, start=0, end=len(source))


def _covered(words: str, *, covers: bool) -> str:
    return with_addresses_covered(words) if covers else words
