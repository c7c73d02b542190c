"""The form of the database: one schema on two ways, newer ones refused, strange ones left alone."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from tracker.errors import DatabaseUnreachableError, NewerLibraryError, NotALibraryError
from tracker.storage import schema
from tracker.storage.engine import Database
from tracker.storage.revision import REVISION, REVISIONS
from tracker.storage.schema import is_current, make_tables, migrate
from tracker.storage.tables import metadata

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def sqlite_schema(file: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(name, re.sub(r"\s+", " ", sql)) for name, sql in rows}


def made(root: Path) -> Database:
    database = Database(root, "sqlite:///library.db")
    make_tables(database, now=NOW)
    return database


def set_revision(root: Path, revision: str) -> None:
    with closing(sqlite3.connect(root / "library.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()


def test_migrations_lead_to_the_same_schema_as_making_the_tables_at_once(tmp_path: Path) -> None:
    for name in ("migrated", "made"):
        (tmp_path / name).mkdir()
    migrated = Database(tmp_path / "migrated", "sqlite:///library.db")
    migrated.make_file()
    migrate(migrated, backup=tmp_path / "backup.db")
    made(tmp_path / "made")

    assert sqlite_schema(tmp_path / "migrated/library.db") == sqlite_schema(
        tmp_path / "made/library.db"
    )
    assert is_current(migrated)


def test_the_revisions_known_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)

    in_order = tuple(script.revision for script in scripts.walk_revisions())[::-1]

    assert in_order == REVISIONS
    assert REVISIONS[-1] == REVISION


def test_every_table_can_be_made_in_postgresql() -> None:
    dialect = postgresql.dialect()

    for table in metadata.sorted_tables:
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))


def test_a_new_library_is_current(tmp_path: Path) -> None:
    assert is_current(made(tmp_path))


def test_making_the_tables_again_changes_nothing(tmp_path: Path) -> None:
    made(tmp_path)
    before = (tmp_path / "library.db").read_bytes()

    made(tmp_path)

    assert (tmp_path / "library.db").read_bytes() == before


def test_a_newer_library_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    database = made(tmp_path)
    set_revision(tmp_path, "0099")

    with pytest.raises(NewerLibraryError, match="0099") as caught:
        is_current(database)

    assert caught.value.known == REVISION


def test_a_database_of_something_else_is_not_taken_over(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        connection.execute("CREATE TABLE photos (id INTEGER)")
    database = Database(tmp_path, "sqlite:///library.db")

    with pytest.raises(NotALibraryError, match="holds no library"):
        is_current(database)
    with pytest.raises(NotALibraryError, match="holds “photos”"):
        make_tables(database, now=NOW)

    assert {name for name, _ in sqlite_schema(tmp_path / "library.db")} == {"photos"}


def test_a_missing_database_is_not_made_by_looking(tmp_path: Path) -> None:
    database = Database(tmp_path, "sqlite:///library.db")

    with pytest.raises(DatabaseUnreachableError, match="there is no such file"):
        is_current(database)

    assert list(tmp_path.iterdir()) == []


def with_older_form(root: Path, monkeypatch: pytest.MonkeyPatch, *, upgrade: str) -> Database:
    """A library said to be of revision 0000, from which a migration of one line leads on."""
    database = made(root)
    set_revision(root, "0000")
    versions = root / "migrations" / "versions"
    versions.mkdir(parents=True)
    env = (schema.MIGRATIONS / "env.py").read_text(encoding="utf-8")
    (root / "migrations" / "env.py").write_text(env, encoding="utf-8")
    heads = {"0000": None, REVISION: "0000"}
    for revision, down in heads.items():
        text = f"revision, down_revision = {revision!r}, {down!r}\ndef upgrade():\n    {upgrade}\n"
        (versions / f"v{revision}.py").write_text(f"from alembic import op\n{text}")
    monkeypatch.setattr(schema, "MIGRATIONS", root / "migrations")
    monkeypatch.setattr(schema, "REVISIONS", ("0000", *REVISIONS))
    return database


def test_an_older_library_is_copied_and_then_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = with_older_form(
        tmp_path, monkeypatch, upgrade="op.execute('CREATE TABLE added (id INTEGER)')"
    )

    assert not is_current(database)
    migrate(database, backup=tmp_path / "backup.db")

    assert is_current(database)
    assert "added" in dict(sqlite_schema(tmp_path / "library.db"))
    assert "added" not in dict(sqlite_schema(tmp_path / "backup.db"))


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = with_older_form(
        tmp_path,
        monkeypatch,
        upgrade="op.execute('CREATE TABLE half (id INTEGER)'); raise ZeroDivisionError",
    )

    with pytest.raises(ZeroDivisionError):
        migrate(database, backup=tmp_path / "backup.db")

    assert "half" not in dict(sqlite_schema(tmp_path / "library.db"))
    assert not is_current(database)
