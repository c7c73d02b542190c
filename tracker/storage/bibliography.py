"""The bibliography: works and loose blocks in one order, as they stood in their file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, insert, or_, select

from bib.blocks import LooseBlock, LooseKind
from bib.works import Work
from tracker.errors import RecordTakenError
from tracker.storage.families import (
    BATCH,
    IN_LIST,
    Identity,
    StoredRow,
    batched,
    end_of,
    found,
    load_placed,
    save,
)
from tracker.storage.tables import aliases, identifiers, loose_blocks, works
from tracker.storage.work_rows import folded
from tracker.storage.works import WORKS

Item = Work | LooseBlock


def load_bibliography(connection: Connection) -> tuple[Item, ...]:
    """Works and loose blocks in their order."""
    placed: list[tuple[int, Item]] = [*load_placed(connection, WORKS)]
    placed += [(row.position, _block(row)) for row in connection.execute(select(loose_blocks))]
    placed.sort(key=lambda each: each[0])
    return tuple(item for _, item in placed)


def load_loose_blocks(connection: Connection) -> list[LooseBlock]:
    """The loose blocks in their order."""
    rows = connection.execute(select(loose_blocks).order_by(loose_blocks.c.position))
    return [_block(row) for row in rows]


def find_key(connection: Connection, name: str) -> str | None:
    """The citekey a name stands for: a key or alias, written so, else in another case."""
    exact = select(works.c.key).where(works.c.key == name)
    alias = select(aliases.c.work).where(aliases.c.alias == name)
    other_case = select(works.c.key).where(works.c.folded_key == folded(name))
    alias_other_case = select(aliases.c.work).where(aliases.c.folded_alias == folded(name))
    for query in (exact, alias, other_case, alias_other_case):
        key: str | None = connection.scalars(query).first()
        if key is not None:
            return key
    return None


def find_like(connection: Connection, like: Sequence[Work]) -> set[str]:
    """The citekeys of works that share a key, alias, title or identifier with these, case aside."""
    names = {folded(name) for work in like for name in (work.key, *work.aliases)}
    keys = found(connection, works.c.key, works.c.folded_key, names)
    keys |= found(connection, aliases.c.work, aliases.c.folded_alias, names)
    # An ISSN is that of a journal.
    ids = {(kind, value) for work in like for kind, value in work.ids.items() if kind != "issn"}
    for chunk in batched(sorted({value for _, value in ids}), IN_LIST):
        rows = select(identifiers.c.work, identifiers.c.kind, identifiers.c.value).where(
            identifiers.c.kind.in_(sorted({kind for kind, _ in ids})),
            identifiers.c.value.in_(chunk),
        )
        keys |= {row.work for row in connection.execute(rows) if (row.kind, row.value) in ids}
    titles = {work.title.lower() for work in like if work.title}
    for chunk in batched(sorted(titles), IN_LIST):
        rows = select(works.c.key).where(func.lower(works.c.title).in_(chunk))
        keys |= set(connection.scalars(rows))
    return keys


def find_mentioning(connection: Connection, text: str) -> set[str]:
    """The citekeys of works in whose fields or relations a text stands."""
    inside = [
        column.contains(text, autoescape=True) for column in (works.c.fields, works.c.related)
    ]
    return set(connection.scalars(select(works.c.key).where(or_(*inside))))


def save_items(connection: Connection, items: Iterable[Item]) -> tuple[list[Identity], int]:
    """Insert or replace works by key and add loose blocks that are not there yet.

    New items come at the end, in their order. Returns the keys of the works changed and the number
    of loose blocks added. Raises `RecordTakenError` for keys that differ only in case.
    """
    free = max(end_of(connection, works), end_of(connection, loose_blocks))
    present = _Present(connection)
    changed: list[Identity] = []
    added = 0
    for batch in batched(enumerate(items, free), BATCH):
        placed = [(place, item) for place, item in batch if isinstance(item, Work)]
        check_case(connection, [item.key for _, item in placed])
        changed += save(connection, WORKS, placed)
        new = [
            _block_row(place, item)
            for place, item in batch
            if isinstance(item, LooseBlock) and present.is_new(item)
        ]
        if new:
            connection.execute(insert(loose_blocks), new)
            added += len(new)
    return changed, added


class _Present:
    """The loose blocks there are, so that each is added as often as it is given and not oftener."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._counts: Counter[LooseBlock] | None = None

    def is_new(self, block: LooseBlock) -> bool:
        if self._counts is None:
            self._counts = Counter(load_loose_blocks(self._connection))
        self._counts[block] -= 1
        return self._counts[block] < 0


def check_case(connection: Connection, keys: Sequence[str]) -> None:
    """Raise `RecordTakenError` for a key that differs from another only in case."""
    taken: dict[str, str] = {}
    for chunk in batched({folded(key) for key in keys}, IN_LIST):
        rows = select(works.c.folded_key, works.c.key).where(works.c.folded_key.in_(chunk))
        taken.update((row.folded_key, row.key) for row in connection.execute(rows))
    for key in keys:
        holder = taken.setdefault(folded(key), key)
        if holder != key:
            raise RecordTakenError("work", key, by=holder)


def _block_row(place: int, block: LooseBlock) -> dict[str, object]:
    return {
        "position": place,
        "kind": str(block.kind),
        "name": block.name,
        "text": block.text,
    }


def _block(row: StoredRow) -> LooseBlock:
    return LooseBlock(kind=LooseKind(row.kind), name=row.name, text=row.text)
