"""Assembling the report of a review from pairs, verdicts and records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bib.identity import Identity
from bib.standing import Standing, StandingSignal
from bib.works import Citekey, ReadStatus, Work
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.reviewing.bindings import (
    BoundPart,
    changed_parts,
    citation_wording,
    citations_of,
    excerpt_wording,
    wording,
)
from evidence.reviewing.doubtful_figures import doubtful_figures
from evidence.reviewing.outcomes import Consensus, Outcome, outcome, outcomes
from evidence.reviewing.pairs import Anchor, ReviewPair, tallies
from evidence.reviewing.proposals import (
    Proposal,
    for_figure,
    for_identity,
    for_pair,
    for_standing,
    published_as,
    rival_figures,
)
from evidence.reviewing.queue import Place
from evidence.reviewing.report import (
    Change,
    FigureFinding,
    PairFinding,
    ReaderShare,
    Report,
    Unchecked,
    WorkFinding,
)
from evidence.reviewing.stakes import PairKey
from evidence.verdicts import Verdict, VerdictState

_WANTING = (VerdictState.CONTRADICTED, VerdictState.NOT_SUPPORTED, VerdictState.PARTLY)
_UNTOLD = (VerdictState.SOURCE_UNAVAILABLE, VerdictState.CANNOT_DETERMINE)
_UNLIKE = (Identity.ANOTHER, Identity.SAME_BUT_FIELDS)
# A preprint is told only where the published version is at hand.
_TOLD_STANDINGS = {
    Standing.RETRACTED, Standing.CONCERN, Standing.GONE, Standing.SUPERSEDED, Standing.CORRECTED
}  # fmt: skip
_NO_OUTCOME = outcome(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a report is made from.

    `places` are the pairs in the order of what hangs on them, of `total`. `corpus` is as it may be
    shown; `stored` has the claims whose digests verdicts name. `verdicts` are those that `reader`
    may see, `texts` the digests of the texts held of each work.
    """

    places: Sequence[Place]
    total: int
    corpus: Corpus
    stored: Mapping[str, Claim]
    verdicts: Sequence[Verdict]
    reader: str
    texts: Mapping[str, Collection[str]] = field(default_factory=dict)


def report(matter: Matter, *, now: datetime) -> Report:
    """What the review of these pairs came to; agreement, plan and sign-off are added to it."""
    found = _Findings(matter)
    pairs = [place.pair for place in matter.places]
    kept = {(pair.claim, str(pair.work)) for pair in pairs}
    verdicts = [each for each in matter.verdicts if (each.claim, each.work) in kept]
    return Report(
        about=matter.corpus.about,
        survey=found.survey(),
        made_at=now,
        reader=matter.reader,
        pairs=len(pairs),
        total=matter.total,
        tallies=tallies(pairs),
        readings=dict(sorted(Counter(len(pair.readers) for pair in pairs).items())),
        consensus=Counter(pair.consensus for pair in pairs),
        readers=tuple(_shares(verdicts)),
        access=found.access(),
        findings=tuple(found.wanting()),
        disputed=tuple(found.of(lambda pair: pair.consensus is Consensus.DISPUTED)),
        stale=tuple(found.of(lambda pair: bool(pair.stale_readers))),
        orphaned=tuple(found.of(lambda pair: pair.anchor is Anchor.ORPHANED)),
        identities=tuple(found.identities()),
        standings=tuple(found.standings()),
        figures=tuple(_figures(matter)),
        alarms=dict(Counter(name for pair in pairs for name in pair.alarms).most_common()),
        unchecked=tuple(found.unchecked()),
        unread=tuple(pair for pair in pairs if pair.consensus is Consensus.UNREAD),
    )


def _figures(matter: Matter) -> Iterator[FigureFinding]:
    """The doubtful figures of the paper, or of all works where no paper is surveyed."""
    survey = matter.corpus.about.survey
    meant = {place.pair.claim for place in matter.places}
    is_whole = len(matter.places) == matter.total
    found = doubtful_figures(matter.corpus)
    return (
        each
        for each in found
        if (not survey or each.claim.work == survey) and (is_whole or each.claim.id in meant)
    )


def _shares(verdicts: Iterable[Verdict]) -> Iterator[ReaderShare]:
    """Each reader's part, of what stands; the one who read most comes first."""
    own: dict[str, list[Verdict]] = {}
    for found in outcomes(verdicts).values():
        decided = (found.adjudication,) if found.adjudication else ()
        for verdict in (*found.readings, *decided):
            own.setdefault(verdict.reader, []).append(verdict)
    for reader, given in sorted(own.items(), key=lambda each: (-len(each[1]), each[0])):
        days = [verdict.read_at for verdict in given]
        decisions = sum(verdict.is_adjudication for verdict in given)
        yield ReaderShare(
            reader=reader,
            readings=len(given) - decisions,
            decisions=decisions,
            first=min(days),
            last=max(days),
        )


class _Findings:
    """What stands of every pair and work, put together once for all parts of the report."""

    def __init__(self, matter: Matter) -> None:
        corpus = matter.corpus
        self._matter = matter
        self._outcomes = outcomes(matter.verdicts)
        self._claims = {str(claim.id): claim for claim in corpus.claims}
        self._wordings = {each.sha256: each.words for each in corpus.wordings}
        self._works = {str(work.key): work for work in corpus.works}
        self._pairs_of: dict[str, list[ReviewPair]] = {}
        for place in matter.places:
            self._pairs_of.setdefault(place.pair.work, []).append(place.pair)

    def survey(self) -> Work | None:
        """The paper under review."""
        return self._works.get(self._matter.corpus.about.survey)

    def wanting(self) -> list[PairFinding]:
        """The pairs found wanting: by what hangs on them, then the gravest, then as they stand."""
        found = self.of(lambda pair: pair.state in _WANTING)
        return sorted(found, key=_gravity)

    def of(self, is_meant: Callable[[ReviewPair], bool]) -> list[PairFinding]:
        """The pairs of a kind, the weightiest first."""
        return [self._finding(place) for place in self._matter.places if is_meant(place.pair)]

    def access(self) -> dict[ReadStatus, int]:
        """On how much of the work pairs were read: the most that any of those had who speak."""
        order = list(ReadStatus)
        most = Counter(
            min((each.access for each in standing), key=order.index)
            for place in self._matter.places
            if (standing := self._outcome(place.pair).standing)
        )
        return {access: most[access] for access in ReadStatus if most[access]}

    def identities(self) -> Iterator[WorkFinding]:
        """Works that are not what their entry says."""
        for work, pairs in self._cited_works():
            identified = work.identified
            if identified and identified.grade in _UNLIKE:
                yield WorkFinding(
                    work=work,
                    state=str(identified.grade),
                    reasons=(identified.why,) if identified.why else (),
                    pairs=pairs,
                    proposals=tuple(for_identity(work)),
                )

    def standings(self) -> Iterator[WorkFinding]:
        """Works that were retracted, doubted, corrected or replaced, are gone or came out since."""
        for work, pairs in self._cited_works():
            signals = [each for each in work.standing if each.state in _TOLD_STANDINGS]
            if signals or published_as(work, self._works):
                states = dict.fromkeys(str(each.state) for each in signals)
                yield WorkFinding(
                    work=work,
                    state=", ".join(states) or "published since",
                    reasons=tuple(map(_signal_words, signals)),
                    pairs=pairs,
                    proposals=tuple(for_standing(work, self._works)),
                )

    def unchecked(self) -> Iterator[Unchecked]:
        """Works about which nothing could be told, by cause, with the reasons given."""
        for cause in _UNTOLD:
            for work, pairs in self._cited_works():
                untold = tuple(pair for pair in pairs if pair.state is cause)
                if untold:
                    said = (self._outcome(pair).standing for pair in untold)
                    reasons = dict.fromkeys(each.reason for given in said for each in given)
                    yield Unchecked(
                        work=work, cause=cause, pairs=untold, reasons=tuple(filter(None, reasons))
                    )

    def _finding(self, place: Place) -> PairFinding:
        pair = place.pair
        found, claim = self._outcome(pair), self._claims[pair.claim]
        return PairFinding(
            pair=pair,
            weight=place.stake.weight,
            why=place.why,
            claim=claim,
            work=self._work(pair.work),
            outcome=found,
            changes=tuple(self._changes(pair, found)),
            proposals=tuple(self._proposals(pair, claim, found)),
        )

    def _proposals(self, pair: ReviewPair, claim: Claim, found: Outcome) -> Iterator[Proposal]:
        if pair.state not in _WANTING:
            return
        yield from for_pair(pair, found.standing)
        for figure in claim.figures:
            rivals = rival_figures(claim, figure, self._claims)
            own = tuple((other, rival) for other, rival in rivals if other.work == pair.work)
            if own:
                yield from for_figure(claim, figure, own, self._works)

    def _changes(self, pair: ReviewPair, found: Outcome) -> Iterator[Change]:
        stored = self._matter.stored.get(pair.claim)
        texts = self._matter.texts.get(pair.work, ())
        for verdict in found.standing:
            for part in changed_parts(verdict, stored, texts=texts):
                then, now = self._words_of(part, verdict, self._claims[pair.claim])
                yield Change(reader=verdict.reader, part=part, then=then, now=now)

    def _words_of(self, part: BoundPart, verdict: Verdict, claim: Claim) -> tuple[str, str]:
        """The words of a part as they were, where they are kept, and as they are."""
        binding = verdict.binding
        if binding is None or part is BoundPart.TEXT:
            return "", ""
        excerpt = next((each for each in claim.excerpts if each.id == verdict.excerpt), None)
        then, now = {
            BoundPart.CLAIM: (binding.claim, wording(claim)),
            BoundPart.CITATION: (
                binding.citation,
                citation_wording(citations_of(claim, verdict.work)),
            ),
            BoundPart.EXCERPT: (binding.excerpt, excerpt_wording(excerpt) if excerpt else ""),
        }[part]
        return self._wordings.get(then, ""), now

    def _cited_works(self) -> Iterator[tuple[Work, tuple[ReviewPair, ...]]]:
        """The works of the pairs, the one on which most hangs first."""
        for key, pairs in self._pairs_of.items():
            yield self._work(key), tuple(sorted(pairs, key=lambda pair: pair.position))

    def _work(self, key: str) -> Work:
        return self._works.get(key) or Work(key=Citekey(key), type="", fields={})

    def _outcome(self, pair: ReviewPair) -> Outcome:
        key: PairKey = pair.claim, pair.work
        return self._outcomes.get(key, _NO_OUTCOME)


def _gravity(finding: PairFinding) -> tuple[int, int, bool, int]:
    state = finding.pair.state
    is_major = any(each.is_major for each in finding.outcome.standing)
    rank = _WANTING.index(state) if state in _WANTING else len(_WANTING)
    return finding.weight, rank, not is_major, finding.pair.position


def _signal_words(signal: StandingSignal) -> str:
    since = f" since {signal.since}" if signal.since else ""
    note = f": {signal.note}" if signal.note else "."
    return f"{str(signal.state).capitalize()}{since}{note}"
