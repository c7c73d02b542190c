"""Meetings: figures of two claims that speak of one thing, and how that is known.

Known is what somebody declared (a figure is disputed by a claim, a claim contradicts another) and
what the words say (one subject and one unit, in one work or in a work that the claim cites).
Nothing is guessed: where it is not plain which figure of a claim is meant, none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations, pairwise

from evidence.chains import Link, Relation
from evidence.claims import Claim
from evidence.figures import Figure, FigureId, figure_id
from evidence.units import Units, plain_words

# In a larger crowd of figures on one subject only neighbours are compared.
_CROWD = 40


class Ground(Enum):
    """How it is known that two figures speak of one thing; those before `SUBJECT` are declared."""

    DISPUTE = auto()
    LINK = auto()
    SUBJECT = auto()
    SOURCE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure in its claim; places count from 1."""

    claim: Claim
    place: int
    figure: Figure

    @property
    def id(self) -> FigureId:
        """The figure as others name it."""
        return figure_id(self.claim.id, self.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two figures that speak of one thing; of a survey and a work it cites, the survey's first."""

    first: Stated
    second: Stated
    ground: Ground

    @property
    def is_declared(self) -> bool:
        """Whether somebody said so."""
        return self.ground in {Ground.DISPUTE, Ground.LINK}

    @property
    def is_one_source(self) -> bool:
        """Whether both figures are of one work, or one is taken from the work of the other."""
        first, second = self.first.claim, self.second.claim
        return (
            first.work == second.work
            or any(citation.work == second.work for citation in first.citations)
            or any(citation.work == first.work for citation in second.citations)
        )


def stated_figures(claims: Iterable[Claim]) -> dict[str, tuple[Stated, ...]]:
    """Claim → its figures, for every claim that stands and is worded."""
    return {
        claim.id: tuple(
            Stated(claim=claim, place=place, figure=figure)
            for place, figure in enumerate(claim.figures, 1)
        )
        for claim in claims
        if claim.figures and not claim.is_withdrawn and not claim.is_draft
    }


def meetings(
    stated: Mapping[str, tuple[Stated, ...]],
    links: Iterable[Link],
    *,
    survey: str = "",
    units: Units = Units(),  # noqa: B008  a frozen value
) -> tuple[Meeting, ...]:
    """All meetings, each pair of figures once, in the order of the claims."""
    order = {id_: place for place, id_ in enumerate(stated)}
    found: dict[tuple[FigureId, FigureId], Meeting] = {}
    for first, second, ground in _pairs(stated, links, units):
        here, there = sorted(
            (first, second),
            key=lambda each: (each.claim.work != survey, order[each.claim.id], each.place),
        )
        found.setdefault((here.id, there.id), Meeting(first=here, second=there, ground=ground))
    return tuple(
        sorted(
            found.values(),
            key=lambda each: (order[each.first.claim.id], each.first.place),
        )
    )


_Pairs = Iterator[tuple[Stated, Stated, Ground]]


def _pairs(stated: Mapping[str, tuple[Stated, ...]], links: Iterable[Link], units: Units) -> _Pairs:
    yield from _disputing(stated, units)
    yield from _linked(stated, links, units)
    yield from _of_one_subject(stated, units)


def _disputing(stated: Mapping[str, tuple[Stated, ...]], units: Units) -> _Pairs:
    for own in stated.values():
        for each in own:
            for other in each.figure.disputed_by:
                if other != each.claim.id:
                    for answer in _answers(each, stated.get(other, ()), units):
                        yield each, answer, Ground.DISPUTE


def _answers(each: Stated, others: Sequence[Stated], units: Units) -> Sequence[Stated]:
    """The figures of another claim that a disputed one is held against."""
    mutual = [other for other in others if each.claim.id in other.figure.disputed_by]
    pool = mutual or others
    alike = [other for other in pool if units.are_one(each.figure.unit, other.figure.unit)]
    if len(alike) > 1 and not mutual:
        subject = plain_words(each.figure.subject)
        return [other for other in alike if plain_words(other.figure.subject) == subject]
    return alike or (pool if len(pool) == 1 and _are_counts(each, pool[0], units) else ())


def _are_counts(first: Stated, second: Stated, units: Units) -> bool:
    """Whether two figures could be meant for one, for all that their units say.

    A share or a time is never another name for how many there are.
    """
    read = [units.read(each.figure.unit) for each in (first, second)]
    return read[0].words == read[1].words or not any(unit.is_measure for unit in read)


def _linked(
    stated: Mapping[str, tuple[Stated, ...]], links: Iterable[Link], units: Units
) -> _Pairs:
    for link in links:
        ends = stated.get(link.source, ()), stated.get(link.target, ())
        if link.relation is not Relation.CONTRADICTS or not all(ends):
            continue
        if len(ends[0]) == len(ends[1]) == 1:
            if _are_counts(ends[0][0], ends[1][0], units):
                yield ends[0][0], ends[1][0], Ground.LINK
            continue
        here, there = (_only_of_their_unit(end, units) for end in ends)
        for unit in here.keys() & there.keys():
            yield here[unit], there[unit], Ground.LINK


def _only_of_their_unit(figures: Sequence[Stated], units: Units) -> dict[str, Stated]:
    by_unit: dict[str, list[Stated]] = {}
    for each in figures:
        by_unit.setdefault(units.read(each.figure.unit).words, []).append(each)
    return {unit: alike[0] for unit, alike in by_unit.items() if len(alike) == 1}


def _of_one_subject(stated: Mapping[str, tuple[Stated, ...]], units: Units) -> _Pairs:
    alike: dict[tuple[str, str, str], list[Stated]] = {}
    for own in stated.values():
        for each in own:
            if subject := plain_words(each.figure.subject):
                unit = units.read(each.figure.unit).words
                alike.setdefault((each.claim.work, unit, subject), []).append(each)
    for (_, unit, subject), crowd in alike.items():
        pairs = combinations(crowd, 2) if len(crowd) <= _CROWD else pairwise(crowd)
        for first, second in pairs:
            if first.claim.id != second.claim.id:
                yield first, second, Ground.SUBJECT
        for each in crowd[:_CROWD]:
            for cited in dict.fromkeys(citation.work for citation in each.claim.citations):
                if cited != each.claim.work:
                    for other in alike.get((cited, unit, subject), ())[:_CROWD]:
                        yield each, other, Ground.SOURCE
