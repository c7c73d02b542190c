"""Reports of a review: what was checked, how far, by whom, and what was found, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bib.works import ReadStatus, Work
from evidence.claims import Claim
from evidence.corpus import About
from evidence.figures import Figure
from evidence.reviewing.agreement import Agreement
from evidence.reviewing.bindings import BoundPart
from evidence.reviewing.outcomes import Consensus, Outcome
from evidence.reviewing.pairs import ReviewPair, Tally
from evidence.reviewing.plan import KeptPlan
from evidence.reviewing.proposals import Proposal, Rivals
from evidence.reviewing.sign_off import SinceSignOff
from evidence.reviewing.stakes import Weight
from evidence.verdicts import VerdictState


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A part that is not what a reader compared: the words then, if they were kept, and now."""

    reader: str
    part: BoundPart
    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFinding:
    """One pair that an author or a reader has to look at.

    `why` says what hangs on it. `changes` are those that made verdicts stale.
    """

    pair: ReviewPair
    weight: Weight
    why: tuple[str, ...]
    claim: Claim
    work: Work
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFinding:
    """One cited work of which identity or standing is in doubt, and the pairs that rest on it."""

    work: Work
    state: str
    reasons: tuple[str, ...]
    pairs: tuple[ReviewPair, ...]
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFinding:
    """A figure of a claim that others dispute, or that does not fit other figures.

    `doubts` are what checks found, as (check, sentence), without ids of claims.
    """

    claim: Claim
    figure: Figure
    rivals: Rivals = ()
    doubts: tuple[tuple[str, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """A work about which nothing could be told in some pairs, and why."""

    work: Work
    cause: VerdictState
    pairs: tuple[ReviewPair, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderShare:
    """How many pairs a reader gave a verdict on that stands, how many they decided, and when."""

    reader: str
    readings: int
    decisions: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a review of some pairs came to.

    `survey` is the paper under review, where one is named. `total` counts all pairs of the library.
    `readings` says how many pairs have how many readings; `access` how many pairs were read on how
    much of the work, the most that any reader had. `findings` are pairs found wanting, the
    weightiest first; so are `disputed`, on which readers differ, `stale` and `orphaned`. `unread`
    are pairs on which nobody gave a verdict. `agreement` is `None` where it could not be worked
    out, for the reason `no_agreement`. `reader` is whoever sees it; in a blind review it is an
    `is_partial_view`, without what others found on pairs that the reader has yet to read.
    """

    about: About
    survey: Work | None
    made_at: datetime
    reader: str
    pairs: int
    total: int
    tallies: tuple[Tally, ...]
    readings: Mapping[int, int]
    consensus: Mapping[Consensus, int]
    readers: tuple[ReaderShare, ...]
    access: Mapping[ReadStatus, int]
    findings: tuple[PairFinding, ...]
    disputed: tuple[PairFinding, ...]
    stale: tuple[PairFinding, ...]
    orphaned: tuple[PairFinding, ...]
    identities: tuple[WorkFinding, ...]
    standings: tuple[WorkFinding, ...]
    figures: tuple[FigureFinding, ...]
    alarms: Mapping[str, int]
    unchecked: tuple[Unchecked, ...]
    unread: tuple[ReviewPair, ...]
    agreement: Agreement | None = None
    no_agreement: str = ""
    plan: KeptPlan | None = None
    since: SinceSignOff | None = None
    wanted_readings: int = 0
    blind_readers: tuple[str, ...] = ()
    is_partial_view: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """The report in a few numbers, as a sign-off keeps them."""
        return {
            "pairs": self.pairs,
            "findings": len(self.findings),
            "disputed": len(self.disputed),
            "stale": len(self.stale),
            "orphaned": len(self.orphaned),
            "identity problems": len(self.identities),
            "standing problems": len(self.standings),
            "disputed figures": len(self.figures),
            "could not check": sum(len(each.pairs) for each in self.unchecked),
            "unread": len(self.unread),
        }
