"""What alarms came to: pair by pair, and for each rule how far it could look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.reviewing.alarm import Alarm
from evidence.reviewing.pairs import ReviewPair


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAlarms:
    """The alarms of one pair, of which the claim says this."""

    pair: ReviewPair
    statement: str
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTally:
    """How many pairs one rule raised an alarm on, looked at, and could not look at, by cause."""

    rule: str
    raised: int
    looked_at: int
    could_not: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsReport:
    """The alarms asked for, pair by pair as the paper runs, and the tallies over all `pairs`.

    They are not `current` in a library that may only be read and was changed since they were made.
    """

    found: tuple[PairAlarms, ...]
    tallies: tuple[RuleTally, ...]
    pairs: int
    is_current: bool = True

    @property
    def alarms(self) -> int:
        """How many alarms were found."""
        return sum(len(each.alarms) for each in self.found)
