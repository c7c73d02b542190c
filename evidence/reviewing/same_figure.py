"""Whether a figure of a claim is borne by a figure of a text, with regard to how each is qualified.

“Nearly 200” is borne by 196, “42 %” by 41.7 %, “more than 1,000” by 1,204, “1 thousand” by 1,000;
200 is not borne by 196.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, DivisionByZero, InvalidOperation

from evidence.figures import Figure, Qualifier
from evidence.reading.figures_in_text import FigureKind, FoundFigure
from evidence.terms import stem

# How far from the true number a figure may be that says “about” or “nearly”.
_ABOUT = Decimal("0.12")
_NEARLY = Decimal("0.15")
# “Over 200” is no way to tell of 900; “hundreds” is.
_FAR = Decimal("1.6")
_IN = re.compile(r"in (\d[\d,]*)")
_SMALL = 12
_LEAST_DIGITS = 2
_MOST_COUNTS = 20
_PARTS = {FigureKind.PERCENT, FigureKind.RATIO}
_LOOSE = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}
_TIGHT = {Qualifier.FEWER_THAN, Qualifier.AT_MOST}
# Nouns that count the same in most texts.
_ALIKE = tuple(
    group.split()
    for group in """
    people persons individuals participants respondents subjects interviewees users adults patients
    studies papers articles publications works trials
    programs programmes tools applications apps software packages systems services
    images pictures photos photographs frames items files
    sites websites pages platforms domains
    posts messages tweets comments entries
    times fold
    """.strip().splitlines()
)
_GROUP_OF = {stem(word): number for number, words in enumerate(_ALIKE) for word in words}


def meets(stated: FoundFigure, found: FoundFigure) -> bool:
    """Whether the figure found in a text bears the one stated in a claim, unit included."""
    return are_of_one_kind(stated, found) and bears(stated.figure, found.figure)


def bears(stated: Figure, found: Figure) -> bool:
    """Whether one number bears the other, whatever they count."""
    stated, found = _as_share(stated), _as_share(found)
    if stated.high is not None:
        return found.high is not None and (
            _is_rounded(stated.value, found.value) and _is_rounded(stated.high, found.high)
        )
    if found.high is not None:
        return stated.qualifier is not Qualifier.EXACTLY and any(
            _is_borne(stated, end) for end in (found.value, found.high)
        )
    return _is_borne(stated, found.value)


def are_of_one_kind(stated: FoundFigure, found: FoundFigure) -> bool:
    """Whether two figures count the same sort of thing, as far as their words tell."""
    kinds = {stated.kind, found.kind}
    if FigureKind.STATISTIC in kinds or stated.kind.is_time is not found.kind.is_time:
        return FigureKind.STATISTIC in kinds and found.kind is FigureKind.STATISTIC
    if kinds <= _PARTS:
        return True
    if len(kinds) > 1:
        # “Under 30” is an age as well; a bare number may be of any kind but a share.
        return not kinds & _PARTS and (_is_bare(stated) or _is_bare(found))
    return are_units_alike(stated, found)


def are_units_alike(stated: FoundFigure, found: FoundFigure) -> bool:
    """Whether the units are the same or like, or one of them is not told."""
    one, other = _unit(stated), _unit(found)
    if not one or not other or one == other:
        return True
    group = _GROUP_OF.get(one)
    if group is not None and group == _GROUP_OF.get(other):
        return True
    return one in _words(found) or other in _words(stated)


def is_plain_count(stated: FoundFigure) -> bool:
    """Whether it is a small count in a sentence's own build, such as “two ways”."""
    figure = stated.figure
    return (
        stated.kind is FigureKind.COUNT
        and figure.high is None
        and figure.value < _SMALL
        and figure.qualifier is Qualifier.EXACTLY
    )


def is_worked_out(stated: FoundFigure, found: Iterable[FoundFigure]) -> bool:
    """Whether a share follows from two counts of the text, as 25 % does from 50 of 200."""
    if stated.kind not in _PARTS:
        return False
    counts = [each.figure.value for each in found if each.kind is FigureKind.COUNT][:_MOST_COUNTS]
    return any(
        bears(stated.figure, Figure(value=part / whole * 100, unit="%", subject=""))
        for whole in counts
        for part in counts
        if 0 < part < whole
    )


def _as_share(figure: Figure) -> Figure:
    """“1 in 4” as a share of 100."""
    match = _IN.fullmatch(figure.unit)
    whole = Decimal(match[1].replace(",", "")) if match else Decimal(0)
    return replace(figure, value=figure.value * 100 / whole, unit="%") if whole else figure


def _is_borne(stated: Figure, value: Decimal) -> bool:
    wanted, qualifier = stated.value, stated.qualifier
    # The text may qualify it in words of its own: “heavier than 12 tonnes”.
    if value == wanted:
        return True
    if qualifier in _LOOSE:
        return wanted < value and (value <= wanted * _FAR or _is_vague(stated))
    if qualifier in _TIGHT:
        return value < wanted <= value * _FAR
    if qualifier is Qualifier.NEARLY:
        return wanted * (1 - _NEARLY) <= value < wanted
    if qualifier is Qualifier.ABOUT:
        return abs(value - wanted) <= wanted * _ABOUT
    return _is_rounded(wanted, value)


def _is_vague(stated: Figure) -> bool:
    """“Hundreds”, “thousands”: a power of ten as a least."""
    return stated.qualifier is Qualifier.AT_LEAST and _digits(stated.value) == 1


def _is_rounded(short: Decimal, long: Decimal) -> bool:
    """Whether one number is the other with fewer digits, two of them at least."""
    if short == long:
        return True
    digits = _digits(short)
    if digits < _LEAST_DIGITS or not long or _digits(long) < digits:
        return False
    try:
        step = Decimal(1).scaleb(short.normalize().as_tuple().exponent)  # type: ignore[arg-type]
        return abs(long - short) <= step / 2
    except (InvalidOperation, DivisionByZero):
        return False


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _is_bare(found: FoundFigure) -> bool:
    return found.kind is FigureKind.COUNT and not found.figure.unit


def _unit(found: FoundFigure) -> str:
    unit = found.figure.unit.split(" a ", maxsplit=1)[0]
    return stem(unit.lower()) if unit else ""


def _words(found: FoundFigure) -> set[str]:
    return {stem(word.lower()) for word in found.figure.subject.split()}
