"""Words in a row, as a sentence lists them."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str]) -> str:
    """The words with commas, and an “and” before the last; there must be one at least.

    >>> listed(["L1", "L2", "L3"])
    'L1, L2 and L3'
    """
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
