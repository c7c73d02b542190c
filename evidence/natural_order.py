"""The order in which a reader expects ids and places: 2 before 10, section 4 before 4.1."""

from __future__ import annotations

import re
from typing import Any

from evidence.claims import Claim, Locator

_DIGITS = re.compile(r"([0-9]+)")
_NUMBERED = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def natural(text: str) -> tuple[Any, ...]:
    """A sort key that compares runs of digits as numbers.

    >>> sorted(["L10", "L9", "L1"], key=natural)
    ['L1', 'L9', 'L10']
    """
    # A number is compared by length, then digit by digit: it may be longer than Python converts.
    parts = tuple(
        (len(part.lstrip("0")), part.lstrip("0")) if count % 2 else (0, part.casefold())
        for count, part in enumerate(_DIGITS.split(text))
    )
    return parts, text


# The name under which the order of findings asks for the same key.
natural_key = natural


def by_place(claim: Claim) -> tuple[Any, ...]:
    """A sort key for the claims of one work: their order in the work, then their ids.

    Numbered sections come first, then named ones (“abstract”, “fig1”), then claims without a place.
    A section's own claim comes before those of its paragraphs.
    """
    return place_order(claim.locator), natural(claim.id)


def place_order(locator: Locator) -> tuple[Any, ...]:
    """A sort key for the places of one work, as above."""
    section = locator.section
    group = 2 if not section else 0 if _NUMBERED.fullmatch(section) else 1
    return (
        group,
        natural(section)[0],
        -1 if locator.paragraph is None else locator.paragraph,
        -1 if locator.sentence is None else locator.sentence,
        locator.clause,
    )
