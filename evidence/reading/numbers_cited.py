"""The numbers of a numeric reference call, ranges filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass

DASH = "-–—‐‑−"
NUMBER = rf"\d{{1,4}}(?:\s{{0,3}}[{DASH}]\s{{0,3}}\d{{1,4}})?"
NUMBERS = rf"{NUMBER}(?:\s{{0,3}}(?:[,;،、，]|and\b|&)\s{{0,3}}{NUMBER}){{0,80}}"
_NUMBER = re.compile(rf"(\d{{1,4}})(?:\s*[{DASH}]\s*(\d{{1,4}}))?")
_WIDEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class CitedNumber:
    """A number of a call, and whether it only stood inside a range."""

    number: int
    through_range: bool = False


def read_numbers(words: str) -> tuple[tuple[CitedNumber, ...], str]:
    """The numbers in order, each once, and what is odd about them.

    >>> read_numbers("3, 35-37")[0][2]
    CitedNumber(number=36, through_range=True)
    """
    found: dict[int, CitedNumber] = {}
    odd = ""
    for match in _NUMBER.finditer(words):
        first, last = int(match[1]), int(match[2] or match[1])
        found[first] = CitedNumber(first)
        if match[2]:
            odd = odd or _oddity(first, last)
            if 0 < last - first <= _WIDEST_RANGE:
                for number in range(first + 1, last):
                    found.setdefault(number, CitedNumber(number, through_range=True))
            found[last] = CitedNumber(last)
    return tuple(found.values()), odd


def _oddity(first: int, last: int) -> str:
    if last <= first:
        return f"the range {first}–{last} does not count upwards"
    if last - first > _WIDEST_RANGE:
        return f"the range {first}–{last} is too wide to be believed"
    return ""
