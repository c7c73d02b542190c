"""Proposals: what an author may do about a finding, worked out from fault, figures and versions.

They are offers in neutral words; nothing is decided by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bib.identity import Identity
from bib.short_names import short_name
from bib.standing import Standing, gravest
from bib.works import Work, WorkRelation
from evidence.claims import Claim
from evidence.figures import Figure
from evidence.reviewing.ceilings import is_final
from evidence.reviewing.pairs import ReviewPair
from evidence.verdicts import Fault, Verdict, VerdictState


class Remedy(StrEnum):
    """What kind of change is proposed."""

    REPLACE_REFERENCE = "replace the reference"
    NARROW_CLAIM = "narrow the statement"
    CORRECT_CLAIM = "correct the statement"
    CORRECT_NUMBER = "correct the number"
    QUOTE_AS_PRINTED = "quote as printed"
    CITE_PRIMARY = "cite the primary source"
    CITE_VERSION = "cite the published version"
    CORRECT_ENTRY = "correct the entry"
    PLACE_REFERENCE = "place the reference"
    NAME_THE_PLACE = "name the place"
    SAY_HOW_IT_STANDS = "say how the work stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One thing that an author may do, as a sentence."""

    remedy: Remedy
    words: str


Rivals = tuple[tuple[Claim, Figure], ...]
"""Figures that another gives in place of one, each with the claim it stands in."""


def for_pair(pair: ReviewPair, verdicts: Iterable[Verdict]) -> Iterator[Proposal]:
    """What may be done about a pair that these verdicts, which speak for it, find wanting."""
    standing = tuple(verdicts)
    faults = dict.fromkeys(each.fault for each in standing if each.fault)
    for fault in faults:
        yield _BY_FAULT[fault]
    states = {each.state for each in standing}
    if not faults:
        yield from (_BY_STATE[state] for state in _BY_STATE if state in states)
    if pair.through_range:
        yield _RANGE
    elif pair.is_ambiguous:
        yield _WHOLE_SENTENCE
    wanting = [each for each in standing if each.state in _BY_STATE]
    if wanting and not any(is_final(each.state, each.access) for each in wanting):
        yield _SAYS_SO_ELSEWHERE


def for_identity(work: Work) -> Iterator[Proposal]:
    """What may be done about an entry that is not the work it says, or not in all its fields."""
    grade = work.identified.grade if work.identified else None
    if grade is Identity.ANOTHER:
        yield _of(
            Remedy.REPLACE_REFERENCE,
            "Give the identifier of the work meant; that of the entry leads to another.",
        )
    elif grade is Identity.SAME_BUT_FIELDS:
        yield _of(Remedy.CORRECT_ENTRY, "Correct the entry to what the publisher's record says.")


def for_standing(work: Work, works: Mapping[str, Work]) -> Iterator[Proposal]:
    """What may be done about a work that was retracted, replaced, corrected, or is gone."""
    if published := published_as(work, works):
        yield _of(Remedy.CITE_VERSION, f"Cite the published version, {short_name(published)}.")
    state = gravest(work.standing)
    if state is Standing.SUPERSEDED and not published:
        yield _of(Remedy.CITE_VERSION, "Cite the version that took its place, if it says the same.")
    elif state in _BY_STANDING:
        yield _BY_STANDING[state]


def for_figure(
    claim: Claim, figure: Figure, rivals: Rivals, works: Mapping[str, Work]
) -> Iterator[Proposal]:
    """What may be done about a number that other places or sources give otherwise."""
    cited = {citation.work for citation in claim.citations}
    given: dict[str, dict[str, None]] = {}
    for other, rival in rivals:
        given.setdefault(str(other.work), {})[str(rival)] = None
    for key, numbers in given.items():
        name = short_name(works[key]) if key in works else key
        told = _either(numbers)
        if key == claim.work:
            words = f"Bring the numbers into line: {figure} here, {told} elsewhere."
        elif key not in cited:
            words = f"Say where and when the number was counted; {name} gives {told}."
        elif len(numbers) == 1:
            words = f"Give the number as the cited work has it: {told} ({name})."
        else:
            words = f"Say when the number was counted; the cited work, {name}, gives {told}."
        yield _of(Remedy.CORRECT_NUMBER, words)
    if not rivals:
        yield _of(
            Remedy.CORRECT_NUMBER,
            "Check the number against its source, and say what it was counted of and when.",
        )


def for_doubts(checks: Iterable[str]) -> Iterator[Proposal]:
    """What may be done about a number that such checks found."""
    return (_BY_CHECK[check] for check in dict.fromkeys(checks) if check in _BY_CHECK)


def rival_figures(claim: Claim, figure: Figure, claims: Mapping[str, Claim]) -> Rivals:
    """The figures of the claims that dispute one: those that name its claim, else by unit."""
    found: list[tuple[Claim, Figure]] = []
    for name in figure.disputed_by:
        if other := claims.get(name):
            mutual = [each for each in other.figures if claim.id in each.disputed_by]
            alike = [each for each in other.figures if each.unit == figure.unit]
            found += [(other, each) for each in mutual or alike]
    return tuple(found)


def published_as(work: Work, works: Mapping[str, Work]) -> Work | None:
    """The published version of a preprint, where the library has it."""
    for each in work.related:
        if each.relation is WorkRelation.PREPRINT_OF and each.work in works:
            return works[each.work]
    return None


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _of(remedy: Remedy, words: str) -> Proposal:
    return Proposal(remedy=remedy, words=words)


_BY_FAULT: Mapping[Fault, Proposal] = {
    Fault.CONTRADICT: _of(
        Remedy.CORRECT_CLAIM,
        "Correct the statement to what the work says, or cite a work that bears it.",
    ),
    Fault.NOT_SUBSTANTIATE: _of(
        Remedy.REPLACE_REFERENCE,
        "Cite a work that shows this, or keep the statement to what the cited work shows.",
    ),
    Fault.IRRELEVANT: _of(
        Remedy.REPLACE_REFERENCE,
        "Cite a work on this subject in place of this one, or leave the reference out here.",
    ),
    Fault.OVERSIMPLIFY: _of(
        Remedy.NARROW_CLAIM, "Narrow the statement to what the work says, with its limits."
    ),
    Fault.MISQUOTE: _of(
        Remedy.QUOTE_AS_PRINTED, "Give the words or the number as the work has them."
    ),
    Fault.INDIRECT: _of(
        Remedy.CITE_PRIMARY,
        "Cite the work that first reports this, or say that it is cited through this one.",
    ),
    Fault.ETIQUETTE: _of(Remedy.CORRECT_ENTRY, "Correct how the reference is given."),
}
_BY_STATE: Mapping[VerdictState, Proposal] = {
    VerdictState.CONTRADICTED: _BY_FAULT[Fault.CONTRADICT],
    VerdictState.NOT_SUPPORTED: _BY_FAULT[Fault.NOT_SUBSTANTIATE],
    VerdictState.PARTLY: _of(
        Remedy.NARROW_CLAIM,
        "Narrow the statement to the part that the work bears, or add a reference for the rest.",
    ),
}
_BY_STANDING: Mapping[Standing | None, Proposal] = {
    Standing.RETRACTED: _of(
        Remedy.REPLACE_REFERENCE,
        "Replace the reference, or say in the text that the work was retracted.",
    ),
    Standing.CONCERN: _of(
        Remedy.SAY_HOW_IT_STANDS, "Say that there is an expression of concern about the work."
    ),
    Standing.CORRECTED: _of(
        Remedy.SAY_HOW_IT_STANDS, "Check that the statement still holds after the correction."
    ),
    Standing.GONE: _of(
        Remedy.CORRECT_ENTRY, "Give an archived copy, or a source that can still be reached."
    ),
}
_BY_CHECK: Mapping[str, Proposal] = {
    "arithmetic-differs": _of(
        Remedy.CORRECT_NUMBER, "Give the number as its parts make it, or say how it was worked out."
    ),
    "conflicting-figures": _of(
        Remedy.CORRECT_NUMBER,
        "Bring the numbers into line, or say of what and of which day each is.",
    ),
    "impossible-period": _of(
        Remedy.CORRECT_NUMBER, "Correct the time, or cite a source of that time."
    ),
    "units-differ": _of(Remedy.CORRECT_NUMBER, "Say what is counted, in the unit of the source."),
}
_RANGE = _of(
    Remedy.PLACE_REFERENCE,
    "Check that the reference was meant; it stands inside a range of numbers and is not printed "
    "itself.",
)
_WHOLE_SENTENCE = _of(
    Remedy.PLACE_REFERENCE,
    "Move the reference, which closes a sentence of several statements, to the one it is for.",
)
_SAYS_SO_ELSEWHERE = _of(
    Remedy.NAME_THE_PLACE, "Name the place, if the work says so in a part that was not read."
)
