"""Queries: text a person typed or pasted, read into the query tree.

Whoosh's parser does the reading, with a grammar that no text can break: operators without
operands, unbalanced brackets and quotes, unknown fields and impossible years are read as words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from whoosh import query as whoosh_query

from tracker.search.grammar import FIELD, SideBySide, parsed
from tracker.search.tree import (
    FIELDS,
    KEYWORD_FIELDS,
    TEXT_FIELDS,
    And,
    Everything,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
    YearRange,
    invites_relaxing,
    relaxed,
    replaced,
    walk,
    within,
)
from tracker.search.words import chunks, slug, words

__all__ = [
    "FIELDS",
    "And",
    "Everything",
    "Fuzzy",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Wildcard",
    "Word",
    "YearRange",
    "parse_query",
    "relaxed",
    "replaced",
    "walk",
    "within",
]

LONGEST_QUERY = 10_000
MOST_PARTS = 200
# Patterns and fuzzy words, which mean looking through the index's words one by one.
_MOST_COSTLY = 10
_DEEPEST = 20
_PASSAGE_WORDS = 30
_WORDS_AN_OPERATOR = 15
_FEWEST_SHOUTED = 3
_WIDEST_SLOP = 50

_YEARS = re.compile(r"(\d{1,4})?\s*(?:\.{2,3}|[-\u2010-\u2014\u2026])\s*(\d{1,4})?")
_YEAR_BOUND = re.compile(r"(>=|<=|=|>|<)?(\d{1,4})")
_OPERATOR = re.compile(r"(?<!\S)(?:AND|OR|NOT)(?!\S)")
_DANGLING_FIELD = re.compile(rf"(?i:{'|'.join(FIELDS)}):")
_ONLY_ASKING = re.compile(r"[^*?]*\?+")
_NO_PATTERN = re.compile("[^\\w*?\u2010\u2011.'\u2019&-]")
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"') | {"\0": " "})
_BOOST = re.compile(r"\^[\d.]*(?!\w)")
_LEFTOVER = re.compile(r"[\[{]TO|TO[\]}]")


def parse_query(text: str) -> Query:
    """Read a query; every text is one, and a text without a word in it asks for everything.

    A passage of prose (over 30 words with hardly an operator) is read as its words alone. Of a
    text beyond 10,000 characters the beginning is read, of a query beyond 200 parts the first 200;
    after ten patterns and fuzzy words, further ones are read as words.
    """
    text = _bounded(text)
    if _is_prose(text) or _is_too_deep(text):
        return _plain(text)
    return _Translation().query(parsed(text)) or _plain(text)


def _bounded(text: str) -> str:
    """The text with plain quotes in pairs and single spaces, as far as it is read."""
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY].rsplit(None, 1)[0]
    text = " ".join(text.translate(_QUOTES).split())
    if text.count('"') % 2:
        before, _, after = text.rpartition('"')
        text = f"{before} {after}"
    return text


def _is_prose(text: str) -> bool:
    """Whether capitals such as NOT are emphasis here: a long passage, or one all in capitals."""
    count = len(text.split())
    operators = len(_OPERATOR.findall(text))
    if not operators:
        return count > _PASSAGE_WORDS and not re.search(FIELD, text)
    shouted = len(re.findall(r"[^\W\d_]{2,}", text)) - operators >= _FEWEST_SHOUTED
    if text.isupper() and shouted and not re.search('["()]', text):
        return True
    return count > _PASSAGE_WORDS and operators * _WORDS_AN_OPERATOR < count


def _is_too_deep(text: str) -> bool:
    """Whether brackets nest beyond what Whoosh's recursive parser can follow."""
    depth = deepest = 0
    for bracket in re.findall(r"[()]", text):
        depth = depth + 1 if bracket == "(" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def _plain(text: str) -> Query:
    """The words of a text, whatever else is in it; operators are words only if nothing else is."""
    typed = dict.fromkeys(_trimmed(word) for word in text.replace('"', " ").split())
    found = [word for word in typed if word]
    rest = [word for word in found if not _OPERATOR.fullmatch(word)] or found
    parts = tuple(Word(word) for word in rest[:MOST_PARTS])
    if not parts:
        return Everything()
    return And(parts, may_relax=True) if len(parts) > 1 else parts[0]


class _Translation:
    """One walk over Whoosh's tree; counts the leaves so that no query grows without bound."""

    def __init__(self) -> None:
        self._room = MOST_PARTS
        self._costly_room = _MOST_COSTLY

    def query(self, found: Any) -> Query | None:
        """Our form of a part of Whoosh's tree, or `None` where it says nothing."""
        match found:
            case SideBySide.Query():
                parts = self._telling_parts(found)
                return And(parts, may_relax=True) if invites_relaxing(parts) else _all_of(parts)
            case whoosh_query.And():
                return _all_of(self._telling_parts(found))
            case whoosh_query.Or():
                return _any_of(self._parts(found))
            case whoosh_query.Not():
                return _not(self.query(found.query))
            case whoosh_query.FuzzyTerm() | whoosh_query.Wildcard():
                self._costly_room -= 1
                return self._leaf(found, _leaf if self._costly_room >= 0 else _as_word)
            case _:
                return self._leaf(found, _leaf)

    def _leaf(self, found: Any, read: Callable[[Any], Query | None]) -> Query | None:
        self._room -= 1
        return read(found) if self._room >= 0 else None

    def _parts(self, found: Any) -> tuple[Query, ...]:
        parts = (self.query(part) for part in found.subqueries)
        return tuple(dict.fromkeys(part for part in parts if part is not None))

    def _telling_parts(self, found: Any) -> tuple[Query, ...]:
        """The parts, without those that ask for nothing in particular if there are others."""
        parts = self._parts(found)
        return tuple(part for part in parts if part != Everything()) or parts


def _all_of(parts: tuple[Query, ...]) -> Query | None:
    return And(parts) if len(parts) > 1 else parts[0] if parts else None


def _not(part: Query | None) -> Query | None:
    if part is None or part == Everything():
        return None
    return part.part if isinstance(part, Not) else Not(part)


def _any_of(parts: tuple[Query, ...]) -> Query | None:
    return Or(parts) if len(parts) > 1 else parts[0] if parts else None


def _leaf(found: Any) -> Query | None:
    match found:
        case whoosh_query.Every():
            return Everything(_field(found))
        case whoosh_query.TermRange():
            return _range(found)
        case whoosh_query.Phrase():
            return _phrase(" ".join(found.words), found.slop, _field(found))
        case whoosh_query.FuzzyTerm() if found.maxdist:
            return _on_last_word(
                found, lambda text, field: Fuzzy(text, min(found.maxdist, 2), field)
            )
        case whoosh_query.Prefix():
            return _on_last_word(found, Prefix)
        case whoosh_query.Wildcard():
            return _wildcard(found)
        case whoosh_query.Term() | whoosh_query.FuzzyTerm():
            return _term(found.text, _field(found))
    return None


def _as_word(found: Any) -> Query | None:
    return _term(found.text, _field(found))


def _field(found: Any) -> str | None:
    return found.fieldname.lower() if found.fieldname else None


def _term(text: str, field: str | None) -> Query | None:
    if field == "year":
        return _years(text) or _phrase(text, 1, None)
    if _LEFTOVER.fullmatch(text) or _DANGLING_FIELD.fullmatch(text):
        return None
    trimmed = _trimmed(text)
    return Word(trimmed, field) if trimmed else None


def _trimmed(text: str) -> str:
    """The text without weights and the signs around it; empty where there is no word in it."""
    text = _BOOST.sub("", text)
    places = list(chunks(text))
    return text[places[0].start : places[-1].end] if places else ""


def _phrase(text: str, slop: int, field: str | None) -> Query | None:
    found = words(text)
    if len(found) < 2 or " " not in text or field not in (None, *TEXT_FIELDS):
        return _term(text, field)
    return Phrase(text.strip(), min(slop, _WIDEST_SLOP), field)


def _years(text: str) -> Query | None:
    if match := _YEARS.fullmatch(text):
        first, last = (int(year) if year else None for year in match.groups())
        return _ordered(first, last) if match[1] or match[2] else Everything("year")
    if match := _YEAR_BOUND.fullmatch(text):
        year = int(match[2])
        match match[1]:
            case ">":
                return YearRange(year + 1, None)
            case ">=":
                return YearRange(year, None)
            case "<":
                return YearRange(None, year - 1)
            case "<=":
                return YearRange(None, year)
        return YearRange(year, year)
    return None


def _range(found: Any) -> Query | None:
    if _field(found) not in {None, "year"} or not (found.start or found.end):
        return None
    first = int(found.start) + bool(found.startexcl) if found.start else None
    last = int(found.end) - bool(found.endexcl) if found.end else None
    return _ordered(first, last)


def _ordered(first: int | None, last: int | None) -> YearRange:
    if first is not None and last is not None and first > last:
        first, last = last, first
    return YearRange(first, last)


def _on_last_word(found: Any, make: Callable[[str, str | None], Query]) -> Query | None:
    """Prefix and fuzziness belong to the last word; words glued before it are asked for as such."""
    field = _field(found)
    if field == "year" and not found.text.isdecimal():
        return _term(found.text, field)
    if field in KEYWORD_FIELDS:
        return make(found.text, field) if slug(found.text) else None
    *before, last = [found.text[place.start : place.end] for place in chunks(found.text)] or [""]
    if not last:
        return None
    return _all_of((*(Word(text, field) for text in before), make(last, field)))


def _wildcard(found: Any) -> Query | None:
    field, pattern = _field(found), found.text
    if not pattern.strip("*"):
        return Everything(field)
    if " " in pattern:
        return _phrase(pattern, 1, field)
    if field not in KEYWORD_FIELDS and (
        _NO_PATTERN.search(pattern) or _ONLY_ASKING.fullmatch(pattern)
    ):
        return _term(pattern, field)
    return Wildcard(pattern, field) if words(pattern) else None
