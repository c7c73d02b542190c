"""The queue: which pairs a reader has yet to read, in which order, and why this one now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bib.identity import Identity
from bib.standing import Standing
from evidence.listing import listed
from evidence.reviewing.outcomes import Consensus
from evidence.reviewing.pairs import Anchor, ReviewPair
from evidence.reviewing.stakes import PairKey, Stake, Weight

READINGS_WANTED = 2
"""How many readers a pair should have."""

_NO_STAKE = Stake()


class Order(StrEnum):
    """In which order pairs are read.

    By what is at stake; by what looks wrong; work by work, so that each source is opened once; or
    as the paper runs.
    """

    STAKE = "stake"
    RISK = "risk"
    WORK = "work"
    PAPER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A pair in the queue, with what hangs on it."""

    pair: ReviewPair
    stake: Stake

    @property
    def why(self) -> tuple[str, ...]:
        """Why it stands there, in sentences, the weightiest first."""
        # Worked out when it is shown: of a long queue most places never are.
        return tuple(_reasons(self.pair, self.stake))


def awaits(pair: ReviewPair, reader: str, *, wanted: int = READINGS_WANTED) -> bool:
    """Whether a pair waits for this reader.

    A verdict of their own that became stale is asked for again. Nobody is asked for a reading of a
    pair that was decided, or that enough others have read, whoever they are.
    """
    if reader in pair.stale_readers:
        return True
    if reader in pair.readers or pair.consensus is Consensus.ADJUDICATED:
        return False
    return len(set(pair.readers) - set(pair.stale_readers)) + pair.unseen_readings < wanted


def queue(
    pairs: Iterable[ReviewPair], stakes: Mapping[PairKey, Stake], *, by: Order = Order.STAKE
) -> tuple[Place, ...]:
    """The pairs in that order, each with the reason for its place."""
    placed = [(pair, stakes.get((pair.claim, pair.work), _NO_STAKE)) for pair in pairs]
    if by is Order.WORK:
        heaviest: dict[str, tuple[object, ...]] = {}
        for pair, stake in placed:
            weight = _by_stake(pair, stake)
            heaviest[pair.work] = min(weight, heaviest.get(pair.work, weight))
        placed.sort(key=lambda each: (heaviest[each[0].work], each[0].work, each[0].position))
    else:
        key = _KEYS[by]
        placed.sort(key=lambda each: key(*each))
    return tuple([Place(pair=pair, stake=stake) for pair, stake in placed])


Rank = tuple[int, ...]


def _by_stake(pair: ReviewPair, stake: Stake) -> Rank:
    if stake is _NO_STAKE and not pair.has_disputed_figure and not pair.alarms:
        # Of very many pairs most are so; the same as below, only sooner.
        return 5, 0, 0, 0, 0, pair.position
    return (
        _rung(pair, stake),
        -len(stake.conclusions),
        -len(stake.steps),
        -len(stake.chains),
        -len(pair.alarms),
        pair.position,
    )


def _rung(pair: ReviewPair, stake: Stake) -> int:
    """Load-bearing, sole support, disputed figure, alarm, in a chain, the rest."""
    if stake.weight <= Weight.SOLE_SUPPORT:
        return int(stake.weight)
    if pair.has_disputed_figure:
        return 2
    if pair.alarms:
        return 3
    return 4 if stake.weight is Weight.IN_A_CHAIN else 5


def _by_risk(pair: ReviewPair, stake: Stake) -> Rank:
    return -_doubts(pair), *_by_stake(pair, stake)


def _by_paper(pair: ReviewPair, _stake: Stake) -> Rank:
    return (pair.position,)


_KEYS: Mapping[Order, Callable[[ReviewPair, Stake], Rank]] = {
    Order.STAKE: _by_stake,
    Order.RISK: _by_risk,
    Order.PAPER: _by_paper,
}

_GRAVE_STANDINGS = {Standing.CONCERN, Standing.RETRACTED, Standing.GONE}


def _doubts(pair: ReviewPair) -> int:
    """How many things speak against a pair, before anybody has read it."""
    signs = (
        pair.consensus is Consensus.DISPUTED,
        bool(pair.stale_readers),
        pair.has_disputed_figure,
        pair.identity is Identity.ANOTHER,
        pair.standing in _GRAVE_STANDINGS,
        pair.anchor is Anchor.ORPHANED,
        pair.is_ambiguous,
        pair.through_range,
    )
    return sum(signs) + len(pair.alarms)


def _reasons(pair: ReviewPair, stake: Stake) -> Iterable[str]:
    if stake.conclusions:
        whose = "its" if len(stake.conclusions) == 1 else "their"
        yield f"Without this work {listed(stake.conclusions)} would lose {whose} support."
    if stake.steps:
        yield f"It is the only support of {listed(stake.steps)}."
    elif stake.is_only_citation:
        yield "It is the only work the claim cites."
    if pair.has_disputed_figure:
        yield "A figure of the claim is disputed."
    if pair.alarms:
        yield f"Alarms: {', '.join(pair.alarms)}."
    if pair.stale_readers:
        yield f"What {listed(pair.stale_readers)} compared has been changed since."
    if pair.consensus is Consensus.DISPUTED:
        yield "Readers differ."
    if stake.chains and not stake.conclusions and not stake.steps:
        yield f"It serves {listed(stake.chains)}."
    if not stake.chains:
        yield "No conclusion rests on it."
