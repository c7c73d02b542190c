"""Where an excerpt was found in a text, by which step, and what differs there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.reading.paper import Span


class Step(StrEnum):
    """How the words were found again; the earlier a step, the less was forgiven.

    Normalised forgives case, Unicode forms, ligatures, kinds of quotation marks and dashes,
    hyphenation and white space. Editorial forgives what a person marks or leaves out by custom:
    brackets, ellipses, emphasis, reference numbers. Approximate forgives a stated share of letters.
    """

    EXACT = "exact"
    NORMALISED = "normalised"
    EDITORIAL = "editorial"
    APPROXIMATE = "approximate"
    FINGERPRINT = "fingerprint"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words of the quotation and what the text has in their place; either may be empty."""

    quote: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The answer for one excerpt; an orphaned one has no `start` and `end`.

    `spans` are the words themselves, without a caption or a running head that cuts them in two.
    `score` is the share of letters that agree, 1 where nothing was forgiven but form. `rivals` are
    places that fit as well: where there are any, somebody has to choose. `nearest` is offered for
    an orphan, with its `score`, and is never taken by itself.
    """

    step: Step
    start: int | None = None
    end: int | None = None
    spans: tuple[Span, ...] = ()
    page: str = ""
    score: float = 1.0
    differences: tuple[Difference, ...] = ()
    rivals: tuple[Span, ...] = ()
    nearest: Span | None = None

    @property
    def is_ambiguous(self) -> bool:
        """Whether other places fit as well."""
        return bool(self.rivals)
