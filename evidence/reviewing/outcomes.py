"""Outcomes: what stands of a pair after one reading, after two, and after a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from evidence.verdicts import Verdict, VerdictState


class Consensus(StrEnum):
    """How far readers have come with a pair."""

    UNREAD = "unread"
    ONE_READER = "one reader"
    AGREED = "agreed"
    DISPUTED = "disputed"
    ADJUDICATED = "adjudicated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What stands of a pair; `state` is `None` where nothing does, or readers still differ.

    `readings` has each reader's latest, oldest first, without those taken back. `adjudication` is
    the decision between them, `None` where there is none or a reading came after it.
    """

    consensus: Consensus
    state: VerdictState | None = None
    readings: tuple[Verdict, ...] = ()
    adjudication: Verdict | None = None

    @property
    def standing(self) -> tuple[Verdict, ...]:
        """The verdicts that speak for the pair: the decision, or else all readings."""
        return (self.adjudication,) if self.adjudication else self.readings


@dataclass(frozen=True, slots=True)
class BlindReader:
    """A reader who sees what others found on a pair only after giving an own verdict on it.

    It is one of the `readers`; whoever is not among them sees everything.
    """

    name: str
    readers: frozenset[str]


def outcome(verdicts: Iterable[Verdict]) -> Outcome:
    """What stands of one pair, from all verdicts ever given on it."""
    latest: dict[tuple[str, bool], Verdict] = {}
    for verdict in sorted(verdicts, key=lambda each: each.read_at):
        place = verdict.reader, verdict.is_adjudication
        latest.pop(place, None)
        latest[place] = verdict
    given = [verdict for verdict in latest.values() if not verdict.is_taken_back]
    readings = tuple(verdict for verdict in given if not verdict.is_adjudication)
    decided = [verdict for verdict in given if verdict.is_adjudication]
    decision = decided[-1] if decided else None
    if decision and all(reading.read_at <= decision.read_at for reading in readings):
        return Outcome(
            consensus=Consensus.ADJUDICATED,
            state=decision.state,
            readings=readings,
            adjudication=decision,
        )
    states = {reading.state for reading in readings}
    if len(states) > 1:
        return Outcome(consensus=Consensus.DISPUTED, readings=readings)
    if not readings:
        return Outcome(consensus=Consensus.UNREAD)
    return Outcome(
        consensus=Consensus.AGREED if len(readings) > 1 else Consensus.ONE_READER,
        state=readings[0].state,
        readings=readings,
    )


def outcomes(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Outcome]:
    """(claim, work) → what stands of the pair, for every pair with a verdict."""
    given: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        given.setdefault((verdict.claim, verdict.work), []).append(verdict)
    return {pair: outcome(each) for pair, each in given.items()}


def visible_to(
    viewer: str, verdicts: Iterable[Verdict], *, readers: Collection[str]
) -> tuple[Verdict, ...]:
    """The verdicts that a reader may see where readings are blind.

    One of the `readers` sees what others found on a pair only after giving an own verdict on it;
    whoever is not among them sees everything.
    """
    given = tuple(verdicts)
    if viewer not in readers:
        return given
    # A verdict between readers is none on the pair itself, and one taken back shows nothing more.
    read = {pair for pair, each in outcomes(v for v in given if v.reader == viewer).items()
            if each.readings}  # fmt: skip
    return tuple(
        verdict
        for verdict in given
        if verdict.reader == viewer or (verdict.claim, verdict.work) in read
    )
