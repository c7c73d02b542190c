"""Candidates: the pairs of a bibliography that are worth comparing, found without comparing all.

Works go into blocks by what duplicates are likely to share even if one of them is faulty:
identifiers, rare words of the title, author and year, place in a volume. In a block too large to
compare each with each, works are sorted and compared with their neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bib.duplicates.portraits import Portrait

_LARGEST_BLOCK = 12
_NEIGHBOURS = 6
_RARE_WORDS = 4
_SHORTEST_WORD = 3
_NAMING = ("doi", "arxiv", "pmid", "pmcid", "handle", "isbn", "url")


def candidates(portraits: Sequence[Portrait]) -> Iterator[tuple[Portrait, Portrait]]:
    """Each pair once, as the places of the two in order."""
    frequency = Counter(word for each in portraits for word in {*each.words})
    blocks: defaultdict[int, list[Portrait]] = defaultdict(list)
    for each in portraits:
        for key in _keys(each, frequency):
            blocks[key].append(each)
    many = len(portraits)
    seen: set[int] = set()
    for key in list(blocks):
        for one, other in _pairs(blocks.pop(key)):
            pair = one.place * many + other.place
            if pair not in seen:
                seen.add(pair)
                yield one, other


def _keys(portrait: Portrait, frequency: Counter[str]) -> Iterator[int]:
    """Hashes of what the portrait shares with its duplicates; each kind is salted with a letter."""
    for kind in _NAMING:
        if value := portrait.ids.get(kind):
            yield hash((kind, value))
    if portrait.letters:
        yield hash(("t", portrait.letters))
        yield hash(("s", portrait.main[:24]))
        yield hash(("e", portrait.letters[-14:], portrait.year))
    rare = sorted(
        {word for word in portrait.words if len(word) >= _SHORTEST_WORD},
        key=lambda word: (frequency[word], word),
    )[:_RARE_WORDS]
    for one, other in combinations(sorted(rare), 2):
        yield hash(("w", one, other))
    if portrait.first_page and (portrait.volume or portrait.venue):
        yield hash(("p", portrait.first_page, portrait.volume, portrait.last_page))
    for person in portrait.people[:2]:
        if portrait.words:
            yield hash(("a", person.family[:6], portrait.year, portrait.words[0][:4]))
            yield hash(("b", person.family[:6], portrait.words[-1][:5], len(portrait.words)))


def _pairs(block: list[Portrait]) -> Iterable[tuple[Portrait, Portrait]]:
    if len(block) <= _LARGEST_BLOCK:
        yield from combinations(sorted(block, key=lambda each: each.place), 2)
        return
    for order in (_by_title, _by_author):
        ranked = sorted(block, key=order)
        for at, one in enumerate(ranked):
            for other in ranked[at + 1 : at + 1 + _NEIGHBOURS]:
                yield (one, other) if one.place < other.place else (other, one)


def _by_title(portrait: Portrait) -> tuple[str, str, int]:
    return portrait.letters, portrait.first_page, portrait.place


def _by_author(portrait: Portrait) -> tuple[str, int, str, int]:
    first = portrait.people[0].family if portrait.people else ""
    return first, portrait.year or 0, portrait.first_page, portrait.place
