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


def broken_at(entries: list[LogEntry]) -> int | None:
    fault = verify_log(entries)
    return fault.seq if fault else None


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

    assert broken_at(entries) == entries[1].seq


def test_an_entry_rewritten_with_its_hash_shows_at_the_next(connection: Connection) -> None:
    entries = three_entries(connection)
    forged = replace(entries[1], who="Ben")
    entries[1] = replace(forged, hash=entry_hash(forged))

    assert broken_at(entries) == 3


def test_a_missing_entry_shows_at_the_next(connection: Connection) -> None:
    entries = three_entries(connection)

    assert broken_at([entries[0], entries[2]]) == 3
    assert broken_at(entries[1:]) == 2
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


def damaged(connection: Connection, *statements: str) -> list[LogEntry]:
    for deed in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS log_keeps_{deed}")
    for statement in statements:
        connection.exec_driver_sql(statement)
    return load_log(connection)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE log SET at = 'yesterday' WHERE seq = 2", "its time cannot be read"),
        ("UPDATE log SET at = '2026-11-22T09:30:00' WHERE seq = 2", "its time"),
        ("UPDATE log SET subjects = '{' WHERE seq = 2", "its subjects"),
        ("UPDATE log SET subjects = '[3]' WHERE seq = 2", "its subjects"),
        ("UPDATE log SET details = '[1]' WHERE seq = 2", "its details"),
        ("UPDATE log SET details = '{\"a\": NaN}' WHERE seq = 2", "its details"),
        ("UPDATE log SET details = printf('%.*c', 100000, '[') WHERE seq = 2", "its details"),
        ("UPDATE log SET who = x'ff00' WHERE seq = 2", "its person"),
        ("UPDATE log SET why = CAST(x'ff00' AS TEXT) WHERE seq = 2", "its reason"),
        ("UPDATE log SET hash = 7 WHERE seq = 2", "its hash is of other words"),
    ],
)
def test_an_entry_that_makes_no_sense_is_named_and_hides_no_other(
    connection: Connection, statement: str, what: str
) -> None:
    three_entries(connection)

    entries = damaged(connection, statement)

    fault = verify_log(entries)
    assert fault
    assert fault.seq == 2
    assert what in fault.why
    assert [entry.deed for entry in entries] == ["fill", "edit", "link"]


@pytest.mark.parametrize(
    ("statements", "seq", "why"),
    [
        (["UPDATE log SET why = 'x' WHERE seq = 2"], 2, "It was changed after it was written"),
        (["DELETE FROM log WHERE seq = 2"], 3, "Entry 2 is missing before it"),
        (
            ["UPDATE log SET seq = 9 WHERE seq = 2", "UPDATE log SET seq = 2 WHERE seq = 3"],
            2,
            "It was changed after it was written",
        ),
        (['UPDATE log SET details = \'{"a": "\\ud800"}\' WHERE seq = 3'], 3, "It was changed"),
    ],
)
def test_the_chain_says_where_and_how_it_was_broken(
    connection: Connection, statements: list[str], seq: int, why: str
) -> None:
    three_entries(connection)

    fault = verify_log(damaged(connection, *statements))

    assert fault
    assert (fault.seq, why in fault.why) == (seq, True)


def test_an_entry_written_anew_shows_by_what_the_next_follows_on(connection: Connection) -> None:
    entries = three_entries(connection)
    forged = replace(entries[0], who="Ben")

    fault = verify_log([replace(forged, hash=entry_hash(forged)), *entries[1:]])

    assert fault
    assert (fault.seq, "follows on another entry" in fault.why) == (2, True)


def test_entries_cut_off_at_the_end_show_by_the_traces_of_their_deeds(
    connection: Connection,
) -> None:
    three_entries(connection)
    connection.exec_driver_sql("INSERT INTO touched VALUES (3, 'work', 'a')")

    left = damaged(connection, "DELETE FROM log WHERE seq > 1")
    head = load_head(connection)[0]
    fault = verify_log(left, head=head)
    after = append(connection, "go on", "a")

    assert head == 3
    assert fault
    assert (fault.seq, fault.why) == (2, "The entries 2 to 3 are missing at the end.")
    assert after.seq == 4
    assert broken_at(load_log(connection)) == 4
