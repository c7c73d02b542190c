"""Clusters: records that are one work together, none of them at odds with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bib.duplicates.candidates import candidates
from bib.duplicates.comparison import may_be_related
from bib.duplicates.decision import Judgement, State, are_at_odds, judge
from bib.duplicates.portraits import Portrait, portrait
from bib.works import Work

# Beyond this many, each record is held against the first of its cluster alone.
_LARGEST_CHECKED = 60


Pairing = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records and what they are to each other, by their places in the list given."""

    one: int
    other: int
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """`clusters` hold the places of records that are one work for certain; `pairs` all pairs."""

    clusters: tuple[tuple[int, ...], ...]
    pairs: tuple[Pair, ...]


def find_duplicates(works: Iterable[Work], *, apart: Collection[Pairing] = ()) -> Duplicates:
    """The duplicates among works; `apart` are pairs of citekeys known to be two works."""
    portraits = [portrait(work, place) for place, work in enumerate(works)]
    places = {each.key: each.place for each in portraits}
    known = {
        tuple(sorted((places[one], places[other])))
        for one, other in apart
        if one in places and other in places
    }
    judged: dict[tuple[int, int], Judgement] = {}
    for one, other in candidates(portraits):
        if (one.place, other.place) in known or not may_be_related(one, other):
            continue
        if judgement := judge(one, other):
            judged[one.place, other.place] = judgement
    _demote_what_is_at_odds(portraits, judged, known)
    certain = [pair for pair, each in judged.items() if each.state is State.CERTAIN]
    return Duplicates(
        clusters=tuple(sorted(_components(certain))),
        pairs=tuple(
            Pair(one=one, other=other, judgement=judgement)
            for (one, other), judgement in sorted(judged.items(), key=lambda each: each[0])
        ),
    )


def _demote_what_is_at_odds(
    portraits: Sequence[Portrait],
    judged: dict[tuple[int, int], Judgement],
    known: Collection[tuple[int, ...]],
) -> None:
    """Take certainty from pairs that would join two records which are not one work.

    A record with little in it may agree with each of two works that differ from each other; which
    of them it is nobody can tell. What that record has in common with them goes first, then what
    no identifier says, then all.
    """
    for demoted in (_of_bridges, _without_identifier, _all):
        certain = {pair for pair, each in judged.items() if each.state is State.CERTAIN}
        for members in list(_components(certain)):
            odds = set(_at_odds(portraits, members, known))
            if not odds:
                continue
            inside = [pair for pair in combinations(members, 2) if pair in certain]
            for pair in demoted(inside, odds, judged):
                why = f"{judged[pair].reason}; but one of them may as well be another work"
                judged[pair] = replace(judged[pair], state=State.DOUBTFUL, reason=why)


_Pairs = Collection[tuple[int, int]]


def _of_bridges(
    inside: _Pairs, odds: _Pairs, judged: Mapping[tuple[int, int], Judgement]
) -> _Pairs:
    """The pairs of records that agree with both of two records at odds."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in inside:
        near[one].add(other)
        near[other].add(one)
    bridges = {each for one, other in odds for each in near[one] & near[other]}
    loose = _without_identifier(inside, odds, judged)
    return [pair for pair in loose if not bridges.isdisjoint(pair)]


def _without_identifier(
    inside: _Pairs, _odds: _Pairs, judged: Mapping[tuple[int, int], Judgement]
) -> _Pairs:
    return [pair for pair in inside if not judged[pair].is_by_identifier]


def _all(inside: _Pairs, _odds: _Pairs, _judged: Mapping[tuple[int, int], Judgement]) -> _Pairs:
    return inside


def _at_odds(
    portraits: Sequence[Portrait], members: tuple[int, ...], known: Collection[tuple[int, ...]]
) -> Iterator[tuple[int, int]]:
    pairs: Iterable[tuple[int, int]] = combinations(members, 2)
    if len(members) > _LARGEST_CHECKED:
        pairs = ((members[0], other) for other in members[1:])
    for one, other in pairs:
        if (one, other) in known or are_at_odds(portraits[one], portraits[other]):
            yield one, other


def _components(pairs: Collection[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    neighbours: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        neighbours[one].append(other)
        neighbours[other].append(one)
    seen: set[int] = set()
    for start in sorted(neighbours):
        if start in seen:
            continue
        seen.add(start)
        members, waiting = [], [start]
        while waiting:
            member = waiting.pop()
            members.append(member)
            fresh = [each for each in neighbours[member] if each not in seen]
            seen.update(fresh)
            waiting += fresh
        yield tuple(sorted(members))
