"""Query trees as clauses over the terms that one snapshot of the index has."""

from __future__ import annotations

import re
from collections.abc import Callable
from heapq import nlargest

from tracker.search.spelling import near_words
from tracker.search.tree import (
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
)
from tracker.search.whoosh_schema import PRESENT
from tracker.search.whoosh_scoring import (
    Adjacent,
    All,
    Clause,
    Every,
    Kept,
    Scored,
    Some,
    Statistics,
)
from tracker.search.whoosh_snapshot import Snapshot
from tracker.search.words import all_forms, pattern_expression, slug, words

# A prefix or pattern stands for at most so many words, those in most documents, and for fewer
# once all of a query together stand for many.
_MOST_WORDS = 200
_FEWEST_WORDS = 5
_MOST_WORDS_TOGETHER = 400
# Of the many words of a pasted passage, the rarest tell enough.
_MOST_ALTERNATIVES = 24
_LONGEST_PHRASE = 100
# A fuzzy word keeps its first letter, without which all words would have to be looked at.
_FUZZY_PREFIX = 1
_KEYWORD = 0.0

STEMMED = {None: "content", "title": "title", "author": "author"}
UNSTEMMED = {None: "exact", "title": "title_exact", "author": "author"}


class Clauses:
    """Turns trees into clauses for one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._statistics = Statistics(snapshot)
        self._words_left = _MOST_WORDS_TOGETHER

    def clause(self, tree: Query) -> Clause:
        """The clause that means the same."""
        match tree:
            case Everything(field):
                return self._terms(field, {PRESENT: _KEYWORD}) if field else All(self._snapshot)
            case Word(text, field):
                return self._word(text, field)
            case Phrase(text, slop, field):
                return self._adjacent(text, field, slop)
            case Prefix(text, field):
                return self._matching(field, self._folded(text, field), bool)
            case Wildcard(pattern, field):
                return self._wildcard(pattern, field)
            case Fuzzy(text, edits, field):
                return self._fuzzy(text, edits, field)
            case YearRange(first, last):
                return self._years(first, last)
            case Not(part):
                return Every((All(self._snapshot),), (self.clause(part),))
            case Or(parts, rarest_suffice):
                clauses = [self.clause(part) for part in parts]
                return Some(_rarest(clauses) if rarest_suffice else clauses)
            case And(parts):
                return self._every(parts)

    def _every(self, parts: tuple[Query, ...]) -> Clause:
        unwanted = [self.clause(part.part) for part in parts if isinstance(part, Not)]
        wanted = [self.clause(part) for part in parts if not isinstance(part, Not)]
        return Every(wanted or (All(self._snapshot),), unwanted)

    def _word(self, text: str, field: str | None) -> Clause:
        if field not in STEMMED:
            return self._terms(field, {slug(text): _KEYWORD})
        found = all_forms(text)
        if len(found) == 1 and found[0].whole:
            whole = found[0].whole if field == "author" else found[0].whole_stem
            return Some((self._scored(whole, field), self._adjacent(text, field, 1)))
        return self._adjacent(text, field, 1)

    def _adjacent(self, text: str, field: str | None, slop: int) -> Clause:
        found = all_forms(text)
        if field == "author":
            terms = [part for forms in found for part in forms.parts]
        else:
            terms = [root for forms in found for root in forms.stems]
        scored = [self._scored(term, field) for term in terms[:_LONGEST_PHRASE]]
        return scored[0] if len(scored) == 1 else Adjacent(scored, slop) if scored else Some(())

    def _scored(self, term: str, field: str | None) -> Scored:
        return Scored(STEMMED[field], term, self._statistics)

    def _terms(self, field: str | None, terms: dict[str, float]) -> Kept:
        return Kept(UNSTEMMED.get(field) or str(field), terms, self._statistics)

    def _folded(self, text: str, field: str | None) -> str:
        return "".join(words(text)) if field in UNSTEMMED else slug(text)

    def _wildcard(self, pattern: str, field: str | None) -> Clause:
        expression = pattern_expression(pattern, is_keyword=field not in UNSTEMMED)
        beginning = re.split(r"[*?]", pattern, maxsplit=1)[0]
        return self._matching(
            field, self._folded(beginning, field), lambda term: bool(expression.fullmatch(term))
        )

    def _matching(self, field: str | None, beginning: str, fits: Callable[[str], bool]) -> Clause:
        name = UNSTEMMED.get(field) or str(field)
        found = [term for term in self._snapshot.terms(name, beginning) if fits(term)]
        most = max(_FEWEST_WORDS, min(_MOST_WORDS, self._words_left))
        self._words_left -= len(found)
        if len(found) > most:
            found = nlargest(most, found, key=lambda term: self._frequency(name, term))
        return self._terms(field, dict.fromkeys(found, 1.0))

    def _frequency(self, name: str, term: str) -> tuple[int, str]:
        return self._snapshot.frequency(name, term), term

    def _fuzzy(self, text: str, edits: int, field: str | None) -> Clause:
        asked = self._folded(text, field)
        name = UNSTEMMED.get(field) or str(field)
        known = self._snapshot.terms(name, asked[:_FUZZY_PREFIX])
        near = near_words(asked, known, limit=edits)
        return self._terms(field, {term: 1 / (1 + distance) for term, distance in near})

    def _years(self, first: int | None, last: int | None) -> Clause:
        known = {int(year): year for year in self._snapshot.terms("year", "")}
        years = [
            known[year]
            for year in known
            if (first is None or first <= year) and (last is None or year <= last)
        ]
        return self._terms("year", dict.fromkeys(years, _KEYWORD))


def _rarest(parts: list[Clause]) -> list[Clause]:
    present = [part for part in parts if part.size]
    return sorted(present, key=lambda part: part.size)[:_MOST_ALTERNATIVES]
