"""Pairs under review: a claim with a work it cites, and five states that are never merged.

Which work it is (identity), how the work stands (standing), whether the words were found and in
which text (anchor and scope), whether the work bears the claim (outcome), and whether that is
still about the same bytes (freshness).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from operator import attrgetter
from typing import Any

from bib.identity import Identity
from bib.standing import Standing
from bib.works import Citekey, ReadStatus
from evidence.reviewing.bindings import Freshness
from evidence.reviewing.outcomes import Consensus
from evidence.verdicts import VerdictState


class Anchor(StrEnum):
    """How the words that bear a claim were found in the cited work, surest first."""

    EXACT = "exact"
    NORMALISED = "normalised"
    EDITORIAL = "editorial"
    FINGERPRINT = "fingerprint"
    APPROXIMATE = "approximate"
    ORPHANED = "orphaned"
    UNCHECKED = "unchecked"
    NONE = "no excerpt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPair:
    """One claim with one work it cites, and where the comparison stands.

    `at` is the claim's place in the paper. A work cited twice in a claim is one pair with several
    `groups`. `identity` is `None` where nobody has asked, `standing` where nobody has said
    anything. `scope` is how much of the work is held as text, or was read where none is held.
    `state` is what stands of the verdicts (see `Outcome`), `readers` who gave one, `stale_readers`
    those of them whose verdict is about other bytes; `unseen_readings` counts those that one who
    reads blind may not see yet. `position` orders pairs as the paper does.
    """

    claim: str
    work: Citekey
    position: int = 0
    at: str = ""
    number: int | None = None
    groups: tuple[int, ...] = ()
    is_ambiguous: bool = False
    through_range: bool = False
    identity: Identity | None = None
    standing: Standing | None = None
    anchor: Anchor = Anchor.NONE
    scope: ReadStatus = ReadStatus.NONE
    consensus: Consensus = Consensus.UNREAD
    state: VerdictState | None = None
    readers: tuple[str, ...] = ()
    stale_readers: tuple[str, ...] = ()
    unseen_readings: int = 0
    freshness: Freshness | None = None
    has_disputed_figure: bool = False
    alarms: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The pair as verdicts and findings name it."""
        return f"{self.claim} × {self.work}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many pairs are in each state of one of the five questions, and what that leaves out.

    `checked`, `could_not` (by cause), `not_asked` and `not_applicable` add up to all pairs.
    """

    name: str
    checked: Mapping[str, int]
    could_not: Mapping[str, int]
    not_asked: int
    not_applicable: int = 0


def tallies(pairs: Iterable[ReviewPair]) -> tuple[Tally, ...]:
    """The five states of all pairs, counted side by side."""
    counted = tuple(pairs)
    return tuple(_tally(name, counted, question) for name, question in _QUESTIONS.items())


class _Sort(Enum):
    """What an answer is: one to the question, a cause why there is none, or none yet."""

    CHECKED = auto()
    COULD_NOT = auto()
    NOT_ASKED = auto()
    NOT_APPLICABLE = auto()


Answer = tuple[_Sort, str]

_NOT_ASKED: Answer = (_Sort.NOT_ASKED, "")
_NO_IDENTITY = {Identity.NOT_CHECKED, Identity.NOT_FOUND}
_NO_ANCHOR = {Anchor.ORPHANED: "not found in the text", Anchor.UNCHECKED: "no text held"}
_NO_VERDICT = {VerdictState.CANNOT_DETERMINE, VerdictState.SOURCE_UNAVAILABLE}


def _identity(pair: ReviewPair) -> Answer:
    if pair.identity is None:
        return _NOT_ASKED
    is_none = pair.identity in _NO_IDENTITY
    return (_Sort.COULD_NOT if is_none else _Sort.CHECKED), str(pair.identity)


def _standing(pair: ReviewPair) -> Answer:
    return _NOT_ASKED if pair.standing is None else (_Sort.CHECKED, str(pair.standing))


def _anchor(pair: ReviewPair) -> Answer:
    if pair.anchor is Anchor.NONE:
        return _NOT_ASKED
    if pair.anchor in _NO_ANCHOR:
        return _Sort.COULD_NOT, _NO_ANCHOR[pair.anchor]
    return _Sort.CHECKED, str(pair.anchor)


def _verdict(pair: ReviewPair) -> Answer:
    if pair.consensus is Consensus.DISPUTED:
        return _Sort.COULD_NOT, "readers differ"
    if pair.state is None:
        return _NOT_ASKED
    return (_Sort.COULD_NOT if pair.state in _NO_VERDICT else _Sort.CHECKED), str(pair.state)


def _freshness(pair: ReviewPair) -> Answer:
    if pair.freshness is None:
        return _Sort.NOT_APPLICABLE, ""
    if pair.freshness is Freshness.UNBOUND:
        return _Sort.COULD_NOT, "does not say on which words"
    return _Sort.CHECKED, str(pair.freshness)


_QUESTIONS: dict[str, Callable[[ReviewPair], Answer]] = {
    "identity": _identity,
    "standing": _standing,
    "anchor": _anchor,
    "verdict": _verdict,
    "freshness": _freshness,
}


def _tally(name: str, pairs: tuple[ReviewPair, ...], question: Callable[[Any], Answer]) -> Tally:
    # Few pairs differ in what the question is about; one of each kind is asked.
    alike = dict(zip(map(_ABOUT[name], pairs), pairs, strict=True))
    kinds = Counter(map(_ABOUT[name], pairs))
    answers: Counter[Answer] = Counter()
    for kind, count in kinds.items():
        answers[question(alike[kind])] += count
    return Tally(
        name=name,
        checked={words: n for (sort, words), n in answers.items() if sort is _Sort.CHECKED},
        could_not={words: n for (sort, words), n in answers.items() if sort is _Sort.COULD_NOT},
        not_asked=answers[_NOT_ASKED],
        not_applicable=answers[_Sort.NOT_APPLICABLE, ""],
    )


# What of a pair each question looks at.
_ABOUT: dict[str, Callable[[ReviewPair], Any]] = {
    "identity": attrgetter("identity"),
    "standing": attrgetter("standing"),
    "anchor": attrgetter("anchor"),
    "verdict": attrgetter("consensus", "state"),
    "freshness": attrgetter("freshness"),
}
