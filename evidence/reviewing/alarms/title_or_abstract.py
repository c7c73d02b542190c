"""The title or the abstract of the work is all that the claim is compared with.

Reported are pairs whose every excerpt stands in the title, and pairs whose excerpts stand in the
abstract, or of which only the abstract is known, while the claim states a figure that is not in it.
An abstract may leave out what the work says of method, population and limits: read the work.
"""

from __future__ import annotations

from collections.abc import Iterator

from bib.works import ReadStatus
from evidence.excerpts import squeeze
from evidence.reading.figures_in_text import FoundFigure, find_figures
from evidence.reviewing.alarm import (
    Alarm,
    AlarmEvidence,
    Need,
    Place,
    SourceWords,
    Where,
    in_claim,
)
from evidence.reviewing.same_figure import is_plain_count, meets

NAME = "title-or-abstract"
NEEDS = Need.ABSTRACT

_SHORT = {ReadStatus.ABSTRACT, ReadStatus.SECONDARY}


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report a title that is the only excerpt, and figures that the abstract does not have."""
    excerpts = [each for each in evidence.passages if each.quote]
    places = {_place(each, evidence) for each in excerpts}
    if places == {Place.TITLE}:
        first = excerpts[0]
        yield Alarm(
            rule=NAME,
            message="Only the title of the work is given as evidence.",
            where=Where.EXCERPT,
            source=first.quote,
            start=0,
            end=len(first.quote),
        )
    elif places and places <= {Place.TITLE, Place.ABSTRACT}:
        words = f"{evidence.abstract} {' '.join(each.words for each in excerpts)}"
        yield from _lacking(evidence, words, "Only the abstract is given as evidence")
    elif not places and evidence.abstract and evidence.scope in _SHORT:
        yield from _lacking(evidence, evidence.abstract, "Only the abstract of the work is known")


def _place(source: SourceWords, evidence: AlarmEvidence) -> Place:
    """Where an excerpt stands, by its text or else by the title and abstract on record."""
    if source.place is not Place.UNKNOWN:
        return source.place
    quote = squeeze(source.quote)
    if evidence.work and quote and quote == squeeze(evidence.work.title):
        return Place.TITLE
    if quote and quote in squeeze(evidence.abstract):
        return Place.ABSTRACT
    return Place.UNKNOWN


def _lacking(evidence: AlarmEvidence, words: str, why: str) -> Iterator[Alarm]:
    found = find_figures(words)
    for stated in find_figures(evidence.claim.statement):
        is_small = stated.kind.is_time or is_plain_count(stated)
        if not is_small and not any(meets(stated, each) for each in found):
            yield _asks_more(evidence, stated, why)


def _asks_more(evidence: AlarmEvidence, stated: FoundFigure, why: str) -> Alarm:
    words = evidence.claim.statement[stated.start : stated.end]
    message = f"{why}, and it does not have “{words}”."
    return in_claim(NAME, message, evidence, stated.start, stated.end)
