"""Comparing the wording of a claim with that of a passage: which of its clauses says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.terms import terms_of

_BREAK = re.compile(
    r"(?<=[.?!])\s+(?=[A-Z“])|;\s+|\s[–—]\s|—"
    r"|,\s+(?=(?:but|while|whereas|although|though|however|yet|so|which|who|and\s+(?:we|they|it|the"
    r"|this|these|those|that)|(?:many|some|most|all|few|none)\s+of\s+(?:whom|which)"
    r"|it|they|there|we|he|she)\b)|\s+(?=(?:whereas|although|though|but)\b)",
)
_LEAST_SHARE = 0.5
_LEAST_TERMS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of words that says one thing, and its terms."""

    start: int
    end: int
    words: str
    terms: frozenset[str]


def clauses_of(words: str) -> list[Clause]:
    """The clauses of a passage, in order."""
    return list(_clauses(words))


def likest_clause(words: str, claim: str) -> Clause | None:
    """The clause of a passage that shares most terms with a claim, if they are enough.

    Enough is half of the terms of the clause or of the claim, and two at least.
    """
    wanted = frozenset(terms_of(claim))
    best, most = None, 0.0
    for clause in _clauses(words):
        shared = len(clause.terms & wanted)
        if shared < _LEAST_TERMS:
            continue
        share = max(shared / len(clause.terms), shared / max(1, len(wanted)))
        if share >= _LEAST_SHARE and shared * share > most:
            best, most = clause, shared * share
    return best


def share_met(claim: str, words: str) -> float:
    """Which share of the terms of a claim a passage has."""
    wanted = frozenset(terms_of(claim))
    return len(wanted & frozenset(terms_of(words))) / len(wanted) if wanted else 0.0


def _clauses(words: str) -> Iterator[Clause]:
    start = 0
    for match in [*_BREAK.finditer(words), None]:
        end = match.start() if match else len(words)
        said = words[start:end]
        terms = frozenset(terms_of(said))
        if terms:
            yield Clause(start=start, end=end, words=said, terms=terms)
        start = match.end() if match else end
