"""Asking an engine: a text as a person types it, an answer with what to try instead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tracker.search.engine import Engine, Hit
from tracker.search.query import parse_query
from tracker.search.tree import Query, within


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """Hits best first.

    `query` is the query as it was understood, `suggestion` the query with unknown words put right.
    `is_relaxed` tells that nothing had all of the words and these have some of them.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    suggestion: str | None
    is_relaxed: bool


def ask(
    engine: Engine, query: str, *, kinds: Collection[str] | None = None, limit: int = 20
) -> SearchAnswer:
    """What the engine finds for a text in the search language, among documents of these types."""
    asked = parse_query(query)
    answer = engine.answer(within(asked, frozenset(kinds)) if kinds else asked, limit=limit)
    return SearchAnswer(
        query=asked,
        total=answer.total,
        hits=answer.hits,
        suggestion=engine.suggest(asked),
        is_relaxed=answer.relaxed,
    )
