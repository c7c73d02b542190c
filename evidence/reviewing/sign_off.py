"""Sign-offs: a reviewed state that somebody put their name to, and what was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evidence.reviewing.pairs import ReviewPair

QUESTIONS = ("verdict", "freshness", "identity", "standing", "anchor")
"""What is kept of each pair, in this order."""

States = Mapping[str, Sequence[str]]
"""Pair → its answers to `QUESTIONS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """A reviewed state: who answers for it, when, and what was open then.

    `counts` are those of the report at that time. `entry` and `hash` are the last of the log on
    which it was given. It `is_whole` if all pairs were meant and not a selection.
    """

    name: str
    at: datetime
    why: str = ""
    entry: int = 0
    hash: str = ""
    is_whole: bool = True
    counts: Mapping[str, int]
    states: States


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A pair that is no longer as it was signed off; `answers` are (question, then, now)."""

    pair: ReviewPair
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceSignOff:
    """What was changed since; `new` came later, `gone` (by name) are there no more."""

    sign_off: SignOff
    unchanged: int = 0
    reopened: tuple[Reopened, ...] = ()
    new: tuple[ReviewPair, ...] = ()
    gone: tuple[str, ...] = ()


def states_of(pairs: Iterable[ReviewPair]) -> dict[str, list[str]]:
    """What a sign-off keeps of the pairs."""
    return {pair.id: _answers(pair) for pair in pairs}


def since(sign_off: SignOff, pairs: Iterable[ReviewPair]) -> SinceSignOff:
    """What was changed since; only the pairs that differ are open again."""
    present = {pair.id: pair for pair in pairs}
    reopened = [
        Reopened(pair=pair, answers=changed)
        for name, then in sign_off.states.items()
        if (pair := present.get(name)) and (changed := _changed(then, _answers(pair)))
    ]
    gone = tuple(name for name in sign_off.states if name not in present)
    new = [pair for name, pair in present.items() if name not in sign_off.states]
    return SinceSignOff(
        sign_off=sign_off,
        unchanged=len(sign_off.states) - len(gone) - len(reopened),
        reopened=tuple(reopened),
        new=tuple(new) if sign_off.is_whole else (),
        gone=gone,
    )


def _answers(pair: ReviewPair) -> list[str]:
    verdict = str(pair.state or pair.consensus)
    rest = (pair.freshness, pair.identity, pair.standing, pair.anchor)
    return [verdict, *(str(each) if each else "" for each in rest)]


def _changed(then: Sequence[str], now: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    told = zip(QUESTIONS, then, now, strict=False)
    return tuple((question, before, after) for question, before, after in told if before != after)
