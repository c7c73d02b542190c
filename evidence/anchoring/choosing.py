"""Which of several places is meant: the words before and after decide, then the stored place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from evidence.anchoring.flow import bare_letters
from evidence.anchoring.haystack import Haystack
from evidence.excerpts import Excerpt
from evidence.reading.paper import Span

CONTEXT = 32
# Two places whose surroundings fit this nearly alike cannot be told apart by them.
_ALIKE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The number of the place chosen, and the numbers of those that fit as well."""

    chosen: int
    rivals: tuple[int, ...] = ()


def choose(places: Sequence[Span], excerpt: Excerpt, haystack: Haystack) -> Choice:
    """One of one or more places.

    A stored place in this very text settles it; one in another copy only picks the nearest among
    those whose surroundings and page fit alike, and the others are told as rivals.
    """
    if len(places) == 1:
        return Choice(chosen=0)
    numbers = list(range(len(places)))
    if excerpt.start is not None and excerpt.text_sha256 == haystack.sha256:
        return Choice(chosen=min(numbers, key=lambda each: _distance(places[each], excerpt)))
    fits = [_fit(place, excerpt, haystack) for place in places]
    best = [each for each in numbers if fits[each] >= max(fits) - _ALIKE]
    on_page = [each for each in best if _is_on_page(places[each], excerpt, haystack)]
    best = on_page or best
    chosen = min(best, key=lambda each: _distance(places[each], excerpt))
    return Choice(chosen=chosen, rivals=tuple(each for each in best if each != chosen))


def _distance(place: Span, excerpt: Excerpt) -> int:
    return abs(place.start - (excerpt.start or 0))


def _is_on_page(place: Span, excerpt: Excerpt, haystack: Haystack) -> bool:
    return bool(excerpt.page) and haystack.page_label(place.start) == excerpt.page


def _fit(place: Span, excerpt: Excerpt, haystack: Haystack) -> float:
    """How well what stands before and after agrees with the prefix and suffix, from 0 to 2."""
    content = haystack.content
    # Twice as much is read because white space and punctuation do not count.
    before = content[max(0, place.start - 2 * CONTEXT) : place.start]
    after = content[place.end : place.end + 2 * CONTEXT]
    return _agreement(bare_letters(excerpt.prefix)[::-1], bare_letters(before)[::-1]) + _agreement(
        bare_letters(excerpt.suffix), bare_letters(after)
    )


def _agreement(stored: str, found: str) -> float:
    length = min(len(stored), CONTEXT)
    if not length:
        return 0.0
    return Indel.normalized_similarity(stored[:length], found[:length])
