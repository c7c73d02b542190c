"""What one deed has changed: which records, for the log, and which documents, for the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from tracker.storage.families import Identity, found
from tracker.storage.tables import (
    attachments,
    citations,
    claims,
    node_carried,
    node_claims,
    touched,
)

WORK, CLAIM, TEXT = "work", "claim", "text"
# Beyond this many, building the index anew is no slower than mending it.
MOST_TOUCHED = 2_000
KEPT_DEEDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Documents that say something else now: works, claims, and texts by their files' hashes."""

    works: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    @property
    def names(self) -> list[tuple[str, str]]:
        """Type and id of every document, in order."""
        by_type = ((WORK, self.works), (CLAIM, self.claims), (TEXT, self.texts))
        return [(type_, id_) for type_, ids in by_type for id_ in sorted(ids)]


@dataclass(slots=True)
class Changes:
    """Filled while a deed runs.

    `subjects` are ids in the order of their first change. `works`, `claims` and `texts` are those
    whose documents in the index say something else now, which are more than were changed: the
    document of a work tells what its claims cite, those of claims and texts tell the authors of
    their work.
    """

    subjects: dict[str, None] = field(default_factory=dict)
    put: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    works: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    @property
    def touched(self) -> Touched:
        """The documents of the index that are no longer right."""
        return Touched(
            works=frozenset(self.works),
            claims=frozenset(self.claims),
            texts=frozenset(self.texts),
        )

    @property
    def is_empty(self) -> bool:
        """Whether the deed did nothing."""
        return not (self.subjects or self.put or self.removed)

    def note_put(self, what: str, number: int, subjects: Iterable[str]) -> None:
        """Records of one kind were inserted or replaced."""
        self.subjects.update(dict.fromkeys(subjects))
        if number:
            self.put[what] += number

    def note_removed(self, what: str, subjects: Iterable[str]) -> None:
        """A record was removed."""
        self.subjects.update(dict.fromkeys(subjects))
        self.removed[what] += 1

    def details(self) -> dict[str, Any]:
        """How many records of each kind, for the log."""
        counts = {"put": dict(self.put), "removed": dict(self.removed)}
        return {name: count for name, count in counts.items() if count}

    def touch_works(self, connection: Connection, names: Sequence[Identity]) -> None:
        """Works have changed: so have the documents of their claims and texts."""
        keys = [key for (key,) in names]
        self.works.update(keys)
        self.claims |= found(connection, claims.c.id, claims.c.work, keys)
        self.texts |= found(connection, attachments.c.sha256, attachments.c.work, keys)

    def touch_claims(self, connection: Connection, names: Sequence[Identity]) -> None:
        """Claims change: so do the documents of their works and of those they cite.

        To be called before and after, since a claim may leave one work for another.
        """
        self._touch_claims(connection, [id_ for (id_,) in names])

    def touch_nodes(self, connection: Connection, names: Sequence[Identity]) -> None:
        """Nodes change: so does what their claims and works serve; before and after, as above."""
        ids = [id_ for (id_,) in names]
        self.works |= found(connection, node_carried.c.work, node_carried.c.node, ids)
        resting = found(connection, node_claims.c.claim, node_claims.c.node, ids)
        self._touch_claims(connection, resting)

    def touch_verdicts(self, _connection: Connection, names: Sequence[Identity]) -> None:
        """Verdicts change: so do the states of their claims and works."""
        self.claims.update(claim for claim, *_ in names)
        self.works.update(work for _, work, *_ in names)

    def touch_attachments(self, _connection: Connection, names: Sequence[Identity]) -> None:
        """Attachments change: so may whose text theirs is."""
        self.texts.update(sha256 for sha256, _ in names)

    def _touch_claims(self, connection: Connection, ids: Collection[str]) -> None:
        self.claims.update(ids)
        self.works |= found(connection, claims.c.work, claims.c.id, ids)
        self.works |= found(connection, citations.c.work, citations.c.claim, ids)


def save_touched(connection: Connection, seq: int, changes: Changes) -> None:
    """Keep what a deed touched, and forget deeds long past."""
    connection.execute(delete(touched).where(touched.c.seq <= seq - KEPT_DEEDS))
    rows = [{"type": type_, "id": id_} for type_, id_ in changes.touched.names]
    if len(rows) > MOST_TOUCHED:
        rows = [{"type": "", "id": ""}]
    if rows:
        connection.execute(insert(touched), [{"seq": seq, **row} for row in rows])


def load_touched(connection: Connection, *, after: int, until: int) -> Touched | None:
    """What was touched by the deeds after one and until another.

    `None` where that is not known, because it was too many or too long ago.
    """
    if until - after >= KEPT_DEEDS:
        return None
    rows = select(touched.c.type, touched.c.id).where(touched.c.seq > after, touched.c.seq <= until)
    by_type: dict[str, set[str]] = {WORK: set(), CLAIM: set(), TEXT: set(), "": set()}
    for row in connection.execute(rows):
        by_type[row.type].add(row.id)
    if by_type[""]:
        return None
    return Touched(
        works=frozenset(by_type[WORK]),
        claims=frozenset(by_type[CLAIM]),
        texts=frozenset(by_type[TEXT]),
    )
