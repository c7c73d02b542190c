"""The query tree: what a person asked for, in terms every engine can answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tracker.search.words import chunks, words

_FEWEST_TO_RELAX = 3
_PLAIN_WORD = re.compile("[\\w.'\u2019&-]+")
_GLUED = re.compile("\\w[^\\w\\s\u2010\u2011.'\u2019&-]+\\w")

TEXT_FIELDS = ("author", "title")
KEYWORD_FIELDS = ("kind", "cites", "limitation", "concept", "work", "state", "type")
FIELDS = (*TEXT_FIELDS, "year", *KEYWORD_FIELDS)


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents; with a field, those that have a value there."""

    field: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Text without spaces, as it was typed; what it matches is decided by `tracker.search.words`.

    In a keyword field it is a whole keyword, elsewhere one word, or several next to each other.
    """

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order; each at most `slop` places after the one before."""

    text: str
    slop: int = 1
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words of this pattern: `?` is one character, `*` any number of them."""

    pattern: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most `edits` (1 or 2) letters inserted, dropped, changed or swapped away."""

    text: str
    edits: int = 1
    field: str | None = None


@dataclass(frozen=True, slots=True)
class YearRange:
    """Published from `first` to `last`, both included; `None` is open."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts.

    `may_relax` tells that the parts merely stood side by side: where nothing has all of them, the
    documents that have some of the words are an answer.
    """

    parts: tuple[Query, ...]
    may_relax: bool = False


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts.

    `rarest_suffice` tells that of many words the rarest may be taken for all.
    """

    parts: tuple[Query, ...]
    rarest_suffice: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """All documents but these."""

    part: Query


Query = Everything | Word | Phrase | Prefix | Wildcard | Fuzzy | YearRange | And | Or | Not


def walk(query: Query) -> Iterator[Query]:
    """The query and all its parts, those under a `Not` left out, in the order of the text."""
    yield query
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from walk(part)


def replaced(query: Query, change: Callable[[Query], Query]) -> Query:
    """The query with `change` applied to every part that has no parts itself."""
    if isinstance(query, And | Or):
        return replace(query, parts=tuple(replaced(part, change) for part in query.parts))
    if isinstance(query, Not):
        return Not(replaced(query.part, change))
    return change(query)


def within(query: Query, types: frozenset[str] | set[str]) -> Query:
    """The query, restricted to documents of these types."""
    kinds = tuple(Word(type_, "type") for type_ in sorted(types))
    return And((query, kinds[0] if len(kinds) == 1 else Or(kinds)))


def as_text(query: Query) -> str:
    """The query as a person would type it; parsing it gives a query that means the same."""
    match query:
        case Everything(field):
            return f"{_prefix(field)}*"
        case Word(text, field):
            return _prefix(field) + (f'"{text}"' if _needs_quotes(text) else text)
        case Phrase(text, slop, field):
            return f'{_prefix(field)}"{text}"' + (f"~{slop}" if slop > 1 else "")
        case Prefix(text, field):
            return f"{_prefix(field)}{text}*"
        case Wildcard(pattern, field):
            return f"{_prefix(field)}{pattern}"
        case Fuzzy(text, edits, field):
            return f"{_prefix(field)}{text}~" + (str(edits) if edits > 1 else "")
        case YearRange(first, last) if first == last:
            return f"year:{first}"
        case YearRange(first, last):
            return f"year:{'' if first is None else first}..{'' if last is None else last}"
        case Not(part):
            return f"NOT {_bracketed(part)}"
        case Or(parts, _):
            return " OR ".join(_bracketed(part) for part in parts)
        case And(parts, may_relax):
            between = " " if may_relax or not invites_relaxing(parts) else " AND "
            return between.join(_bracketed(part) for part in parts)


def _needs_quotes(text: str) -> bool:
    return not _PLAIN_WORD.fullmatch(text) or text in {"AND", "OR", "NOT"}


def _prefix(field: str | None) -> str:
    return f"{field}:" if field else ""


def _bracketed(query: Query) -> str:
    text = as_text(query)
    return f"({text})" if isinstance(query, And | Or) else text


def invites_relaxing(parts: tuple[Query, ...]) -> bool:
    """Whether parts that merely stand side by side are alternatives where nothing has them all.

    So they are if they hold three words or more, which were hardly all meant, or a word with signs
    inside it, which may have been meant as something else.
    """
    loose = [part.text for part in parts if isinstance(part, Word) and part.field is None]
    is_glued = any(_GLUED.search(text) for text in loose)
    return is_glued or sum(len(words(text)) for text in loose) >= _FEWEST_TO_RELAX


def relaxed(query: Query) -> Query | None:
    """The query with some of the words for all of them, or `None` where all were asked for.

    Words and phrases without a field become alternatives; everything else stays required.
    """
    if not isinstance(query, And):
        return None
    if not query.may_relax:
        looser = [relaxed(part) for part in query.parts]
        if not any(looser):
            return None
        pairs = zip(looser, query.parts, strict=True)
        return And(tuple(loose or part for loose, part in pairs))
    wanted = [part for part in query.parts if _is_loose(part)]
    required = tuple(part for part in query.parts if not _is_loose(part))
    words_ = tuple(dict.fromkeys(word for part in wanted for word in _split(part)))
    alternatives = Or(words_, rarest_suffice=True)
    return And((alternatives, *required)) if required else alternatives


def _is_loose(part: Query) -> bool:
    return isinstance(part, Word | Phrase) and part.field is None


def _split(part: Query) -> Iterator[Query]:
    if not isinstance(part, Word):
        yield part
        return
    for chunk in chunks(part.text):
        yield Word(part.text[chunk.start : chunk.end])
        if chunk.forms.whole:
            yield from (Word(piece) for piece in chunk.forms.parts)
