"""The exact and the normalised step: the same words, letter by letter or but for their print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from evidence.anchoring.flow import Flow, bare_letters
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.plain_form import plain_form
from evidence.excerpts import REFERENCE_NUMBERS
from evidence.reading.paper import Span

# A quotation found more often than this is a word, not a quotation.
MOST_PLACES = 1000
# What ends a sentence after its last letter: reference numbers, a full stop, a closing quote.
_SENTENCE_END = re.compile(r"[\"”’*_)\]]{0,3}(?:\s?\[[\d\s,;–-]{1,200}\])?[.?!][\"”’*_)]{0,2}")
_OPENING = re.compile(r"[\"“‘*_(]{1,3}$")
# More punctuation than this at an end of a quotation is not looked for in the text.
_MOST_EDGE = 40


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
        if plain_form(haystack.words(spans)) == wanted and is_whole_words(haystack.content, place):
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
    """The stretches, widened by the punctuation and reference numbers at the quotation's ends."""
    letters = [at for at, each in enumerate(_masked(quote)) if each.isalnum()]
    head, tail = quote[: letters[0]], quote[letters[-1] + 1 :]
    start, end = spans[0].start, spans[-1].end
    before = content[max(0, start - _reach(head)) : start]
    after = content[end : end + _reach(tail)]
    start -= _passed_back(head, before, _stand_in(quote[letters[0]]))
    end += _passed(tail.lstrip(_marks(tail)), after, _stand_in(quote[letters[-1]]))
    spans = (Span(start=start, end=spans[0].end), *spans[1:])
    return (*spans[:-1], Span(start=spans[-1].start, end=end))


def _masked(text: str) -> str:
    """The text with blanks in place of its reference numbers."""
    return REFERENCE_NUMBERS.sub(lambda match: " " * len(match[0]), text)


def _reach(edge: str) -> int:
    return 2 * min(len(edge), _MOST_EDGE) + 8


def _stand_in(letter: str) -> str:
    """A letter or digit in place of the one beside an edge, on which the edge's form depends."""
    return "0" if letter.isdigit() else "a"


def _marks(text: str) -> str:
    # Accents of the last letter; they belong to it.
    return "".join(each for each in text if unicodedata.combining(each))


def _passed(edge: str, beside: str, letter: str) -> int:
    """How many of the characters after a letter are the edge in plain form; none if none are."""
    wanted, masked = plain_form(letter + edge), _masked(beside)
    for count in range(len(beside) + 1):
        if plain_form(letter + beside[:count]) == wanted:
            return count
        if masked[count : count + 1].isalnum():
            break
    return 0


def _passed_back(edge: str, beside: str, letter: str) -> int:
    """The same of the characters before a letter."""
    wanted, masked = plain_form(edge + letter), _masked(beside)
    for count in range(len(beside) + 1):
        first = len(beside) - count
        if plain_form(beside[first:] + letter) == wanted:
            return count
        if masked[first - 1 : first].isalnum():
            break
    return 0


def with_sentence_marks(spans: tuple[Span, ...], content: str) -> tuple[Span, ...]:
    """With the marks that open and end the sentence, which have no letters."""
    ending = _SENTENCE_END.match(content, spans[-1].end)
    end = ending.end() if ending else spans[-1].end
    start = spans[0].start
    opening = _OPENING.search(content, max(0, start - 3), start)
    first = Span(start=opening.start() if opening else start, end=spans[0].end)
    spans = (first, *spans[1:])
    return (*spans[:-1], Span(start=spans[-1].start, end=end))


def is_whole_words(content: str, place: Span) -> bool:
    """Whether no word is cut at either end; scripts without spaces between words have no such."""
    return not _cuts_word(content, place.start) and not _cuts_word(content, place.end)


def to_whole_words(spans: tuple[Span, ...], content: str) -> tuple[Span, ...]:
    """The stretches with words that are cut at either end taken in, or left out if hardly begun."""
    start, end = spans[0].start, spans[-1].end
    if _cuts_word(content, start):
        start = _nearer(start, *_word_about(content, start))
    if _cuts_word(content, end):
        end = _nearer(end, *_word_about(content, end))
    if start >= spans[0].end or end <= spans[-1].start:
        return spans
    spans = (Span(start=start, end=spans[0].end), *spans[1:])
    return (*spans[:-1], Span(start=spans[-1].start, end=end))


def _word_about(content: str, place: int) -> tuple[int, int]:
    start = end = place
    while start > 0 and _cuts_word(content, start):
        start -= 1
    while end < len(content) and _cuts_word(content, end):
        end += 1
    return start, end


def _nearer(place: int, low: int, high: int) -> int:
    return low if place - low < high - place else high


def _cuts_word(content: str, place: int) -> bool:
    pair = content[max(0, place - 1) : place + 1]
    return len(pair) == 2 and place > 0 and all(c.isalnum() and c < "\u0e00" for c in pair)
