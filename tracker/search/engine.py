"""Engines: what answers a query tree, whichever library does the work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from tracker.search.document import Document
from tracker.search.tree import Query

NEVER_BUILT = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One document found; scores are comparable within one answer only."""

    type: str
    id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hits best first, and how many documents match in all.

    `relaxed` tells that no document had all the words and these have some of them.
    """

    total: int
    hits: tuple[Hit, ...]
    relaxed: bool = False


class Engine(Protocol):
    """A search index that follows the library.

    `generation` is what the last finished change was told to be the library's generation, and
    `NEVER_BUILT` for an index that is absent, broken or not made here. A change that is cut short,
    at whatever point, leaves a generation older than the one it was given.
    """

    @property
    def generation(self) -> int:
        """Which state of the library the index reflects."""

    @property
    def document_count(self) -> int:
        """How many documents can be found."""

    def update(
        self,
        documents: Iterable[Document],
        *,
        gone: Collection[tuple[str, str]] = (),
        generation: int,
    ) -> None:
        """Put documents in place of those of the same type and id; drop `gone` (type, id)."""

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        total: int,
        generation: int,
        progress: Callable[[int], None],
    ) -> None:
        """Replace everything; `progress` is told how many of the `total` are done so far."""

    def answer(self, query: Query, *, limit: int, offset: int = 0) -> Answer:
        """The best hits; `limit` 0 only counts."""

    def suggest(self, query: Query) -> str | None:
        """The query as text with unknown words put right, or `None` where there is nothing to."""

    def close(self) -> None:
        """Let go of all files."""
