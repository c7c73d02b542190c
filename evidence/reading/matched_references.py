"""References matched to works at hand: which work is meant, how that is known, what is doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bib.citekeys import fold
from bib.duplicates.candidates import candidates
from bib.duplicates.decision import Judgement, State, judge
from bib.duplicates.portraits import Portrait, portrait
from bib.works import Citekey, Work
from evidence.reading.paper import ListedReference
from evidence.reading.referenced_works import work_from_reference
from evidence.texts import TextProblem

# The share of the shorter title's words that two titles have in common where a number agrees.
_LIKE_TITLES = 0.6


class How(StrEnum):
    """How it is known which work a reference means."""

    GIVEN = "given"
    KEY = "key"
    RECORD = "record"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedReference:
    """A reference with the work it means, if one at hand is meant; else with one made from it.

    `may_be` are works at hand that may be meant, or another version of which is. While there are
    any, `made` is no new work but one for a person to decide on.
    """

    reference: ListedReference
    made: Work
    key: Citekey | None = None
    how: How | None = None
    may_be: tuple[tuple[Citekey, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """All references in their order, and what is doubtful in matching them."""

    references: tuple[MatchedReference, ...]
    problems: tuple[TextProblem, ...] = ()


def match_references(
    references: Sequence[ListedReference],
    works: Iterable[Work],
    *,
    is_survey: bool = False,
    given: Mapping[int, str] | None = None,
    taken: Collection[str] = (),
) -> Matching:
    """Find each reference among the works; `given` says which work a number means.

    `is_survey` tells that the numbers the works are cited as are those of this list. `taken` are
    folded citekeys that a made work may not have.
    """
    at_hand = list(works)
    made = _made(references, {*taken, *(fold(work.key) for work in at_hand)})
    judged = _judged(at_hand, made)
    finder = _Finder(at_hand, is_survey=is_survey, given=given or {})
    found = [
        finder.find(reference, work, judged.get(place, []))
        for place, (reference, work) in enumerate(zip(references, made, strict=True))
    ]
    return Matching(
        references=tuple(found), problems=tuple(_problems(found, at_hand, is_survey=is_survey))
    )


def _made(references: Sequence[ListedReference], taken: set[str]) -> list[Work]:
    made = []
    for reference in references:
        work = work_from_reference(reference, taken)
        taken.add(fold(work.key))
        made.append(work)
    return made


_Judged = tuple[Work, Judgement]


def _judged(works: Sequence[Work], made: Sequence[Work]) -> dict[int, list[_Judged]]:
    """By the place of a reference, the works at hand that are like it."""
    portraits = [portrait(work, place) for place, work in enumerate([*works, *made])]
    found: defaultdict[int, list[_Judged]] = defaultdict(list)
    for one, other in candidates(portraits):
        if one.place < len(works) <= other.place:
            judgement = _judge(one, other)
            if judgement is not None:
                found[other.place - len(works)].append((works[one.place], judgement))
    return found


def _judge(one: Portrait, other: Portrait) -> Judgement | None:
    judgement = judge(one, other)
    if judgement is not None and judgement.state is State.DOUBTFUL and _is_same_print(one, other):
        # What was made from this very print is sparse, but it is the same.
        return replace(judgement, state=State.CERTAIN)
    return judgement


def _is_same_print(one: Portrait, other: Portrait) -> bool:
    return (
        one.letters == other.letters
        and one.people == other.people
        and one.year == other.year
        and one.ids == other.ids
    )


class _Finder:
    def __init__(self, works: Sequence[Work], *, is_survey: bool, given: Mapping[int, str]) -> None:
        names = {fold(name): work for work in works for name in work.aliases}
        self._by_name = names | {fold(work.key): work for work in works}
        self._by_note = {work.note: work for work in works if work.note}
        self._by_number = (
            {work.cited_as: work for work in works if work.cited_as is not None}
            if is_survey
            else {}
        )
        self._given = given

    def find(
        self, reference: ListedReference, made: Work, judged: Sequence[_Judged]
    ) -> MatchedReference:
        def matched(work: Work, how: How) -> MatchedReference:
            return MatchedReference(reference=reference, made=made, key=work.key, how=how)

        number = reference.number
        if number is not None and (named := self._by_name.get(fold(self._given.get(number, "")))):
            return matched(named, How.GIVEN)
        for name in (reference.id, reference.label):
            if name and (namesake := self._by_name.get(fold(name))):
                return matched(namesake, How.KEY)
        certain = [work for work, judgement in judged if judgement.state is State.CERTAIN]
        if len(certain) == 1:
            return matched(certain[0], How.RECORD)
        numbered = self._by_number.get(number) if number is not None else None
        if numbered is not None and _is_like(numbered, made, judged):
            return matched(numbered, How.NUMBER)
        if not made.title and made.note in self._by_note:
            return matched(self._by_note[made.note], How.RECORD)
        if number is not None and self._given.get(number) == "new":
            return MatchedReference(reference=reference, made=made, how=How.GIVEN)
        may_be = tuple((work.key, judgement.reason) for work, judgement in judged)
        return MatchedReference(reference=reference, made=made, may_be=may_be)


def _is_like(work: Work, made: Work, judged: Sequence[_Judged]) -> bool:
    if any(each.key == work.key for each, _ in judged):
        return True
    one, other = {*portrait(work, 0).words}, {*portrait(made, 1).words}
    return bool(one and other) and len(one & other) >= _LIKE_TITLES * min(len(one), len(other))


def _problems(
    found: Sequence[MatchedReference], works: Sequence[Work], *, is_survey: bool
) -> Iterable[TextProblem]:
    numbers = {work.key: work.cited_as for work in works}
    owners = {work.cited_as: work.key for work in works if work.cited_as is not None}
    for each in found:
        number = each.reference.number
        name = f"Reference {number}" if number is not None else f"“{each.reference.raw[:60]} …”"
        if each.may_be:
            told = "; ".join(f"{key} ({reason})" for key, reason in each.may_be)
            message = f"{name} may be a work at hand: {told}. It was not matched."
            yield TextProblem(code="doubtful-match", message=message)
        if not is_survey or number is None:
            continue
        if each.key and numbers.get(each.key) not in {None, number}:
            message = f"{name} is {each.key}, which is recorded as cited as {numbers[each.key]}."
            yield TextProblem(code="number-differs", message=message)
        elif each.key is None and number in owners:
            message = f"{name} is unlike {owners[number]}, which is recorded as cited so."
            yield TextProblem(code="number-differs", message=message)
