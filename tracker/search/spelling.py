"""Spelling: how far two words are apart, and which known word was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def edit_distance(one: str, other: str, *, limit: int) -> int:
    """Letters to insert, drop, change or swap with their neighbour; beyond `limit`, `limit` + 1.

    >>> edit_distance("flynn", "flynm", limit=2), edit_distance("lfynn", "flynn", limit=2)
    (1, 1)
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        further = [at] + [0] * len(other)
        for to, opposite in enumerate(other, 1):
            change = row[to - 1] + (letter != opposite)
            further[to] = min(row[to] + 1, further[to - 1] + 1, change)
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == opposite:
                further[to] = min(further[to], before[to - 2] + 1)
        if min(further) > limit:
            return limit + 1
        before, row = row, further
    return min(row[-1], limit + 1)


def nearest(
    word: str, known: Iterable[str], *, frequency: Callable[[str], int], limit: int
) -> str | None:
    """The known word least far away, the most frequent of those; `None` beyond `limit` edits."""
    found: list[str] = []
    best = limit
    for candidate in known:
        distance = edit_distance(word, candidate, limit=best)
        if distance < best:
            found, best = [candidate], distance
        elif distance == best:
            found.append(candidate)
    return max(found, key=lambda candidate: (frequency(candidate), candidate), default=None)
