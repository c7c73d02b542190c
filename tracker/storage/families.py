"""Families of records: how a value is spread over its tables, and loaded and saved in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Row, Table, bindparam, delete, func, insert, select

from bib.errors import BibError
from evidence.errors import EvidenceError
from tracker.errors import DamagedRecordError

Value = TypeVar("Value")
Item = TypeVar("Item")
StoredRow = Row[*tuple[Any, ...]]
Identity = tuple[Any, ...]
Columns = Mapping[str, Any]
# The rows of one record in the tables of its parts, in the order of `Family.parts`.
Parts = tuple[list[dict[str, Any]], ...]
PartRows = Sequence[Sequence[StoredRow]]

# Below the 999 parameters that older SQLite allows in one statement.
IN_LIST = 900
BATCH = 500

# What reading a column raises that was filled by other means than ours: no JSON, no known state.
_SENSELESS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    BibError,
    EvidenceError,
)


@dataclass(frozen=True, kw_only=True)
class Family(Generic[Value]):
    """One kind of record: its table, the tables of its parts, and the translation both ways.

    `to_row` gives every column of the table but `position`; `to_parts` every column of the parts
    but the owner and `position`. The first column of a part's table is its owner. `subjects` are
    the ids under which the log tells of a record.
    """

    what: str
    table: Table
    to_row: Callable[[Value], dict[str, Any]]
    from_row: Callable[[StoredRow, PartRows], Value]
    parts: tuple[Table, ...] = ()
    to_parts: Callable[[Value], Parts] = lambda _value: ()
    subjects: Callable[[Identity], tuple[str, ...]] = lambda identity: identity

    @cached_property
    def key(self) -> tuple[Column[Any], ...]:
        """The columns that name a record."""
        return tuple(self.table.primary_key.columns)

    @cached_property
    def columns(self) -> tuple[Column[Any], ...]:
        """Everything stored of a record but its position."""
        return tuple(column for column in self.table.columns if column.name != "position")

    def identity(self, row: Columns) -> Identity:
        """The name of a record, from its row."""
        return tuple(row[column.name] for column in self.key)


def load(
    connection: Connection,
    family: Family[Value],
    *,
    by: Column[Any] | None = None,
    among: Collection[Any] | None = None,
) -> list[Value]:
    """Records in their order: all, or those whose column `by` (the key, if left out) is `among`."""
    placed = load_placed(connection, family, by=by, among=among)
    return [value for _, value in sorted(placed, key=lambda each: each[0])]


def load_placed(
    connection: Connection,
    family: Family[Value],
    *,
    by: Column[Any] | None = None,
    among: Collection[Any] | None = None,
) -> Iterator[tuple[int, Value]]:
    """The same as pairs of position and record, in order only where all are wanted."""
    column = family.key[0] if by is None else by
    if among is None:
        chunks: Iterable[tuple[Column[Any] | None, Sequence[Any]]] = [(None, ())]
    else:
        chunks = ((column, chunk) for chunk in batched(dict.fromkeys(among), IN_LIST))
    for wanted, values in chunks:
        for place, row, parts in _stored(connection, family, wanted, values):
            yield place, _value(family, row, parts)


def save(
    connection: Connection,
    family: Family[Value],
    placed: Iterable[tuple[int, Value]],
    *,
    before: Callable[[list[Identity]], None] | None = None,
) -> list[Identity]:
    """Insert or replace records, given each with the position it gets if it is new.

    A record that is replaced keeps its place. Records equal to what is stored are left alone; the
    names of the others are returned. `before` hears what will change while the old state stands.
    """
    changed: list[Identity] = []
    for values in batched(placed, BATCH):
        batch = _Batch(connection, family, values)
        if batch.changed:
            if before:
                before(batch.changed)
            batch.write()
            changed += batch.changed
    return changed


def remove(connection: Connection, family: Family[Value], identity: Identity) -> bool:
    """Delete a record with its parts; tells whether there was one."""
    where = [column == part for column, part in zip(family.key, identity, strict=True)]
    return connection.execute(delete(family.table).where(*where)).rowcount > 0


def found(
    connection: Connection, wanted: Column[Any], column: Column[Any], among: Collection[str]
) -> set[str]:
    """The values of one column in the rows where another is among some values."""
    return {
        value
        for chunk in batched(among, IN_LIST)
        for value in connection.scalars(select(wanted).where(column.in_(chunk)).distinct())
    }


def end_of(connection: Connection, table: Table) -> int:
    """The first free position after all rows of a table."""
    last = connection.scalar(select(func.max(table.c.position)))
    return 0 if last is None else int(last) + 1


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _value(family: Family[Value], row: StoredRow, parts: PartRows) -> Value:
    try:
        return family.from_row(row, parts)
    except _SENSELESS as error:
        name = " ".join(str(part) for part in row[: len(family.key)])
        raise DamagedRecordError(family.what, name, str(error).rstrip(".")) from error


def _stored(
    connection: Connection,
    family: Family[Value],
    column: Column[Any] | None,
    among: Sequence[Any],
) -> Iterator[tuple[int, StoredRow, PartRows]]:
    """Position, row and rows of the parts of each record found."""
    rows = select(*family.columns, family.table.c.position).order_by(family.table.c.position)
    if column is not None:
        rows = rows.where(column.in_(among))
    by_owner = [_part_rows(connection, family, part, column, among) for part in family.parts]
    for row in connection.execute(rows):
        yield row.position, row, [parts.get(row[0], ()) for parts in by_owner]


def _part_rows(
    connection: Connection,
    family: Family[Value],
    part: Table,
    column: Column[Any] | None,
    among: Sequence[Any],
) -> Mapping[Any, Sequence[StoredRow]]:
    owner = part.columns[0]
    rows = select(part).order_by(owner, part.c.position)
    if column is not None:
        owners = select(family.key[0]).where(column.in_(among))
        rows = rows.where(owner.in_(among) if column is family.key[0] else owner.in_(owners))
    found: dict[Any, list[StoredRow]] = defaultdict(list)
    for row in connection.execute(rows):
        found[row[0]].append(row)
    return found


class _Batch(Generic[Value]):
    """Some values on their way into the tables, beside what is stored under their names."""

    def __init__(
        self,
        connection: Connection,
        family: Family[Value],
        placed: Iterable[tuple[int, Value]],
    ) -> None:
        self._connection, self._family = connection, family
        rows = (
            ({**family.to_row(value), "position": place}, family.to_parts(value))
            for place, value in placed
        )
        self._new = {family.identity(row): (row, parts) for row, parts in rows}
        leading = list(dict.fromkeys(name[0] for name in self._new))
        self._stored = {
            tuple(getattr(row, column.name) for column in family.key): (place, row, parts)
            for place, row, parts in _stored(connection, family, family.key[0], leading)
        }
        self.changed = [name for name in self._new if not self._is_stored(name)]

    def write(self) -> None:
        """Replace what changed in its place, and insert what is new."""
        old = [name for name in self.changed if name in self._stored]
        _delete(self._connection, self._family, old)
        for name in old:
            self._new[name][0]["position"] = self._stored[name][0]
        rows = [self._new[name][0] for name in self.changed]
        self._connection.execute(insert(self._family.table), rows)
        for number, part in enumerate(self._family.parts):
            owned = ((name[0], self._new[name][1][number]) for name in self.changed)
            _insert_parts(self._connection, part, owned)

    def _is_stored(self, name: Identity) -> bool:
        if name not in self._stored:
            return False
        _, row, parts = self._stored[name]
        return _is_same(self._family, *self._new[name], row, parts)


def _is_same(
    family: Family[Value], row: Columns, parts: Parts, stored: StoredRow, stored_parts: PartRows
) -> bool:
    # Rows are compared, not values: they keep what equality of mappings forgets, the order.
    if any(row[column.name] != kept for column, kept in zip(family.columns, stored, strict=False)):
        return False
    return all(
        [list(part.values()) for part in new] == [list(kept[2:]) for kept in old]
        for new, old in zip(parts, stored_parts, strict=True)
    )


def _delete(connection: Connection, family: Family[Value], names: Sequence[Identity]) -> None:
    # Parts go with their owner: their foreign keys cascade.
    if not names:
        return
    where = [column == bindparam(f"key_{number}") for number, column in enumerate(family.key)]
    parameters = [{f"key_{n}": part for n, part in enumerate(name)} for name in names]
    connection.execute(delete(family.table).where(*where), parameters)


def _insert_parts(
    connection: Connection, part: Table, owned: Iterable[tuple[Any, list[dict[str, Any]]]]
) -> None:
    owner = part.columns[0].name
    rows = [
        {owner: name, "position": position, **row}
        for name, rows in owned
        for position, row in enumerate(rows)
    ]
    if rows:
        connection.execute(insert(part), rows)
