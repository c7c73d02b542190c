"""Finding and verifying passages whose words are not stored, by hash and length."""

from __future__ import annotations

import re
from hashlib import sha256

from evidence.anchoring.haystack import Haystack
from evidence.excerpts import Fingerprint
from evidence.reading.paper import Span

# Where a sentence or a clause may begin: after such a mark and white space, or on a new line.
_SENTENCE_START = re.compile(r"(?:[.?!:][\"”’'*_)\]]*\s|\n)\s*")
# What ends a sentence after its last letter: reference numbers, a full stop, a closing quote.
_SENTENCE_END = re.compile(r"[\"”’*_)\]]{0,3}(?:\s?\[[\d\s,;–-]{1,200}\])?[.?!][\"”’*_)]{0,2}")
_OPENING = re.compile(r"[\"“‘*_(]{1,3}$")
_MOST_LETTERS = 20_000


def fingerprint_places(print_: Fingerprint, haystack: Haystack) -> list[tuple[Span, ...]]:
    """Where the passage stands: looked for at the starts of sentences first, then of all words."""
    if not 0 < print_.length <= _MOST_LETTERS:
        return []
    for by_words in (False, True):
        for flow in haystack.flows:
            starts = flow.word_starts if by_words else haystack.starts_in(flow, _SENTENCE_START)
            firsts = [first for first in starts if _is_at(first, print_, flow.letters)]
            if firsts:
                return [
                    _readable(flow.spans(first, first + print_.length), haystack.content)
                    for first in firsts
                ]
    return []


def _is_at(first: int, print_: Fingerprint, letters: str) -> bool:
    passage = letters[first : first + print_.length]
    if len(passage) < print_.length:
        return False
    return sha256(passage.encode("utf-8", "surrogatepass")).hexdigest() == print_.sha256


def _readable(spans: tuple[Span, ...], content: str) -> tuple[Span, ...]:
    """With the marks that open and end the sentence, which have no letters."""
    ending = _SENTENCE_END.match(content, spans[-1].end)
    end = ending.end() if ending else spans[-1].end
    start = spans[0].start
    opening = _OPENING.search(content, max(0, start - 3), start)
    first = Span(start=opening.start() if opening else start, end=spans[0].end)
    spans = (first, *spans[1:])
    return (*spans[:-1], Span(start=spans[-1].start, end=end))
