"""Figures: the numbers of a claim, with unit, qualifier, period and subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NewType

from bib.dates import PartialDate
from evidence.errors import InvalidRecordError

FigureId = NewType("FigureId", str)
"""A figure by its claim and its place among the figures of that claim: `claim-id#1`."""

_FIGURE_ID = re.compile(r"(?P<claim>\S+)#(?P<place>[1-9]\d{0,5})")


class Qualifier(StrEnum):
    """How a stated number relates to the true one."""

    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    FEWER_THAN = "fewer than"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number as its claim states it; `high` is the upper end where a range is stated.

    `unit` is what is counted (images, mentions, %), `subject` what it is counted of.
    `since` and `until` bound the period the number covers, `as_of` is the day of counting.
    `dispute` says in a sentence why the number is doubted, `disputed_by` names claims that differ.
    A number is never averaged over sources.

    A number that was worked out of others names them: the first over the second in `ratio_of`, the
    parts in `sum_of`, the earlier and the later in `growth_of`. `not_before` names figures whose
    `as_of` is when that which is counted began.
    """

    value: Decimal
    unit: str
    subject: str
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACTLY
    as_of: PartialDate | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    dispute: str = ""
    disputed_by: tuple[str, ...] = ()
    ratio_of: tuple[FigureId, ...] = ()
    sum_of: tuple[FigureId, ...] = ()
    growth_of: tuple[FigureId, ...] = ()
    not_before: tuple[FigureId, ...] = ()

    def __post_init__(self) -> None:
        if self.high is not None and self.high < self.value:
            raise InvalidRecordError(
                "figure", f"{self.value}–{self.high}", "the range runs backwards"
            )
        if len(self.ratio_of) not in {0, 2} or len(self.growth_of) not in {0, 2}:
            raise InvalidRecordError("figure", f"{self}", "a ratio or a growth is of two figures")
        if sum(map(bool, (self.ratio_of, self.sum_of, self.growth_of))) > 1:
            why = "it is a ratio, a sum or a growth, and not two of them"
            raise InvalidRecordError("figure", f"{self}", why)

    @property
    def is_disputed(self) -> bool:
        """Whether a reason to doubt the number is on record."""
        return bool(self.dispute or self.disputed_by)

    @property
    def made_of(self) -> tuple[FigureId, ...]:
        """The figures it was worked out of, in order."""
        return self.ratio_of or self.sum_of or self.growth_of

    def __str__(self) -> str:
        number = f"{self.value:,}" if self.high is None else f"{self.value:,}–{self.high:,}"
        qualifier = "" if self.qualifier is Qualifier.EXACTLY else f"{self.qualifier} "
        unit = self.unit if self.unit in {"%", "‰"} else f" {self.unit}" if self.unit else ""
        return f"{qualifier}{number}{unit}"


def figure_id(claim: str, place: int) -> FigureId:
    """The id of a claim's figure; places count from 1."""
    return FigureId(f"{claim}#{place}")


def parse_figure_id(text: str) -> tuple[str, int]:
    """Claim and place of a figure; the claim alone stands for its first.

    >>> parse_figure_id("karras2019ffhq-1#2")
    ('karras2019ffhq-1', 2)
    """
    match = _FIGURE_ID.fullmatch(text)
    return (match["claim"], int(match["place"])) if match else (text, 1)


_FIGURE = re.compile(
    rf"(?P<qualifier>{'|'.join(Qualifier)})?\s*(?P<value>\d[\d,.]*)"
    r"(?:\s*[–-]\s*(?P<high>\d[\d,.]*))?\s*(?P<unit>[^:]*?)\s*:\s*(?P<subject>.+)"
)


def parse_figure(text: str) -> Figure:
    """Read a figure as a person types it: qualifier, number or range, unit, colon, subject.

    >>> str(parse_figure("more than 35,000 stars: on the code host"))
    'more than 35,000 stars'

    Raises `InvalidRecordError`.
    """
    match = _FIGURE.fullmatch(text.strip())
    numbers = [_decimal(match[name]) for name in ("value", "high")] if match else []
    if match is None or numbers[0] is None:
        raise InvalidRecordError(
            "figure", text, "a number, its unit and its subject are wanted, as “200 tools: found”"
        )
    return Figure(
        value=numbers[0],
        high=numbers[1],
        unit=match["unit"],
        qualifier=Qualifier(match["qualifier"] or Qualifier.EXACTLY),
        subject=match["subject"],
    )


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "")) if text else None
    except InvalidOperation:
        return None
