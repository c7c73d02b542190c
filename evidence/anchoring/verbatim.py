"""The exact and the normalised step: the same words, letter by letter or but for their print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.anchoring.flow import Flow, bare_letters
from evidence.anchoring.haystack import REFERENCE_NUMBERS, Haystack
from evidence.anchoring.plain_form import plain_form
from evidence.reading.paper import Span

# A quotation found more often than this is a word, not a quotation.
MOST_PLACES = 1000
_EDGES = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.DOTALL)


def exact_places(quote: str, haystack: Haystack) -> list[Span]:
    """Where the very characters stand; whole words go before parts of words."""
    places: list[Span] = []
    start = haystack.content.find(quote)
    while start >= 0 and len(places) < MOST_PLACES:
        places.append(Span(start=start, end=start + len(quote)))
        start = haystack.content.find(quote, start + 1)
    whole = [place for place in places if is_whole_words(haystack.content, place)]
    return whole or places


def normalised_places(quote: str, haystack: Haystack, flow: Flow) -> list[tuple[Span, ...]]:
    """Where the words stand in another print, as whole words, each place in its stretches."""
    wanted = plain_form(quote)
    found: list[tuple[Span, ...]] = []
    for first, last in letter_places(needle_of(quote), flow):
        spans = with_edges(quote, flow.spans(first, last), haystack.content)
        place = Span(start=spans[0].start, end=spans[-1].end)
        words = " ".join(haystack.content[each.start : each.end] for each in spans)
        if plain_form(words) == wanted and is_whole_words(haystack.content, place):
            found.append(spans)
    return found


def needle_of(quote: str) -> str:
    """The letters to look for in a flow."""
    return bare_letters(REFERENCE_NUMBERS.sub(" ", quote))


def letter_places(needle: str, flow: Flow) -> Iterator[tuple[int, int]]:
    """Where the letters stand in the flow, as first and last, exclusive; not over and over."""
    first = flow.letters.find(needle) if needle else -1
    for _ in range(MOST_PLACES):
        if first < 0:
            return
        yield first, first + len(needle)
        first = flow.letters.find(needle, first + 1)


def with_edges(quote: str, spans: tuple[Span, ...], content: str) -> tuple[Span, ...]:
    """The stretches, widened by the punctuation with which the quotation begins and ends."""
    match = _EDGES.match(quote)
    head, tail = (match[1], match[3]) if match else ("", "")
    start = _widened(content, spans[0].start, head, step=-1)
    spans = (Span(start=start, end=spans[0].end), *spans[1:])
    end = _widened(content, spans[-1].end, tail, step=1)
    return (*spans[:-1], Span(start=spans[-1].start, end=end))


def _widened(content: str, place: int, edge: str, *, step: int) -> int:
    """How far to go left (-1) or right (1) until what was passed is the edge in plain form."""
    wanted = plain_form(edge)
    far = place
    for _ in range(2 * len(edge) + 8):
        passed = content[far:place] if step < 0 else content[place:far]
        if plain_form(passed) == wanted:
            return far
        character = content[far - 1 : far] if step < 0 else content[far : far + 1]
        if not character or character.isalnum():
            return place
        far += step
    return place


def is_whole_words(content: str, place: Span) -> bool:
    """Whether no word is cut at either end; scripts without spaces between words have no such."""
    return not _cuts_word(content, place.start) and not _cuts_word(content, place.end)


def _cuts_word(content: str, place: int) -> bool:
    pair = content[max(0, place - 1) : place + 1]
    return len(pair) == 2 and place > 0 and all(c.isalnum() and c < "\u0e00" for c in pair)
