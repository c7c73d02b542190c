"""The log binds every entry to the one before, and shows where that was broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from tracker.storage.engine import Database
from tracker.storage.log import LogEntry, append_entry, entry_hash, load_head, load_log, verify_log
from tracker.storage.schema import make_tables

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = Database(tmp_path, "sqlite:///library.db")
    make_tables(database, now=NOW)
    with database.writing() as opened:
        yield opened


def append(connection: Connection, deed: str, *subjects: str, **details: object) -> LogEntry:
    return append_entry(
        connection,
        at=NOW,
        who="Zoë",
        deed=deed,
        why="because",
        subjects=subjects,
        details=details,
    )


def three_entries(connection: Connection) -> list[LogEntry]:
    for name in ("fill", "edit", "link"):
        append(connection, name, "a")
    return load_log(connection)


def test_entries_are_numbered_from_one_and_bound_to_each_other(connection: Connection) -> None:
    entries = three_entries(connection)

    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == ["", entries[0].hash, entries[1].hash]
    assert load_head(connection) == (3, entries[2].hash)
    assert verify_log(entries) is None


def test_an_entry_comes_back_as_it_was_written(connection: Connection) -> None:
    written = append(
        connection, "import", "k1", "k“2”", added=2, files=["a.bib"], nested={"x": None}
    )

    assert load_log(connection) == [written]
    assert written.at == NOW
    assert written.details == {"added": 2, "files": ["a.bib"], "nested": {"x": None}}


def test_the_hash_of_an_entry_is_fixed_for_all_time() -> None:
    entry = LogEntry(
        seq=1, at=NOW, who="Zoë", deed="fill", why="", subjects=("a",), details={"n": 1, "a": "é"}
    )

    assert entry_hash(entry) == ("3e1f2f00c5cfdf1f1e089777086f40c7436af6f908e970a3895f196b40b8cad2")
    elsewhere = NOW.astimezone(timezone(timedelta(hours=2)))
    assert entry_hash(replace(entry, at=elsewhere)) == entry_hash(entry)
    assert entry_hash(replace(entry, details={"a": "é", "n": 1})) == entry_hash(entry)


@pytest.mark.parametrize(
    "change",
    [
        {"who": "Ben"},
        {"deed": "edit nothing"},
        {"why": ""},
        {"subjects": ()},
        {"details": {"x": 1}},
        {"at": NOW + timedelta(microseconds=1)},
        {"previous": "0" * 64},
        {"hash": "0" * 64},
        {"seq": 7},
    ],
)
def test_a_changed_entry_is_found(connection: Connection, change: dict[str, object]) -> None:
    entries = three_entries(connection)
    entries[1] = replace(entries[1], **change)  # type: ignore[arg-type]

    assert verify_log(entries) == entries[1].seq


def test_an_entry_rewritten_with_its_hash_shows_at_the_next(connection: Connection) -> None:
    entries = three_entries(connection)
    forged = replace(entries[1], who="Ben")
    entries[1] = replace(forged, hash=entry_hash(forged))

    assert verify_log(entries) == 3


def test_a_missing_entry_shows_at_the_next(connection: Connection) -> None:
    entries = three_entries(connection)

    assert verify_log([entries[0], entries[2]]) == 3
    assert verify_log(entries[1:]) == 2
    assert verify_log([]) is None


@pytest.mark.parametrize("statement", ["UPDATE log SET who = 'Ben'", "DELETE FROM log"])
def test_the_database_refuses_to_change_the_log(connection: Connection, statement: str) -> None:
    three_entries(connection)

    with pytest.raises(DatabaseError, match="the log is append-only"):
        connection.exec_driver_sql(statement)


def test_entries_are_found_by_their_subject_whole_and_in_its_case(connection: Connection) -> None:
    append(connection, "one", "flynn2022", "100%")
    append(connection, "two", "flynn2022-1")
    append(connection, "three", "Flynn2022", 'a"b', "a_b")

    def deeds(subject: str) -> list[str]:
        return [entry.deed for entry in load_log(connection, subject)]

    assert deeds("flynn2022") == ["one"]
    assert deeds("Flynn2022") == ["three"]
    assert deeds('a"b') == ["three"]
    assert deeds("100%") == ["one"]
    assert deeds("a_b") == ["three"]
    assert deeds("%") == deeds("axb") == deeds("") == []


def test_an_instant_without_a_time_zone_is_a_defect(connection: Connection) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        append_entry(
            connection,
            at=NOW.replace(tzinfo=None),
            who="a",
            deed="b",
            why="",
            subjects=(),
            details={},
        )
