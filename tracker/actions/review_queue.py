"""The pairs under review: which a reader means, in what order, and what is known of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bib.citekeys import fold
from bib.works import Work
from evidence.reviewing.pairs import ReviewPair, Tally, tallies
from evidence.reviewing.queue import Order, Place, awaits, queue
from evidence.reviewing.stakes import PairKey, Stake, stakes
from evidence.selection import Selection
from tracker.actions.near_names import near_names
from tracker.actions.refresh_alarms import refresh_alarms
from tracker.actions.select_records import select_records
from tracker.actions.visible import blind_reader
from tracker.errors import UnknownWorkError
from tracker.library import IndexProgress, Library, no_progress
from tracker.storage.log import LogEntry
from tracker.storage.records import Records

WHAT_IS_ASKED: dict[str, Callable[[ReviewPair], str]] = {
    "identity": lambda pair: str(pair.identity or "not asked"),
    "standing": lambda pair: str(pair.standing or "unknown"),
    "anchor": lambda pair: str(pair.anchor),
    "scope": lambda pair: str(pair.scope),
    "verdict": lambda pair: str(pair.state or "none"),
    "freshness": lambda pair: str(pair.freshness or "none"),
    "consensus": lambda pair: str(pair.consensus),
}
"""The states of a pair by the name under which they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which pairs are meant.

    `states` are (question, answer) pairs of `WHAT_IS_ASKED`; answers to one question are
    alternatives, different questions must all hold. `alarms` are rules of which one was raised, any
    of them for "any". With `only_waiting`, only pairs that the reader has yet to read.
    """

    selection: Selection = Selection()  # noqa: RUF009 - a frozen value
    states: tuple[tuple[str, str], ...] = ()
    alarms: tuple[str, ...] = ()
    only_waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueue:
    """The pairs asked for, in order, and counts over them and over all pairs.

    `waiting` says how many of the pairs asked for the reader has yet to read.
    """

    reader: str
    places: tuple[Place, ...]
    tallies: tuple[Tally, ...]
    waiting: int
    total: int


def review_queue(
    library: Library,
    asked: Asked,
    *,
    reader: str = "",
    by: Order = Order.STAKE,
    progress: IndexProgress = no_progress,
) -> ReviewQueue:
    """The pairs a reader asks for, as that reader may see them.

    Alarms are brought up to date before, of which `progress` is told. Raises `UnknownRecordError`
    for a name that the selection has and the library has not.
    """
    name = reader or library.person()
    refresh_alarms(library, progress)
    every = _everything(library, name)
    wanted = library.settings.readings
    selected = _selected(library, every.pairs, asked.selection)
    is_all = not asked.states and not asked.alarms
    meant = list(selected) if is_all else [pair for pair in selected if _is_asked(pair, asked)]
    waiting = [pair for pair in meant if awaits(pair, name, wanted=wanted)]
    shown = waiting if asked.only_waiting else meant
    return ReviewQueue(
        reader=name,
        places=queue(shown, every.stakes, by=by),
        tallies=tallies(meant),
        waiting=len(waiting),
        total=len(every.pairs),
    )


def place_of(library: Library, claim: str, work: str, *, reader: str = "") -> Place | None:
    """One pair with what hangs on it; `None` where there is no such pair under review."""
    every = _everything(library, reader or library.person())
    for pair in every.pairs:
        if (pair.claim, pair.work) == (claim, work):
            (found,) = queue([pair], every.stakes)
            return found
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Everything:
    """All pairs as one reader may see them, and what hangs on each."""

    pairs: tuple[ReviewPair, ...]
    stakes: Mapping[PairKey, Stake]


def _everything(library: Library, reader: str) -> _Everything:
    blind = blind_reader(library, reader)

    def worked_out(records: Records) -> _Everything:
        pairs = tuple(records.review_pairs(blind=blind))
        citing: dict[str, list[str]] = {}
        for pair in pairs:
            citing.setdefault(pair.claim, []).append(pair.work)
        return _Everything(pairs=pairs, stakes=stakes(records.nodes(), records.links(), citing))

    def with_verdicts(
        records: Records, before: _Everything, deeds: Sequence[LogEntry]
    ) -> _Everything | None:
        claims = _claims_judged(deeds)
        if claims is None:
            return None
        anew = {pair.id: pair for pair in records.review_pairs(blind=blind, claims=claims)}
        pairs = tuple([_renewed(pair, anew) if pair.claim in claims else pair
                       for pair in before.pairs])  # fmt: skip
        return _Everything(pairs=pairs, stakes=before.stakes)

    name = f"pairs for {blind.name if blind else 'all'}"
    return library.remembered(name, worked_out, follow=with_verdicts)


def _claims_judged(deeds: Iterable[LogEntry]) -> set[str] | None:
    """The claims on which these deeds gave verdicts; `None` if they did anything else."""
    claims: set[str] = set()
    for deed in deeds:
        if set(deed.details) != {"put"} or set(deed.details["put"]) != {"verdict"}:
            return None
        claims |= {each.partition(" × ")[0] for each in deed.subjects if " × " in each}
    return claims


def _renewed(pair: ReviewPair, anew: Mapping[str, ReviewPair]) -> ReviewPair:
    """The pair as it is now, at the place that it had."""
    return replace(anew[pair.id], position=pair.position)


def _selected(
    library: Library, pairs: Iterable[ReviewPair], selection: Selection
) -> Iterator[ReviewPair]:
    """The pairs whose claim is selected; a work selected is the cited one."""
    if selection.is_everything:
        yield from pairs
        return
    selected = select_records(library, replace(selection, works=()))
    works = _keys(selection.works, tuple(selected.corpus.works))
    claims = {claim.id for claim in selected.claims}
    for pair in pairs:
        if pair.claim in claims and (not works or pair.work in works):
            yield pair


def _keys(names: Iterable[str], works: Sequence[Work]) -> set[str]:
    """The citekeys that works have now, for keys and older keys in any case."""
    known = {fold(alias): str(work.key) for work in works for alias in work.aliases}
    known |= {fold(work.key): str(work.key) for work in works}
    for name in names:
        if fold(name) not in known:
            raise UnknownWorkError(name, near_names(name, [str(work.key) for work in works]))
    return {known[fold(name)] for name in names}


def _is_asked(pair: ReviewPair, asked: Asked) -> bool:
    answers: dict[str, set[str]] = {}
    for question, answer in asked.states:
        answers.setdefault(question, set()).add(answer)
    if any(WHAT_IS_ASKED[question](pair) not in wanted for question, wanted in answers.items()):
        return False
    if not asked.alarms:
        return True
    return bool(pair.alarms) if "any" in asked.alarms else bool({*pair.alarms} & {*asked.alarms})
