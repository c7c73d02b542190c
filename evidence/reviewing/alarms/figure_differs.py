"""A number, a unit or a date of the claim is not in the words of the work, or is another there.

Qualifiers count: “nearly 200” is borne by 196, and 200 is not. Units count: 300 mentions are not
300 images, and 5 per cent are not 5 percentage points. Shares are worked out where the words give
part and whole. Small counts (“two ways”) are looked at only where the words count the same thing
otherwise, years only where the words have years. Without an excerpt, a figure is reported only if
it is nowhere in the full text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from evidence.figures import Figure
from evidence.reading.figures_in_text import FigureKind, FoundFigure, find_figures
from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, Where, in_claim
from evidence.reviewing.same_figure import (
    are_of_one_kind,
    bears,
    is_plain_count,
    is_worked_out,
    meets,
)
from evidence.terms import numbers_of

NAME = "figure-differs"
NEEDS = Need.FIGURES


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report figures of the claim that its passages do not bear."""
    stated = find_figures(evidence.claim.statement)
    if not any(each.quote for each in evidence.passages):
        yield from _nowhere(evidence, stated)
        return
    near = find_figures(" ".join(each.words for each in evidence.passages))
    around = [found for each in evidence.passages for found in find_figures(each.around)]
    for each in stated:
        why = _why_time(each, near, evidence) if each.kind.is_time else _why(each, near, around)
        if why:
            said = evidence.claim.statement[each.start : each.end]
            message = f"“{said}”: {why}"
            yield in_claim(NAME, message, evidence, each.start, each.end)


def _nowhere(evidence: AlarmEvidence, stated: Sequence[FoundFigure]) -> Iterator[Alarm]:
    """Figures that are in none of the sentences of the whole text, in whatever form."""
    if evidence.numbers is None:
        return
    likeliest = [
        found
        for each in evidence.passages
        if each.where is Where.LIKELIEST
        for found in find_figures(each.words)
    ]
    for each in stated:
        said = evidence.claim.statement[each.start : each.end]
        numbers = numbers_of(said)
        is_sure = bool(numbers) and not each.kind.is_time and not is_plain_count(each)
        if is_sure and not _is_borne_by_any(each, evidence.numbers):
            if any(meets(each, found) for found in likeliest) or is_worked_out(each, likeliest):
                continue
            message = f"“{said}” is nowhere in the text of the work."
            yield in_claim(NAME, message, evidence, each.start, each.end)


def _is_borne_by_any(stated: FoundFigure, numbers: frozenset[str]) -> bool:
    """Whether any number of the text, whatever it counts, would bear the figure."""
    figures = (
        Figure(value=Decimal(each.removeprefix("#")), unit="", subject="") for each in numbers
    )
    return any(bears(stated.figure, each) for each in figures)


def _why(stated: FoundFigure, near: Sequence[FoundFigure], around: Sequence[FoundFigure]) -> str:
    if any(meets(stated, each) for each in (*near, *around)):
        return ""
    if is_worked_out(stated, near) or _is_end_of_two(stated, near):
        return ""
    others = [each for each in near if are_of_one_kind(stated, each)]
    if is_plain_count(stated):
        others = [each for each in others if _counts_the_same(stated, each)]
        return f"the work has {others[0].figure}." if others else ""
    same = [each for each in near if bears(stated.figure, each.figure) and not each.kind.is_time]
    if same:
        return f"the work counts something else: {same[0].figure}."
    if others:
        return f"the work has {others[0].figure}."
    return "the words of the work have no such figure."


def _is_end_of_two(stated: FoundFigure, near: Sequence[FoundFigure]) -> bool:
    """Whether both ends of a range are figures of the text."""
    figure = stated.figure
    values = {each.figure.value for each in near}
    return figure.high is not None and {figure.value, figure.high} <= values


def _counts_the_same(stated: FoundFigure, found: FoundFigure) -> bool:
    unit = stated.figure.unit.lower()
    return bool(unit) and unit == found.figure.unit.lower() and found.kind is FigureKind.COUNT


def _why_time(stated: FoundFigure, near: Sequence[FoundFigure], evidence: AlarmEvidence) -> str:
    times = [each for each in near if each.kind.is_time]
    years = _years(stated)
    published = {evidence.work.year or 0} if evidence.work else set()
    if not times or not years or years <= (published | set().union(*map(_years, times))):
        return ""
    told = " and ".join(dict.fromkeys(str(year) for each in times for year in sorted(_years(each))))
    return f"the work has {told}."


def _years(found: FoundFigure) -> set[int]:
    figure = found.figure
    points = (figure.as_of, figure.since, figure.until)
    return {point.year for point in points if point} or {int(figure.value)}
