"""The log: who changed what, when and why, each entry bound by hash to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, LargeBinary, Select, cast, func, insert, select
from sqlalchemy.exc import OperationalError

from tracker.storage.columns import instant_text, json_text, list_text, read_instant
from tracker.storage.families import StoredRow
from tracker.storage.tables import log, touched

NO_HASH = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One finished deed.

    `seq` counts from 1 without gaps, `at` is aware UTC. `subjects` are the ids of the records
    touched, `details` whatever else a reader should know, as plain JSON. `previous` is the hash of
    the entry before, empty for the first. Of an entry that was damaged so that it makes no sense,
    `unreadable` says why; it then holds what could be read, and is of the year 1 if no time could.
    """

    seq: int
    at: datetime
    who: str
    deed: str
    why: str = ""
    subjects: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    previous: str = NO_HASH
    hash: str = NO_HASH
    unreadable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFault:
    """The first entry from which on a log is not as it was written; `why` is a sentence."""

    seq: int
    why: str


def entry_hash(entry: LogEntry) -> str:
    """SHA-256 over everything an entry says, as canonical JSON: sorted keys, no white space."""
    said = {
        "seq": entry.seq,
        "at": instant_text(entry.at),
        "who": entry.who,
        "deed": entry.deed,
        "why": entry.why,
        "subjects": list(entry.subjects),
        "details": dict(entry.details),
        "previous": entry.previous,
    }
    text = json.dumps(
        said, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def verify_log(entries: Iterable[LogEntry], *, head: int = 0) -> LogFault | None:
    """The first thing that does not fit, or `None` where all do.

    Entries are wanted from the first on, in order. An entry that is missing shows at the next one;
    entries cut off at the end show only where `head`, the number of the last deed, is known.
    """
    previous, last = NO_HASH, 0
    for entry in entries:
        if why := _fault(entry, last, previous):
            return LogFault(seq=entry.seq, why=why)
        previous, last = entry.hash, entry.seq
    if last < head:
        gone = f"Entry {head} is" if head == last + 1 else f"The entries {last + 1} to {head} are"
        return LogFault(seq=last + 1, why=f"{gone} missing at the end.")
    return None


def _fault(entry: LogEntry, last: int, previous: str) -> str:
    if entry.unreadable:
        return f"It makes no sense: {entry.unreadable}."
    if entry.seq != last + 1:
        return f"Entry {last + 1} is missing before it."
    if entry.hash != _hash_or_none(entry):
        return "It was changed after it was written: its hash is of other words."
    if entry.previous != previous:
        return "It follows on another entry than the one that stands before it."
    return ""


def _hash_or_none(entry: LogEntry) -> str | None:
    try:
        return entry_hash(entry)
    except (ValueError, RecursionError):
        # Half of a surrogate pair, or a nesting that can be read and not written.
        return None


def load_log(
    connection: Connection, subject: str | None = None, *, after: int = 0
) -> list[LogEntry]:
    """The entries after one, oldest first; with `subject`, those that touched that record."""
    rows = select(log).where(log.c.seq > after).order_by(log.c.seq)
    if subject is not None:
        rows = rows.where(log.c.subjects.contains(json_text([subject])[1:-1], autoescape=True))
    entries = [_entry(row) for row in _rows(connection, rows)]
    # SQL compares parts of the JSON text, and some databases without regard to case.
    return [entry for entry in entries if subject is None or subject in entry.subjects]


def _rows(connection: Connection, query: Select[Any]) -> Sequence[StoredRow]:
    try:
        return connection.execute(query).all()
    except OperationalError:
        # SQLite refuses to hand out text that is not UTF-8; as bytes it does.
        blobs = [cast(column, LargeBinary).label(column.name) for column in log.c[1:]]
        return connection.execute(query.with_only_columns(log.c.seq, *blobs)).all()


def load_head(connection: Connection) -> tuple[int, str]:
    """Number of the last deed and hash of the last entry; 0 and an empty hash before the first.

    The number is that of the last entry, unless entries were cut off that deeds left traces of: no
    number is given twice.
    """
    last = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1))
    row = last.one_or_none()
    traces = connection.scalar(select(func.max(touched.c.seq))) or 0
    return max(row.seq if row else 0, traces), str(row.hash) if row else NO_HASH


def load_hash(connection: Connection, seq: int) -> str | None:
    """The hash of one entry, empty for number 0, `None` where there is no such entry."""
    if seq == 0:
        return NO_HASH
    found = connection.scalar(select(log.c.hash).where(log.c.seq == seq))
    return None if found is None else str(found)


def append_entry(
    connection: Connection,
    *,
    at: datetime,
    who: str,
    deed: str,
    why: str,
    subjects: Iterable[str],
    details: Mapping[str, Any],
) -> LogEntry:
    """Write the next entry and return it."""
    seq, previous = load_head(connection)
    facts = LogEntry(
        seq=seq + 1,
        at=read_instant(instant_text(at)),
        who=who,
        deed=deed,
        why=why,
        subjects=tuple(subjects),
        details=json.loads(json_text(details)),
        previous=previous,
    )
    entry = replace(facts, hash=entry_hash(facts))
    row = {
        **{
            name: getattr(entry, name) for name in ("seq", "who", "deed", "why", "previous", "hash")
        },
        "at": instant_text(entry.at),
        "subjects": list_text(entry.subjects),
        "details": json_text(entry.details),
    }
    connection.execute(insert(log), row)
    return entry


def _entry(row: StoredRow) -> LogEntry:
    """The entry of a row; what somebody wrote into the database by hand may make no sense."""
    senseless: list[str] = []
    parts: dict[str, Any] = {}
    for name, (read, otherwise) in _COLUMNS.items():
        try:
            parts[name] = read(getattr(row, name))
        except (ValueError, TypeError, RecursionError):
            parts[name] = otherwise
            senseless.append(_WORDS.get(name, name))
    unreadable = f"its {' and '.join(senseless)} cannot be read" if senseless else ""
    return LogEntry(seq=row.seq, unreadable=unreadable, **parts)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if not isinstance(value, str):
        raise TypeError
    return value


def _instant(value: Any) -> datetime:
    at = read_instant(_text(value))
    if at.tzinfo is None:
        raise ValueError
    return at


def _subjects(value: Any) -> tuple[str, ...]:
    return tuple(_text(each) for each in _json(value, list))


def _details(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = _json(value, dict)
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)


def _json(value: Any, kind: type) -> Any:
    found = json.loads(_text(value), parse_constant=_no_number)
    if not isinstance(found, kind):
        raise TypeError
    return found


_WORDS = {"at": "time", "who": "person", "why": "reason", "previous": "hash of the entry before"}

# Column → how it is read, and what stands in for it where it makes no sense.
_COLUMNS: Mapping[str, tuple[Callable[[Any], Any], Any]] = {
    "at": (_instant, datetime.min.replace(tzinfo=UTC)),
    "who": (_text, "?"),
    "deed": (_text, "?"),
    "why": (_text, "?"),
    "subjects": (_subjects, ()),
    "details": (_details, {}),
    "previous": (_text, "?"),
    "hash": (_text, "?"),
}
