"""Scoring: the documents of a segment that answer a query, term by term.

Whoosh walks all terms of a query in step, one document and several calls at a time. Here each term
is read in blocks and added to the scores so far, which is several times as quick for words that
many documents have, and counts the answers on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Protocol

from whoosh.util.numeric import byte_to_length

from tracker.search.whoosh_snapshot import OpenSegment, Snapshot

# BM25 as it ranked best over one field on labelled reviews.
_B, _K1 = 0.4, 1.2

Scores = dict[int, float]


class Clause(Protocol):
    """A part of a query, bound to one snapshot."""

    @property
    def size(self) -> int:
        """At most how many documents answer."""

    def scores(self, segment: OpenSegment, among: Scores | None) -> Scores:
        """Document numbers with their scores, all or those that are `among` these."""


class Statistics:
    """What scoring needs to know of a whole snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def length_parts(self) -> list[float]:
        """By one-byte code, what BM25 adds to a count for the length of a document."""
        average = self.snapshot.average_length
        return [_K1 * (1 - _B + _B * byte_to_length(code) / average) for code in range(256)]

    @cached_property
    def once(self) -> list[float]:
        """By one-byte code, what a word counts that stands in such a document once."""
        return [1 / (1 + part) for part in self.length_parts]

    def rarity(self, frequency: int) -> float:
        """The inverse document frequency."""
        return log(max(1, self.snapshot.document_count) / (frequency + 1)) + 1


@dataclass(frozen=True)
class All:
    """Every document."""

    snapshot: Snapshot

    @property
    def size(self) -> int:
        """All there are."""
        return self.snapshot.document_count

    def scores(self, segment: OpenSegment, among: Scores | None) -> Scores:
        """All of them, or the candidates, without a score."""
        return dict.fromkeys(range(segment.doc_count_all()) if among is None else among, 0.0)


@dataclass(frozen=True)
class Scored:
    """Documents with a stem, by BM25."""

    field: str
    term: str
    statistics: Statistics

    @cached_property
    def size(self) -> int:
        """Those that have the stem."""
        return self.statistics.snapshot.frequency(self.field, self.term)

    def scores(self, segment: OpenSegment, among: Scores | None) -> Scores:
        """Those that have the stem, by BM25."""
        factor = self.statistics.rarity(self.size) * (_K1 + 1)
        parts, lengths = self.statistics.length_parts, segment.lengths
        once = self.statistics.once
        found: Scores = {}
        for numbers, counts, _ in segment.blocks(self.field, self.term, _rising(among)):
            if counts is None:
                wanted = numbers if among is None else among.keys() & numbers
                found.update({at: factor * once[lengths[at]] for at in wanted})
            else:
                pairs = zip(numbers, counts, strict=True)
                kept = pairs if among is None else [pair for pair in pairs if pair[0] in among]
                found.update(
                    {at: factor * count / (count + parts[lengths[at]]) for at, count in kept}
                )
        return found


@dataclass(frozen=True)
class Kept:
    """Documents with any of these terms, each term with the score it gives; the best counts."""

    field: str
    terms: Mapping[str, float]
    statistics: Statistics

    @cached_property
    def size(self) -> int:
        """The terms' documents, counted once a term."""
        snapshot = self.statistics.snapshot
        return sum(snapshot.frequency(self.field, term) for term in self.terms)

    def scores(self, segment: OpenSegment, among: Scores | None) -> Scores:
        """Those that have a term, with the best of its terms' scores."""
        found: Scores = {}
        candidates = _rising(among)
        for term, score in sorted(self.terms.items(), key=lambda item: item[1]):
            for numbers, _, _ in segment.blocks(self.field, term, candidates):
                found.update(dict.fromkeys(numbers, score))
        return _only(found, among)


@dataclass(frozen=True)
class Adjacent:
    """Documents in which terms stand in order, each at most `slop` places after the one before."""

    terms: Sequence[Scored]
    slop: int

    @cached_property
    def size(self) -> int:
        """Those of the rarest term."""
        return min(term.size for term in self.terms)

    def scores(self, segment: OpenSegment, among: Scores | None) -> Scores:
        """Those where places follow each other, with their terms' BM25."""
        found = Every(self.terms).scores(segment, among)
        candidates = _rising(found)
        chains: dict[int, list[int]] = {}
        for place, term in enumerate(self.terms):
            following: dict[int, list[int]] = {}
            for block in segment.blocks(term.field, term.term, candidates):
                for at, places in block.with_places():
                    if not place and at in found:
                        following[at] = list(places)
                    elif at in chains and (ends := self._ends(chains[at], places)):
                        following[at] = ends
            chains = following
        return {at: found[at] for at in chains}

    def _ends(self, starts: Iterable[int], places: Iterable[int]) -> list[int]:
        reached = {start + step for start in starts for step in range(1, self.slop + 1)}
        return [place for place in places if place in reached]


@dataclass(frozen=True)
class Every:
    """Documents that answer every part and none of the unwanted ones."""

    parts: Sequence[Clause]
    unwanted: Sequence[Clause] = ()

    @cached_property
    def size(self) -> int:
        """Those of the rarest part."""
        return min(part.size for part in self.parts)

    def scores(self, segment: OpenSegment, among: Scores | None) -> Scores:
        """Those with every part, their scores added, rarest part first."""
        rarest, *others = sorted(self.parts, key=lambda part: part.size)
        found = rarest.scores(segment, among)
        for part in others:
            if not found:
                return found
            more = part.scores(segment, found)
            found = {at: found[at] + score for at, score in more.items()}
        for part in self.unwanted:
            for at in part.scores(segment, found):
                found.pop(at, None)
        return found


@dataclass(frozen=True)
class Some:
    """Documents that answer any part; the more parts, the higher the score."""

    parts: Sequence[Clause]

    @cached_property
    def size(self) -> int:
        """Those of all parts together."""
        return sum(part.size for part in self.parts)

    def scores(self, segment: OpenSegment, among: Scores | None) -> Scores:
        """Those with any part, scores added."""
        found: Scores = {}
        for part in self.parts:
            more = part.scores(segment, among)
            if not found:
                found = more
                continue
            known = found.get
            for at, score in more.items():
                found[at] = known(at, 0.0) + score
        return found


def found_in(segment: OpenSegment, clause: Clause) -> Scores:
    """The documents of a segment that answer and are not deleted."""
    found = clause.scores(segment, None)
    for at in segment.deleted:
        found.pop(at, None)
    return found


def _rising(among: Scores | None) -> list[int] | None:
    return None if among is None else sorted(among)


def _only(found: Scores, among: Scores | None) -> Scores:
    return found if among is None else {at: found[at] for at in found.keys() & among.keys()}
