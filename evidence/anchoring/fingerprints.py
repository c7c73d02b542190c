"""Finding and verifying passages whose words are not stored, by hash and length."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256

from evidence.anchoring.flow import Flow
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.verbatim import with_sentence_marks
from evidence.excerpts import Fingerprint
from evidence.reading.paper import Span

# Where a sentence or a clause may begin: after such a mark and white space, or on a new line.
_SENTENCE_START = re.compile(r"(?:[.?!:][\"”’'*_)\]]*\s|\n)\s*")
_MOST_LETTERS = 20_000


def fingerprint_places(print_: Fingerprint, haystack: Haystack) -> list[tuple[Span, ...]]:
    """Where the passage stands, if it begins with a sentence, or begins and ends with words."""
    if not 0 < print_.length <= _MOST_LETTERS:
        return []
    for candidates in (_sentences, _sentence_openings, _wordings):
        for flow in haystack.flows:
            firsts = [
                first
                for first in candidates(print_, haystack, flow)
                if _is_at(first, print_, flow.letters)
            ]
            if firsts:
                return [
                    with_sentence_marks(flow.spans(first, first + print_.length), haystack.content)
                    for first in firsts
                ]
    return []


def _sentences(print_: Fingerprint, haystack: Haystack, flow: Flow) -> Iterable[int]:
    starts = haystack.starts_in(flow, _SENTENCE_START)
    return _ending_before(starts, print_, flow)


def _sentence_openings(_: Fingerprint, haystack: Haystack, flow: Flow) -> Iterable[int]:
    return haystack.starts_in(flow, _SENTENCE_START)


def _wordings(print_: Fingerprint, _: Haystack, flow: Flow) -> Iterable[int]:
    return _ending_before(flow.word_starts, print_, flow)


def _ending_before(starts: Collection[int], print_: Fingerprint, flow: Flow) -> Iterator[int]:
    """Those after whose letters another of them begins, or the text ends."""
    ends = {*starts, len(flow.letters)}
    return (first for first in starts if first + print_.length in ends)


def _is_at(first: int, print_: Fingerprint, letters: str) -> bool:
    passage = letters[first : first + print_.length]
    if len(passage) < print_.length:
        return False
    return sha256(passage.encode("utf-8", "surrogatepass")).hexdigest() == print_.sha256
