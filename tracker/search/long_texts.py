"""Highlights in long texts, of which only those paragraphs are cut into words that may answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.search.highlights import Fragment, placed_highlights
from tracker.search.tree import Phrase, Prefix, Query, Wildcard, Word, walk
from tracker.search.words import all_forms, fold, words

# Blank lines, else line ends, else nothing: no stretch is longer than what is looked into at once.
_INSIDE = r"(?:(?!\n\s*\n).)"
_STRETCH = re.compile(rf"\S(?:{_INSIDE}{{0,4000}}(?=\s|$)|{_INSIDE}{{0,4000}})", re.DOTALL)
_MOST_LOOKED_INTO = 40_000
_JOINERS = "-\u2010\u2011.'\u2019&_,"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFragment:
    """A fragment and where it begins in the text."""

    start: int
    fragment: Fragment


class _Folding(dict[int, str]):
    """Characters as words are folded, without what joins words; filled as they are met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        folded = "" if sign in _JOINERS else fold(sign)
        self[code] = folded
        return folded


_FOLDING = _Folding()


def text_highlights(content: str, query: Query, *, limit: int = 3) -> list[PlacedFragment]:
    """At most `limit` fragments, one of a stretch, from where most of the query's words stand."""
    asked = [beginnings for part in walk(query) if (beginnings := _beginnings(part))]
    if not asked:
        return []
    stretches = []
    for match in _STRETCH.finditer(content):
        folded = match[0].translate(_FOLDING)
        held = sum(all(each in folded for each in beginnings) for beginnings in asked)
        if held:
            stretches.append((-held, match.start(), match[0].rstrip()))
    found: list[PlacedFragment] = []
    looked_into = 0
    for _, start, stretch in sorted(stretches):
        found += [
            PlacedFragment(start=start + at, fragment=fragment)
            for at, fragment in placed_highlights(stretch, query, limit=1)
        ]
        looked_into += len(stretch)
        if len(found) == limit or looked_into > _MOST_LOOKED_INTO:
            break
    return sorted(found, key=lambda each: each.start)


def _beginnings(part: Query) -> tuple[str, ...]:
    """What stands in any text that answers this part of a query; nothing for one on keywords."""
    if getattr(part, "field", "none") not in {None, "title", "author"}:
        return ()
    match part:
        case Word(text, _) | Phrase(text, _, _):
            return tuple(_stem_beginnings(text))
        case Prefix(text, _):
            return ("".join(words(text)),)
        case Wildcard(pattern, _):
            return ("".join(words(re.split(r"[*?]", pattern)[0])),)
    # Words that are only like the one asked for may begin with anything.
    return ("",) if hasattr(part, "edits") else ()


def _stem_beginnings(text: str) -> Iterator[str]:
    for forms in all_forms(text):
        # The last letter of a stem is not always in the word: “hoping” has the stem “hope”.
        yield from (stem[:-1] if len(stem) > 2 else stem for stem in forms.stems)
