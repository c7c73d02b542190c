"""Query trees as Whoosh queries, over the words one searcher's index has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest
from itertools import islice
from typing import Any

from whoosh import query as whoosh_query

from tracker.search.spelling import edit_distance
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
from tracker.search.words import Chunk, chunks, pattern_expression, slug, stem, words

# A prefix or pattern stands for at most this many words, the most frequent ones.
MOST_WORDS = 128
# Of so many words looked at, whatever the pattern.
_MOST_LOOKED_AT = 200_000
# An OR over the words of a passage keeps the rarest, which tell the most.
_MOST_ALTERNATIVES = 24
_MOST_REQUIRED = 32
_FUZZY_PREFIX = 3

_STEMMED = {None: "content", "title": "title"}
_UNSTEMMED = {None: "exact", "title": "title_exact", "author": "author"}


class Expressed:
    """Turns trees into queries for one reader."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def query(self, tree: Query) -> Any:
        """The Whoosh query that means the same."""
        match tree:
            case Everything(field):
                return whoosh_query.Term(field, PRESENT) if field else whoosh_query.Every()
            case Word(text, field):
                return self._word(text, field)
            case Phrase(text, slop, field):
                return self._phrase(list(chunks(text)), field, slop)
            case Prefix(text, field):
                return self._any_term(field, self._folded(text, field), bool)
            case Wildcard(pattern, field):
                return self._wildcard(pattern, field)
            case Fuzzy(text, edits, field):
                return self._fuzzy(text, edits, field)
            case YearRange(first, last):
                return self._years(first, last)
            case Not(part):
                return whoosh_query.AndNot(whoosh_query.Every(), self.query(part))
            case Or(parts):
                return whoosh_query.Or([self.query(part) for part in self._rarest(parts)])
            case And(parts):
                return self._all(parts)

    def frequency(self, part: Query) -> int:
        """In how many documents, at most, a part is found; exact for single words."""
        return int(self.query(part).estimate_size(self._reader))

    def _all(self, parts: tuple[Query, ...]) -> Any:
        wanted = [self.query(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.query(part.part) for part in parts if isinstance(part, Not)]
        if len(wanted) > _MOST_REQUIRED:
            wanted.sort(key=lambda query: query.estimate_size(self._reader))
            del wanted[_MOST_REQUIRED:]
        found = whoosh_query.And(wanted) if wanted else whoosh_query.Every()
        return whoosh_query.AndNot(found, whoosh_query.Or(unwanted)) if unwanted else found

    def _rarest(self, parts: tuple[Query, ...]) -> Iterable[Query]:
        if len(parts) <= _MOST_ALTERNATIVES or not all(isinstance(part, Word) for part in parts):
            return parts
        sizes = [(self.frequency(part), at) for at, part in enumerate(parts)]
        present = sorted(size for size in sizes if size[0])[:_MOST_ALTERNATIVES]
        return [parts[at] for _, at in present]

    def _word(self, text: str, field: str | None) -> Any:
        if field not in _UNSTEMMED:
            return whoosh_query.Term(field, slug(text))
        found = list(chunks(text))
        phrase = self._phrase(found, field, 1)
        if len(found) == 1 and found[0].forms.whole:
            whole = self._term(found[0].forms.whole, field)
            return whoosh_query.Or([whole, phrase])
        return phrase

    def _phrase(self, found: list[Chunk], field: str | None, slop: int) -> Any:
        parts = [part for chunk in found for part in chunk.forms.parts]
        if not parts:
            return whoosh_query.NullQuery
        terms = [self._term(part, field) for part in parts]
        if len(terms) == 1:
            return terms[0]
        return whoosh_query.Phrase(terms[0].fieldname, [term.text for term in terms], slop=slop)

    def _term(self, word: str, field: str | None) -> Any:
        if field == "author":
            return whoosh_query.Term("author", word)
        return whoosh_query.Term(_STEMMED[field], stem(word))

    def _folded(self, text: str, field: str | None) -> str:
        return "".join(words(text)) if field in _UNSTEMMED else slug(text)

    def _wildcard(self, pattern: str, field: str | None) -> Any:
        expression = pattern_expression(pattern, is_keyword=field not in _UNSTEMMED)
        beginning = re.split(r"[*?]", pattern, maxsplit=1)[0]
        return self._any_term(
            field, self._folded(beginning, field), lambda term: bool(expression.fullmatch(term))
        )

    def _fuzzy(self, text: str, edits: int, field: str | None) -> Any:
        asked = self._folded(text, field)
        beginning = asked[: min(_FUZZY_PREFIX, max(1, len(asked) - 2))]
        return self._any_term(
            field, beginning, lambda term: edit_distance(asked, term, limit=edits) <= edits
        )

    def _any_term(self, field: str | None, beginning: str, fits: Callable[[str], bool]) -> Any:
        name = _UNSTEMMED.get(field, field)
        found = [term for term in self.terms(name, beginning) if fits(term)]
        if len(found) > MOST_WORDS:
            frequency = self._reader.doc_frequency
            found = nlargest(MOST_WORDS, found, key=lambda term: frequency(name, term))
        if not found:
            return whoosh_query.NullQuery
        queries = [whoosh_query.Term(name, term) for term in found]
        return queries[0] if len(queries) == 1 else whoosh_query.Or(queries)

    def terms(self, name: str | None, beginning: str) -> Iterator[str]:
        """The words of a field that begin so."""
        found = self._reader.expand_prefix(name, beginning)
        for term in islice(found, _MOST_LOOKED_AT):
            text = bytes(term).decode()
            if text != PRESENT:
                yield text

    def _years(self, first: int | None, last: int | None) -> Any:
        low, high = f"{first or 0:04d}", f"{9999 if last is None else last:04d}"
        return self._any_term("year", "", lambda year: low <= year <= high)
