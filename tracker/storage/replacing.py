"""Records replaced by others that may be called otherwise, in their places, and that undone.

What is replaced can be kept as rows, so that it comes back exactly as it was, place and all.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from bib.works import Work
from evidence.attachments import Attachment
from evidence.chains import Link, Node
from evidence.claims import Claim
from evidence.excerpts import Excerpt
from evidence.findings import Waiver
from evidence.matrix import Matrix
from evidence.responses import Response
from evidence.verdicts import Verdict
from tracker.errors import ChangedSinceError, NothingToUndoError, RecordTakenError
from tracker.storage.attachments import ATTACHMENTS
from tracker.storage.bibliography import check_case
from tracker.storage.chains import LINKS, NODES
from tracker.storage.changes import Changes
from tracker.storage.claims import CLAIMS
from tracker.storage.columns import json_text, read_json
from tracker.storage.excerpts import WAITING_EXCERPTS
from tracker.storage.families import Family, Identity, batched, remove, save
from tracker.storage.log import load_head
from tracker.storage.matrices import MATRICES
from tracker.storage.responses import RESPONSES
from tracker.storage.review import fill_digests
from tracker.storage.tables import kept
from tracker.storage.verdicts import VERDICTS, WAIVERS
from tracker.storage.works import WORKS

Record = Work | Claim | Node | Link | Matrix | Response | Verdict | Waiver | Excerpt | Attachment
Pair = tuple[Any, Any | None]
Names = Mapping[str, list[Identity]]
Rows = dict[str, list[dict[str, Any]]]

_FAMILIES: Mapping[type[Any], Family[Any]] = {
    Work: WORKS,
    Claim: CLAIMS,
    Node: NODES,
    Link: LINKS,
    Matrix: MATRICES,
    Response: RESPONSES,
    Verdict: VERDICTS,
    Waiver: WAIVERS,
    # Excerpts that are tied to a claim stand in it.
    Excerpt: WAITING_EXCERPTS,
    Attachment: ATTACHMENTS,
}
_BY_WHAT = {family.what: family for family in _FAMILIES.values()}


def replace_records(
    connection: Connection, changes: Changes, pairs: Iterable[Pair], *, can_be_undone: bool
) -> None:
    """Put the second of each pair in the place of the first, or nothing if there is no second.

    Raises `RecordTakenError` for a name that a record beyond these has.
    """
    groups: defaultdict[str, list[Pair]] = defaultdict(list)
    for old, new in pairs:
        if old != new:
            groups[_FAMILIES[type(old)].what].append((old, new))
    before = {what: [_name(old) for old, _ in group] for what, group in groups.items()}
    after = {
        what: [_name(new) for _, new in group if new is not None] for what, group in groups.items()
    }
    replaced = _rows(connection, before)
    for what, group in groups.items():
        _replace(connection, changes, _BY_WHAT[what], group)
    if can_be_undone:
        hashes = {what: _hashes(what, rows) for what, rows in _rows(connection, after).items()}
        text = json_text({"before": replaced, "after": after, "hashes": hashes})
        seq = load_head(connection)[0] + 1
        connection.execute(insert(kept), {"seq": seq, "records": text})


def undo(connection: Connection, changes: Changes, seq: int) -> None:
    """Put back what the deed of that number in the log replaced.

    Raises `NothingToUndoError`, and `ChangedSinceError` if a record was changed since.
    """
    text = connection.scalar(select(kept.c.records).where(kept.c.seq == seq))
    if text is None:
        raise NothingToUndoError(seq)
    told = read_json(text)
    before: Rows = told["before"]
    after = {what: [tuple(name) for name in names] for what, names in told["after"].items()}
    _check_unchanged(connection, after, told["hashes"])
    for what, names in after.items():
        family = _BY_WHAT[what]
        _touch(changes, family, connection, names)
        for name in names:
            remove(connection, family, name)
    for what, rows in before.items():
        _put_back(connection, changes, _BY_WHAT[what], rows)
    fill_digests(connection)
    connection.execute(delete(kept).where(kept.c.seq == seq))


def _replace(
    connection: Connection, changes: Changes, family: Family[Any], pairs: Sequence[Pair]
) -> None:
    names = [_name(old) for old, _ in pairs]
    places = _places(connection, family, names)
    _touch(changes, family, connection, names)
    for name in names:
        remove(connection, family, name)
    new = [(places[_name(old)], each) for old, each in pairs if each is not None]
    _check_free(connection, family, [_name(each) for _, each in new])
    save(connection, family, new)
    after = [_name(each) for _, each in new]
    _touch(changes, family, connection, after)
    changes.note_put(family.what, len(after), _subjects(family, after))
    for name in set(names) - set(after):
        changes.note_removed(family.what, family.subjects(name))


def _put_back(
    connection: Connection, changes: Changes, family: Family[Any], rows: list[dict[str, Any]]
) -> None:
    names = [_identity(family, each["row"]) for each in rows]
    _check_free(connection, family, names)
    for batch in batched(rows, 500):
        connection.execute(insert(family.table), [each["row"] for each in batch])
        for number, part in enumerate(family.parts):
            parts = [row for each in batch for row in each["parts"][number]]
            if parts:
                connection.execute(insert(part), parts)
    _touch(changes, family, connection, names)
    changes.note_put(family.what, len(names), _subjects(family, names))


def _check_free(connection: Connection, family: Family[Any], names: list[Identity]) -> None:
    if family is WORKS:
        check_case(connection, [key for (key,) in names])
    taken = _places(connection, family, names)
    if taken:
        raise RecordTakenError(family.what, " ".join(str(part) for part in next(iter(taken))))


def _check_unchanged(
    connection: Connection, after: Names, hashes: Mapping[str, Mapping[str, str]]
) -> None:
    for what, rows in _rows(connection, after).items():
        found = _hashes(what, rows)
        for name, digest in hashes[what].items():
            if found.get(name) != digest:
                raise ChangedSinceError(what, " ".join(map(str, read_json(name))))


def _rows(connection: Connection, names: Names) -> Rows:
    """The rows of records and of their parts, as plain values."""
    found: Rows = {}
    for what, wanted in names.items():
        family, among = _BY_WHAT[what], set(wanted)
        leading = family.key[0]
        rows: list[dict[str, Any]] = []
        for chunk in batched(dict.fromkeys(name[0] for name in wanted), 500):
            parts = [_by_owner(connection, part, chunk) for part in family.parts]
            query = select(family.table).where(leading.in_(chunk)).order_by(*family.key)
            for row in connection.execute(query).mappings():
                if _identity(family, row) in among:
                    owned = [each.get(row[leading.name], []) for each in parts]
                    rows.append({"row": dict(row), "parts": owned})
        found[what] = rows
    return found


def _by_owner(connection: Connection, part: Any, owners: list[Any]) -> dict[Any, list[Any]]:
    owner = part.columns[0]
    rows = select(part).where(owner.in_(owners)).order_by(owner, part.c.position)
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in connection.execute(rows).mappings():
        found[row[owner.name]].append(dict(row))
    return found


def _hashes(what: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    """Name of a record, as JSON, to the hash of its rows."""
    family = _BY_WHAT[what]
    return {
        json_text(_identity(family, each["row"])): hashlib.sha256(
            json_text(_as_before(family, each)).encode()
        ).hexdigest()
        for each in rows
    }


def _as_before(family: Family[Any], record: dict[str, Any]) -> dict[str, Any]:
    """A record's rows without columns that came later, as far as these say nothing.

    So that what was replaced before the database got them can still be undone.
    """
    parts = zip(family.parts, record["parts"], strict=True)
    return {
        "row": _without_later(family.table, record["row"]),
        "parts": [[_without_later(part, row) for row in rows] for part, rows in parts],
    }


def _without_later(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    later = {column.name for column in table.columns if column.server_default is not None}
    derived = {column.name for column in table.columns if column.info.get("derived")}
    return {
        name: value
        for name, value in row.items()
        if name not in derived and (name not in later or value)
    }


def _places(
    connection: Connection, family: Family[Any], names: Collection[Identity]
) -> dict[Identity, int]:
    wanted, found = set(names), {}
    for chunk in batched(dict.fromkeys(name[0] for name in names), 500):
        query = select(*family.key, family.table.c.position).where(family.key[0].in_(chunk))
        for row in connection.execute(query):
            name = tuple(row[: len(family.key)])
            if name in wanted:
                found[name] = row.position
    return found


def _identity(family: Family[Any], row: Any) -> Identity:
    return tuple(row[column.name] for column in family.key)


def _name(record: Any) -> Identity:
    family = _FAMILIES[type(record)]
    return family.identity(family.to_row(record))


def _subjects(family: Family[Any], names: Iterable[Identity]) -> list[str]:
    return [subject for name in names for subject in family.subjects(name)]


def _touch(
    changes: Changes, family: Family[Any], connection: Connection, names: Sequence[Identity]
) -> None:
    touching: dict[str, Callable[[Connection, Sequence[Identity]], None]] = {
        WORKS.what: changes.touch_works,
        CLAIMS.what: changes.touch_claims,
        NODES.what: changes.touch_nodes,
        VERDICTS.what: changes.touch_verdicts,
        ATTACHMENTS.what: changes.touch_attachments,
    }
    if touch := touching.get(family.what):
        touch(connection, names)
