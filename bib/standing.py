"""How a work stands in the world (current, superseded, retracted, gone), signal by signal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bib.dates import PartialDate


class Standing(StrEnum):
    """The state a signal reports, mildest first."""

    CURRENT = "current"
    PREPRINT = "preprint"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    CONCERN = "concern"
    RETRACTED = "retracted"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingSignal:
    """One source's word on how a work stands; several signals are kept apart, never merged."""

    state: Standing
    since: PartialDate | None = None
    seen: str = ""
    note: str = ""


_GRAVITY = [
    Standing.CURRENT,
    Standing.PREPRINT,
    Standing.CORRECTED,
    Standing.SUPERSEDED,
    Standing.GONE,
    Standing.CONCERN,
    Standing.RETRACTED,
]


def gravest(signals: tuple[StandingSignal, ...]) -> Standing | None:
    """The state a reader must hear of first; `None` where no source has said anything."""
    return max((signal.state for signal in signals), key=_GRAVITY.index, default=None)
