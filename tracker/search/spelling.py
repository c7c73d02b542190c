"""Spelling: how far two words are apart, and which known word was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


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


def near_words(word: str, known: Iterable[str], *, limit: int) -> Iterator[tuple[str, int]]:
    """The known words at most `limit` edits away, with how many."""
    letters = set(word)
    for candidate in known:
        # An edit brings in or takes out one letter; this rules out nearly all, and quickly.
        if len(letters.difference(candidate)) <= limit and len(set(candidate) - letters) <= limit:
            distance = edit_distance(word, candidate, limit=limit)
            if distance <= limit:
                yield candidate, distance


def nearest(
    word: str, known: Iterable[str], *, frequency: Callable[[str], int], limit: int
) -> str | None:
    """The known word least far away, the most frequent of those; `None` beyond `limit` edits."""
    found = list(near_words(word, known, limit=limit))
    least = min((distance for _, distance in found), default=0)
    best = [candidate for candidate, distance in found if distance == least]
    return max(best, key=lambda candidate: (frequency(candidate), candidate), default=None)
