"""The log: who changed what, when and why, each entry bound by hash to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from tracker.storage.columns import instant_text, json_text, list_text, read_instant, read_json
from tracker.storage.families import StoredRow
from tracker.storage.tables import log

NO_HASH = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One finished deed.

    `seq` counts from 1 without gaps, `at` is aware UTC. `subjects` are the ids of the records
    touched, `details` whatever else a reader should know, as plain JSON. `previous` is the hash of
    the entry before, empty for the first.
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


def verify_log(entries: Iterable[LogEntry]) -> int | None:
    """The number of the first entry that does not fit, or `None` where all do.

    Entries are wanted from the first on, in order. An entry that is missing shows at the next one;
    entries cut off at the end do not show here.
    """
    previous = NO_HASH
    for seq, entry in enumerate(entries, 1):
        if entry.seq != seq or entry.previous != previous or entry.hash != entry_hash(entry):
            return entry.seq
        previous = entry.hash
    return None


def load_log(
    connection: Connection, subject: str | None = None, *, after: int = 0
) -> list[LogEntry]:
    """The entries after one, oldest first; with `subject`, those that touched that record."""
    rows = select(log).where(log.c.seq > after).order_by(log.c.seq)
    if subject is not None:
        rows = rows.where(log.c.subjects.contains(json_text([subject])[1:-1], autoescape=True))
    entries = [_entry(row) for row in connection.execute(rows)]
    # SQL compares parts of the JSON text, and some databases without regard to case.
    return [entry for entry in entries if subject is None or subject in entry.subjects]


def load_head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry; 0 and an empty hash before the first."""
    last = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1))
    row = last.one_or_none()
    return (row.seq, row.hash) if row else (0, NO_HASH)


def load_hash(connection: Connection, seq: int) -> str | None:
    """The hash of one entry, empty for number 0, `None` where there is no such entry."""
    if seq == 0:
        return NO_HASH
    return connection.scalar(select(log.c.hash).where(log.c.seq == seq))


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
    return LogEntry(
        seq=row.seq,
        at=read_instant(row.at),
        who=row.who,
        deed=row.deed,
        why=row.why,
        subjects=tuple(read_json(row.subjects)),
        details=read_json(row.details),
        previous=row.previous,
        hash=row.hash,
    )
