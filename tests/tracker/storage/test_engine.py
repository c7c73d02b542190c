"""Transactions are snapshots or exclusive, and the driver's errors become ours."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from tracker.errors import (
    BadSettingsError,
    DamagedLibraryError,
    DatabaseUnreachableError,
    DiskFullError,
    LockedLibraryError,
    ReadOnlyLibraryError,
)
from tracker.storage import engine as engine_module
from tracker.storage.engine import Database
from tracker.storage.schema import make_tables
from tracker.storage.tables import meta

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path, "sqlite:///library.db")
    make_tables(made, now=NOW)
    return made


def put(connection: Connection, name: str, value: str = "") -> None:
    connection.execute(insert(meta), {"name": name, "value": value})


def put_alone(database: Database, *, after: str, value: str = "") -> None:
    with database.writing() as connection:
        connection.exec_driver_sql(after)
        put(connection, "new", value)


def names(connection: Connection) -> set[str]:
    return set(connection.scalars(select(meta.c.name)))


def test_a_reader_sees_the_state_at_its_beginning(database: Database) -> None:
    with database.reading() as reader:
        with database.writing() as writer:
            put(writer, "new")
            assert "new" not in names(reader)
        assert "new" not in names(reader)

    with database.reading() as reader:
        assert "new" in names(reader)


def test_an_exception_undoes_everything(database: Database) -> None:
    def interrupted() -> None:
        with database.writing() as connection:
            put(connection, "new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    with database.reading() as connection:
        assert "new" not in names(connection)


def test_after_the_last_transaction_the_library_is_one_file(
    database: Database, tmp_path: Path
) -> None:
    with database.writing() as connection:
        put(connection, "new")

    assert [path.name for path in tmp_path.iterdir()] == ["library.db"]


def test_foreign_keys_are_kept_and_the_log_survives_a_power_cut(database: Database) -> None:
    with database.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "synchronous")
        }

    assert pragmas == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 1}


def test_a_full_disk_is_told_and_nothing_is_changed(database: Database) -> None:
    with pytest.raises(DiskFullError, match="is full"):
        put_alone(database, after="PRAGMA max_page_count=1", value="x" * 1_000_000)

    with database.reading() as connection:
        assert "new" not in names(connection)


def test_a_database_held_by_another_program_is_told(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(tmp_path / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(LockedLibraryError, match="another program"), database.writing():
            pass


def test_a_database_that_may_only_be_read_is_told(database: Database) -> None:
    with pytest.raises(ReadOnlyLibraryError, match="may not be written"):
        put_alone(database, after="PRAGMA query_only=ON")


@pytest.mark.parametrize("content", [b"no database " * 500, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_file_that_is_no_database_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "library.db").write_bytes(content)
    database = Database(tmp_path, "sqlite:///library.db")

    with pytest.raises(DamagedLibraryError, match=r"library\.db is damaged"), database.reading():
        pass
    assert (tmp_path / "library.db").read_bytes() == content


def test_a_missing_database_is_told_and_not_made(tmp_path: Path) -> None:
    database = Database(tmp_path, "sqlite:///deep/down.db")

    with (
        pytest.raises(DatabaseUnreachableError, match=r"deep/down\.db .*there is no such file"),
        database.reading(),
    ):
        pass
    assert not list(tmp_path.iterdir())


def test_a_path_in_the_url_is_relative_to_the_library(tmp_path: Path) -> None:
    assert Database(tmp_path, "sqlite:///a/ä b%3F.db").file == tmp_path / "a/ä b?.db"
    assert Database(tmp_path, "sqlite:////srv/x.db").file == Path("/srv/x.db")


def test_a_file_name_of_odd_characters_works(tmp_path: Path) -> None:
    root = tmp_path / "a ?#%41é"
    root.mkdir()
    database = Database(root, "sqlite:///library.db")

    make_tables(database, now=NOW)

    with database.reading() as connection:
        assert names(connection) == {"made_at"}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("library.db", "not a URL"),
        ("", "not a URL"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("oracular://host/x", "“oracular” is no database we know of"),
        ("postgresql://anna:secret@db:port/x", "not a URL"),
    ],
)
def test_a_url_that_names_no_database_is_told(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(BadSettingsError, match=said) as caught:
        Database(tmp_path, url)
    assert "secret" not in str(caught.value)


def test_a_missing_driver_is_named_without_the_password(tmp_path: Path) -> None:
    url = "mssql+pymssql://anna:secret@db/survey"

    with pytest.raises(DatabaseUnreachableError, match="package “pymssql” is not") as caught:
        Database(tmp_path, url)
    assert "secret" not in str(caught.value)


def test_a_breach_of_the_schema_is_a_defect_and_stays_one(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as connection:
        put(connection, "made_at")


# Everything is imported first: the other user need not be able to read this Python.
_READ_AS_NOBODY = """
import os, sys
from pathlib import Path
from sqlalchemy import insert, select
from tracker.errors import ReadOnlyLibraryError
from tracker.storage.engine import Database
from tracker.storage.tables import meta

database = Database(Path(sys.argv[1]), "sqlite:///library.db")
os.setgid(65534)
os.setuid(65534)
with database.reading() as connection:
    print(*connection.scalars(select(meta.c.name)))
try:
    with database.writing() as connection:
        connection.execute(insert(meta), {"name": "new", "value": ""})
except ReadOnlyLibraryError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs to become another user")
def test_a_library_in_a_read_only_folder_can_be_read() -> None:
    # pytest's own folders are closed to other users.
    with tempfile.TemporaryDirectory() as folder:
        make_tables(Database(Path(folder), "sqlite:///library.db"), now=NOW)
        Path(folder).chmod(0o755)

        done = subprocess.run(
            [sys.executable, "-c", _READ_AS_NOBODY, folder],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[3],
            check=False,
        )

    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == "made_at"
    assert "cannot be changed: its database may not be written" in done.stdout
