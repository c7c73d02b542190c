"""Highlights: the places of a text that answer a query."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracker.search.spelling import edit_distance
from tracker.search.tree import Fuzzy, Phrase, Prefix, Query, Wildcard, Word, walk
from tracker.search.words import Chunk, chunks, pattern_expression, stem, words

_KEYWORDS_ASIDE = (None, "title", "author")
_WIDTH = 160
_LEAD = 40
_MOST_TEXT = 2_000_000
_MOST_MATCHES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A stretch of the text as pieces, each with whether it is a match; white space is single."""

    pieces: tuple[tuple[str, bool], ...]

    def marked(self, before: str, after: str) -> str:
        """The fragment as one string, its matches between two marks."""
        return "".join(
            f"{before}{piece}{after}" if is_match else piece for piece, is_match in self.pieces
        )

    def __str__(self) -> str:
        return self.marked("", "")


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    term: int


def highlights(text: str, query: Query, *, limit: int = 3) -> list[Fragment]:
    """At most `limit` fragments of the text, those with most of the query's words, in text order.

    Empty where no word of the query stands in the text, for example because the query asks for
    keywords only.
    """
    return [fragment for _, fragment in placed_highlights(text, query, limit=limit)]


def placed_highlights(text: str, query: Query, *, limit: int) -> list[tuple[int, Fragment]]:
    """The same, each with where it begins."""
    text = text[:_MOST_TEXT]
    matches = sorted(set(_matches(list(chunks(text)), query)), key=lambda match: match.start)
    windows = _best_windows(text, matches[:_MOST_MATCHES], limit)
    return [(start, _fragment(text, start, end, matches)) for start, end in windows]


def marked_whole(text: str, query: Query) -> Fragment:
    """The whole text, which is taken to be short, with its matches."""
    matches = sorted(set(_matches(list(chunks(text)), query)), key=lambda match: match.start)
    return _fragment(text, 0, len(text), matches)


def _matches(places: list[Chunk], query: Query) -> Iterator[_Match]:
    for term, part in enumerate(walk(query)):
        if getattr(part, "field", "none") not in _KEYWORDS_ASIDE:
            continue
        if isinstance(part, Phrase):
            yield from _phrase_matches(places, part, term)
        elif test := _test(part):
            for place in places:
                if any(test(word) for word in (*place.forms.parts, place.forms.whole)):
                    yield _Match(place.start, place.end, term)


def _test(part: Query) -> Callable[[str], bool] | None:
    """Whether a folded word answers a part of the query."""
    match part:
        case Word(text, _):
            asked = _stems(text)
            return lambda word: stem(word) in asked
        case Prefix(text, _):
            beginning = "".join(words(text))
            return lambda word: word.startswith(beginning)
        case Wildcard(pattern, _):
            expression = pattern_expression(pattern)
            return lambda word: bool(expression.fullmatch(word))
        case Fuzzy(text, edits, _):
            asked_word = "".join(words(text))
            return lru_cache(maxsize=None)(
                lambda word: edit_distance(asked_word, word, limit=edits) <= edits
            )
    return None


def _stems(text: str) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(text):
        found |= {stem(word) for word in (*chunk.forms.parts, chunk.forms.whole) if word}
    return found


def _phrase_matches(places: list[Chunk], phrase: Phrase, term: int) -> Iterator[_Match]:
    asked = [stem(word) for word in words(phrase.text)]
    said = [(stem(part), place) for place in places for part in place.forms.parts]
    for at, (root, _) in enumerate(said):
        if root != asked[0]:
            continue
        found = [at]
        for wanted in asked[1:]:
            ahead = range(found[-1] + 1, min(found[-1] + 1 + phrase.slop, len(said)))
            following = next((place for place in ahead if said[place][0] == wanted), None)
            if following is None:
                break
            found.append(following)
        else:
            for index in found:
                yield _Match(said[index][1].start, said[index][1].end, term)


def _best_windows(text: str, matches: list[_Match], limit: int) -> list[tuple[int, int]]:
    if not matches:
        return []
    if len(text) <= _WIDTH + _LEAD:
        return [(0, len(text))]
    starts = [match.start for match in matches]
    scored = []
    for at, match in enumerate(matches):
        inside = matches[at : bisect_left(starts, match.start + _WIDTH)]
        scored.append((-len({found.term for found in inside}), -len(inside), match.start))
    chosen: list[tuple[int, int]] = []
    for _, _, start in sorted(scored):
        window = _at_words(text, start - _LEAD, start - _LEAD + _WIDTH)
        if all(window[1] <= other[0] or other[1] <= window[0] for other in chosen):
            chosen.append(window)
        if len(chosen) == limit:
            break
    return sorted(chosen)


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, moved inwards so that it cuts no word at its ends."""
    start, end = max(0, start), min(len(text), end)
    if start:
        start = next((at for at in range(start, start + _LEAD) if text[at - 1].isspace()), start)
    if end < len(text):
        end = next((at for at in range(end, end - _LEAD, -1) if text[at].isspace()), end)
    return start, end


def _fragment(text: str, start: int, end: int, matches: list[_Match]) -> Fragment:
    pieces: list[tuple[str, bool]] = []
    at = start
    for match in matches:
        if match.start < at or match.end > end:
            continue
        pieces += [(text[at : match.start], False), (text[match.start : match.end], True)]
        at = match.end
    pieces.append((text[at:end], False))
    return Fragment(
        pieces=tuple((re.sub(r"\s+", " ", piece), hit) for piece, hit in pieces if piece)
    )
