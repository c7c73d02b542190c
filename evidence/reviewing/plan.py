"""Plans of a spot check: which pairs to read for a guarantee, and what the readings say so far.

Two strata: pairs on which a conclusion hangs alone are all read; of the rest a sample is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.spot_check import (
    Guarantee,
    Stratum,
    bound_at_any_time,
    drawn,
    sample_size,
    upper_bound,
)
from evidence.reviewing.stakes import PairKey, Stake, Weight
from evidence.verdicts import VerdictState

WRONG = frozenset({VerdictState.NOT_SUPPORTED, VerdictState.CONTRADICTED})
"""What counts as a wrong citation, unless more is asked for."""

_UNDECIDED = frozenset({VerdictState.CANNOT_DETERMINE, VerdictState.SOURCE_UNAVAILABLE, None})
_NO_STAKE = Stake()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a spot check is for.

    `seed` decides the draw. `wrong` are the verdicts that count as faults. A sample of fixed size
    is read to its end and may hold as many of them as are `allowed`. One that `stops_early` is read
    until the guarantee holds, however often one looks: it takes a few readings more if all is well,
    and goes on where a fault is found.
    """

    guarantee: Guarantee
    seed: int
    wrong: frozenset[VerdictState] = WRONG
    allowed: int = 0
    stops_early: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the readings of one stratum have come.

    `unclear` were read and nobody could tell; they count among those read, and as wrong wherever a
    bound is given, since they may be.
    """

    size: int
    wanted: int
    read: int
    wrong: int
    unclear: int

    @property
    def stratum(self) -> Stratum:
        """As a bound sees it, at its worst."""
        return Stratum(size=self.size, read=self.read, wrong=self.wrong + self.unclear)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan, and what it has shown so far.

    `all_read` come first, then the sample in the order of the draw; `to_read` are those nobody has
    given a verdict on. `bound` is the most pairs of all that can be wrong, at the confidence asked
    for; `bound_if_clear` the same if all that is unclear were right. Before a sample of fixed size
    is read to its end they may be looked at, but only then is the guarantee given (`is_met`).
    `is_lost` tells that this plan can no longer give it.
    """

    aim: Aim
    population: int
    all_read: tuple[ReviewPair, ...]
    sample: tuple[ReviewPair, ...]
    to_read: tuple[ReviewPair, ...]
    certain: Progress
    drawn: Progress
    bound: int
    bound_if_clear: int
    is_met: bool
    is_lost: bool

    @property
    def tolerated(self) -> int:
        """The most pairs that may be wrong if the guarantee is to hold."""
        return self.aim.guarantee.intolerable(self.population) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """A plan with who reads for it, since when, and of which pairs it speaks.

    `missing` counts pairs of the plan that are there no more.
    """

    plan: Plan
    reader: str
    since: datetime
    missing: int = 0


Found = Mapping["PairKey", VerdictState | None]
"""What was found on the pairs that were read; `None` where readers differ."""


def plan(
    pairs: Sequence[ReviewPair], stakes: Mapping[PairKey, Stake], aim: Aim, found: Found
) -> Plan:
    """The plan for these pairs, and what the readings show so far.

    The same pairs and seed give the same sample.
    """
    at_stake = [pair for pair in pairs if _weight(pair, stakes) <= Weight.SOLE_SUPPORT]
    rest = [pair for pair in pairs if _weight(pair, stakes) > Weight.SOLE_SUPPORT]
    intolerable = aim.guarantee.intolerable(len(pairs))
    order = drawn(sorted(rest, key=lambda pair: pair.id), seed=aim.seed)
    size = _sample_size(len(rest), len(pairs), aim)
    certain = _progress(at_stake, found, size=len(at_stake), wrong=aim.wrong)
    if aim.stops_early:
        size = _size_if_all_goes_well(order, found, certain, aim, intolerable)
    sample = order[:size]
    random = _progress(sample, found, size=len(rest), wrong=aim.wrong)
    worst = _bound(certain, random, aim)
    best = _bound(_as_right(certain), _as_right(random), aim)
    is_done = aim.stops_early or random.read == random.wanted
    return Plan(
        aim=aim,
        population=len(pairs),
        all_read=tuple(at_stake),
        sample=sample,
        to_read=tuple(pair for pair in (*at_stake, *sample) if _key(pair) not in found),
        certain=certain,
        drawn=random,
        bound=worst,
        bound_if_clear=best,
        is_met=is_done and worst < intolerable,
        is_lost=random.wrong + certain.wrong >= intolerable
        or (not aim.stops_early and random.wrong > aim.allowed),
    )


def _sample_size(rest: int, population: int, aim: Aim) -> int:
    """How many of the rest to draw, if nothing is wrong among those that are all read."""
    if not rest:
        return 0
    tolerated = aim.guarantee.tolerated * population / rest
    if tolerated > 1:
        return 0
    hidden = Guarantee(confidence=aim.guarantee.confidence, tolerated=tolerated)
    return sample_size(rest, hidden, allowed=aim.allowed)


def _size_if_all_goes_well(
    order: Sequence[ReviewPair],
    found: Found,
    certain: Progress,
    aim: Aim,
    intolerable: int,
) -> int:
    """Where reading may stop if no further fault comes: after what was read, or all of it."""
    read = next((n for n, pair in enumerate(order) if _key(pair) not in found), len(order))
    so_far = _progress(order[:read], found, size=len(order), wrong=aim.wrong)
    bad = so_far.wrong + so_far.unclear
    # What is still to be read of those at stake is taken to be right.
    known = certain.wrong + certain.unclear
    planned = sample_size(len(order), aim.guarantee)
    low, high = read, len(order)
    while low < high:
        middle = (low + high) // 2
        stratum = Stratum(size=len(order), read=middle, wrong=bad)
        bound = bound_at_any_time(stratum, aim.guarantee.confidence, planned=planned)
        if known + bound < intolerable:
            high = middle
        else:
            low = middle + 1
    return low


def _weight(pair: ReviewPair, stakes: Mapping[PairKey, Stake]) -> Weight:
    return stakes.get(_key(pair), _NO_STAKE).weight


def _key(pair: ReviewPair) -> PairKey:
    return pair.claim, pair.work


def _progress(
    pairs: Sequence[ReviewPair], found: Found, *, size: int, wrong: frozenset[VerdictState]
) -> Progress:
    states = [found[_key(pair)] for pair in pairs if _key(pair) in found]
    return Progress(
        size=size,
        wanted=len(pairs),
        read=len(states),
        wrong=sum(state in wrong for state in states),
        unclear=sum(state in _UNDECIDED for state in states),
    )


def _as_right(found: Progress) -> Progress:
    return Progress(
        size=found.size, wanted=found.wanted, read=found.read, wrong=found.wrong, unclear=0
    )


def _bound(certain: Progress, random: Progress, aim: Aim) -> int:
    unread = certain.size - certain.read
    known = certain.wrong + certain.unclear + unread
    confidence = aim.guarantee.confidence
    if random.read == random.wanted and not aim.stops_early:
        return known + upper_bound(random.stratum, confidence)
    planned = sample_size(random.size, aim.guarantee)
    return known + bound_at_any_time(random.stratum, confidence, planned=planned)
