"""Make one work of several, or two versions of one another; what was there can be had back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bib.duplicates.decision import State, judge
from bib.duplicates.portraits import Kind, portrait
from bib.merging import merge
from bib.problems import Doubt
from bib.renaming import with_references
from bib.works import Citekey, Related, Work, WorkRelation
from evidence.corpus import Corpus
from evidence.findings import Waiver
from evidence.renaming import with_names
from evidence.verdicts import Verdict
from tracker.actions.find_duplicates import POSSIBLE_DUPLICATE, SIGN, duplicates_of
from tracker.actions.named_records import work_named
from tracker.actions.rename_work import attachment_pairs, mentioning, pairs_of
from tracker.errors import NotMergeableError
from tracker.library import Deed, IndexProgress, Library, no_progress
from tracker.storage.records import Records

# From what is least settled to what is most; the first of two versions is one of the second.
_SETTLED = [
    Kind.OTHER,
    Kind.PREPRINT,
    Kind.REPORT,
    Kind.THESIS,
    Kind.CONFERENCE,
    Kind.CHAPTER,
    Kind.ARTICLE,
    Kind.BOOK,
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The work that was kept, those that went into it, and where they disagreed with it."""

    kept: Citekey
    gone: tuple[Citekey, ...]
    conflicts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What became of the works; `seq` is the number of the deed in the log, to undo it by.

    `related` are pairs of which the first is now a version of the second. `left` are clusters that
    were not merged, with the reason. All are empty and `seq` is `None` where nothing was done.
    """

    merged: tuple[Merged, ...] = ()
    related: tuple[tuple[Citekey, Citekey], ...] = ()
    left: tuple[tuple[tuple[Citekey, ...], str], ...] = ()
    seq: int | None = None


def merge_certain(
    library: Library,
    *,
    is_dry_run: bool = False,
    now: datetime,
    why: str = "",
    progress: IndexProgress = no_progress,
) -> MergeReport:
    """Merge what is one work for certain and relate what are two versions, in one deed."""
    if is_dry_run:
        with library.reading() as records:
            return _plan_certain(records, now).report
    with library.deed("merge", now=now, why=why, progress=progress) as deed:
        return _do(deed, _plan_certain(deed.records, now))


def merge_pair(
    library: Library,
    one: str,
    other: str,
    *,
    as_one: bool = False,
    is_dry_run: bool = False,
    now: datetime,
    why: str = "",
) -> MergeReport:
    """Merge the second work into the first; two versions are related instead, unless `as_one`.

    Raises `UnknownWorkError`, `NotMergeableError`.
    """
    if is_dry_run:
        with library.reading() as records:
            return _plan_pair(records, one, other, as_one=as_one, now=now).report
    with library.deed("merge", now=now, why=why) as deed:
        return _do(deed, _plan_pair(deed.records, one, other, as_one=as_one, now=now))


def set_apart(
    library: Library, one: str, other: str, *, now: datetime, why: str
) -> tuple[Citekey, Citekey]:
    """Record that two works are two, so that they are not taken for duplicates again.

    Raises `UnknownWorkError`.
    """
    with library.deed("set apart", now=now, why=why) as deed:
        first, second = (work_named(deed.records, key).key for key in (one, other))
        subject = f"{first}{SIGN}{second}"
        waiver = Waiver(check=POSSIBLE_DUPLICATE, subject=subject, why=why, by=deed.who)
        deed.records.put_waivers([waiver])
        deed.changed(first, second)
    return first, second


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    report: MergeReport
    pairs: Sequence[tuple[object, object | None]] = ()


def _plan_certain(records: Records, now: datetime) -> _Plan:
    works = records.works()
    found = duplicates_of(works, records, today=now.date())
    before = mentioning(records, [])
    ranks = _ranks(works, before)
    clusters = [
        sorted((works[place] for place in cluster), key=lambda work: ranks[work.key])
        for cluster in found.clusters
    ]
    versions = [
        (works[pair.one], works[pair.other])
        for pair in found.pairs
        if pair.judgement.state is State.VERSION
    ]
    return _plan(records, clusters, versions, before, now)


def _plan_pair(records: Records, one: str, other: str, *, as_one: bool, now: datetime) -> _Plan:
    first, second = work_named(records, one), work_named(records, other)
    if first.key == second.key:
        raise NotMergeableError(one, other, "they are one already")
    judgement = judge(portrait(first, 0), portrait(second, 1))
    is_version = judgement is not None and judgement.state is State.VERSION
    before = mentioning(records, [])
    if is_version and not as_one:
        return _plan(records, [], [(first, second)], before, now)
    plan = _plan(records, [[first, second]], [], before, now)
    if plan.report.left:
        raise NotMergeableError(first.key, second.key, plan.report.left[0][1])
    return plan


def _plan(
    records: Records,
    clusters: Iterable[Sequence[Work]],
    versions: Iterable[tuple[Work, Work]],
    evidence: Corpus,
    now: datetime,
) -> _Plan:
    verdicts = _by_work(evidence.verdicts)
    merged: list[Merged] = []
    left: list[tuple[tuple[Citekey, ...], str]] = []
    becomes: dict[Citekey, Work | None] = {}
    names: dict[str, str] = {}
    originals: dict[Citekey, Work] = {}
    for works in clusters:
        if why := _hindrance(works, verdicts):
            left.append((tuple(work.key for work in works), why))
            continue
        work, conflicts = _merge_all(works, now)
        merged.append(
            Merged(kept=work.key, gone=tuple(each.key for each in works[1:]), conflicts=conflicts)
        )
        originals |= {each.key: each for each in works}
        becomes |= {each.key: None for each in works[1:]} | {work.key: work}
        names |= {each.key: work.key for each in works[1:]}
    related = _relate(versions, names, becomes, originals)
    pairs = _with_mentions(records, evidence, names, becomes, originals)
    pairs += attachment_pairs(records, names)
    report = MergeReport(merged=tuple(merged), related=tuple(related), left=tuple(left))
    return _Plan(report=report, pairs=pairs)


def _merge_all(works: Sequence[Work], now: datetime) -> tuple[Work, tuple[Doubt, ...]]:
    kept, *others = works
    conflicts: list[Doubt] = []
    for other in others:
        merging = merge(kept, other, origin=f"{other.key}, merged on {now.date()}")
        kept = merging.work
        conflicts += merging.conflicts
    return kept, tuple(conflicts)


def _hindrance(works: Sequence[Work], verdicts: Mapping[str, list[Verdict]]) -> str:
    """Why these works cannot become one without losing what a person decided, if so."""
    numbers = sorted({work.cited_as for work in works if work.cited_as is not None})
    if len(numbers) > 1:
        return f"the survey cites them under two numbers, {numbers[0]} and {numbers[1]}"
    given: dict[tuple[str, str, datetime], Verdict] = {}
    for verdict in (each for work in works for each in verdicts.get(work.key, [])):
        place = verdict.claim, verdict.reader, verdict.read_at
        if replace(given.setdefault(place, verdict), work=verdict.work) != verdict:
            return f"{verdict.reader} has given two verdicts on {verdict.claim} that differ"
    return ""


def _relate(
    versions: Iterable[tuple[Work, Work]],
    names: Mapping[str, str],
    becomes: dict[Citekey, Work | None],
    originals: dict[Citekey, Work],
) -> list[tuple[Citekey, Citekey]]:
    """Add to each less settled version that it is one of the other; tells of the pairs."""
    related: dict[frozenset[str], tuple[Citekey, Citekey]] = {}
    for one, other in versions:
        source, target = sorted((one, other), key=_settled)
        keys = tuple(Citekey(names.get(each.key, each.key)) for each in (source, target))
        if keys[0] == keys[1] or frozenset(keys) in related:
            continue
        original = source if keys[0] == source.key else originals[keys[0]]
        originals.setdefault(keys[0], original)
        work = becomes.get(keys[0]) or original
        version = Related(relation=WorkRelation.VERSION_OF, work=keys[1])
        if any(each.work == keys[1] for each in work.related):
            continue
        becomes[keys[0]] = replace(work, related=(*work.related, version))
        related[frozenset(keys)] = (keys[0], keys[1])
    return list(related.values())


def _settled(work: Work) -> tuple[int, int, str]:
    return _SETTLED.index(portrait(work).kind), work.year or 0, work.key


def _with_mentions(
    records: Records,
    evidence: Corpus,
    names: Mapping[str, str],
    becomes: Mapping[Citekey, Work | None],
    originals: Mapping[Citekey, Work],
) -> list[tuple[object, object | None]]:
    """All records to be replaced: the works, and what mentions those that are gone."""
    kept = Corpus(bibliography=tuple(work for work in becomes.values() if work is not None))
    renamed = {work.key: with_references(work, names) for work in with_names(kept, names, {}).works}
    pairs: list[tuple[object, object | None]] = [
        (originals[key], None if work is None else renamed[work.key])
        for key, work in becomes.items()
    ]
    others = tuple(each for each in _referring(records, names) if each.key not in becomes)
    before = replace(evidence, bibliography=others)
    changed = pairs_of(before, with_names(before, names, {}), names)
    touched = {id(old) for old, _ in changed}
    decided = [each for each in (*evidence.verdicts, *evidence.waivers) if id(each) not in touched]
    taken = {_name(each) for each in decided}
    for old, new in changed:
        # Said of both works, it is said once of the one.
        is_said = _name(new) in taken
        pairs.append((old, None if is_said else new))
        taken |= {_name(new)} - {()}
    return pairs


def _name(record: object) -> tuple[object, ...]:
    """What names a record of a kind of which two may come to be called the same."""
    if isinstance(record, Verdict):
        return "verdict", record.claim, record.work, record.reader, record.read_at
    if isinstance(record, Waiver):
        return "waiver", record.check, record.subject
    return ()


def _referring(records: Records, names: Mapping[str, str]) -> list[Work]:
    """The works that refer to one of those that go; one look at all where many go."""
    if len(names) > 20:
        return records.works()
    return list(
        {work.key: work for key in names for work in records.works_mentioning(key)}.values()
    )


def _do(deed: Deed, plan: _Plan) -> MergeReport:
    report = plan.report
    if not report.merged and not report.related:
        return report
    seq = deed.records.head()[0] + 1
    deed.records.replace(plan.pairs, can_be_undone=True)
    deed.note(
        merged=[{"into": each.kept, "gone": list(each.gone)} for each in report.merged],
        related=[list(pair) for pair in report.related],
    )
    return replace(report, seq=seq)


def _ranks(works: Sequence[Work], evidence: Corpus) -> dict[str, tuple[object, ...]]:
    """By citekey what decides which work of several is kept: the lowest is."""
    used = {claim.work for claim in evidence.claims}
    used |= {each.work for claim in evidence.claims for each in claim.citations}
    used |= {key for node in evidence.nodes for key in node.carried}
    return {
        work.key: (
            work.key != evidence.about.survey,
            work.cited_as is None,
            work.key not in used,
            -sum(bool(value.strip()) for value in work.fields.values()),
            place,
        )
        for place, work in enumerate(works)
    }


def _by_work(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    found: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        found[verdict.work].append(verdict)
    return found
