"""Which reference a number means, also where a text has several lists or one without numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from evidence.reading.paper import ListedReference


class NumberedLists:
    """The numbered lists of a text; a number is looked up in the next list after the call.

    Lists are told apart only where numbers repeat. References of which none has a number are
    counted, and `is_counted` tells so.
    """

    def __init__(self, references: Sequence[ListedReference]) -> None:
        numbered = [
            (place, reference.number)
            for place, reference in enumerate(references)
            if reference.number is not None
        ]
        self.is_counted = bool(references) and not numbered
        if self.is_counted:
            numbered = [(place, place + 1) for place in range(len(references))]
        self._lists = _lists(numbered)
        self._ends = [references[max(listed.values())].end for listed in self._lists]

    @property
    def highest(self) -> int:
        """The highest number of any list; 0 if there is none."""
        return max((max(listed) for listed in self._lists), default=0)

    @property
    def are_several(self) -> bool:
        """Whether the same number means different works in different places."""
        return len(self._lists) > 1

    def find(self, number: int, place: int) -> int | None:
        """Which reference a number means at a place of the text."""
        if not self._lists:
            return None
        at = min(bisect_right(self._ends, place), len(self._lists) - 1)
        return self._lists[at].get(number)


def _lists(numbered: Sequence[tuple[int, int]]) -> list[dict[int, int]]:
    lists: list[dict[int, int]] = []
    last = 0
    for place, number in numbered:
        if not lists or (number in lists[-1] and number <= last):
            lists.append({})
        lists[-1].setdefault(number, place)
        last = number
    if len(lists) > 1 and any(len(listed) < 2 for listed in lists):
        return [_first_of_each(numbered)]
    return lists


def _first_of_each(numbered: Sequence[tuple[int, int]]) -> dict[int, int]:
    """One list in which a number stands twice by mistake."""
    found: dict[int, int] = {}
    for place, number in numbered:
        found.setdefault(number, place)
    return found
