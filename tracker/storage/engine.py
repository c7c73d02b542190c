"""Connections to a library's database, and how its transactions begin.

SQLite runs in WAL mode with transactions begun by us (`BEGIN`, `BEGIN IMMEDIATE`): Python's driver
would begin them late and leave readers without a snapshot. Each transaction has a connection of its
own, and the last one to close leaves the library as a single file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from tracker.errors import BadSettingsError, DatabaseUnreachableError
from tracker.settings import FILE_NAME
from tracker.storage.database_errors import BUSY_SECONDS, Place, translated
from tracker.storage.tables import meta

_WRITES = "evtrack_writes"
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA temp_store=MEMORY",
    # A database may come from a stranger: what its schema calls is not trusted.
    "PRAGMA trusted_schema=OFF",
)
# "attempt to write a readonly database", "unable to open database file"
_NO_ROOM_BESIDE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


class Database:
    """The database of the library in `root`, named by a SQLAlchemy URL.

    Every transaction turns the errors of the driver into ours.
    """

    def __init__(self, root: Path, url: str) -> None:
        parsed = _parsed(root, url)
        self.file = _sqlite_file(root, parsed)
        self.place = Place(root, self.file, parsed.render_as_string(hide_password=True))
        self._engine = (
            _sqlite_engine(self.file) if self.file else _server_engine(parsed, self.place)
        )

    def make_file(self) -> None:
        """Make an empty database file, if this is SQLite and the file is not there."""
        if self.file:
            with translated(self.place), closing(sqlite3.connect(self.file)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent snapshot, which later changes do not reach."""
        with translated(self.place), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, *, is_new: bool = False) -> Iterator[Connection]:
        """One exclusive transaction, committed at the end and undone by any exception.

        `is_new` says that the tables may not be there yet.
        """
        options = {_WRITES: True}
        with (
            translated(self.place),
            self._engine.execution_options(**options).begin() as connection,
        ):
            if not self.file and not is_new:
                # On a server the row keeps writers on other machines out; SQLite's BEGIN does here.
                connection.execute(select(meta.c.name).with_for_update())
            yield connection

    def copy_to(self, target: Path) -> None:
        """Copy an SQLite database as of its last transaction; on a server this does nothing."""
        if self.file:
            with (
                translated(self.place),
                closing(sqlite3.connect(self.file)) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy)

    def close(self) -> None:
        """Let go of connections kept open to a server."""
        self._engine.dispose()


def _parsed(root: Path, url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # The text is not shown: it may hold a password.
        why = "the database is not a URL such as sqlite:///library.db"
        raise BadSettingsError(root / FILE_NAME, None, why) from error
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise BadSettingsError(root / FILE_NAME, None, "the SQLite URL names no file")
    return parsed


def _sqlite_file(root: Path, url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite":
        return None
    return (root / (url.database or "")).resolve()


def _sqlite_engine(file: Path) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: _connect(file), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        # A deferred transaction has its snapshot only once it has read something.
        connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1")

    return engine


def _connect(file: Path) -> sqlite3.Connection:
    """A connection to an existing file, for reading alone where its folder may not be written."""
    try:
        return _opened(file, "mode=rw", _PRAGMAS)
    except sqlite3.OperationalError as error:
        wal = file.with_name(f"{file.name}-wal")
        if error.sqlite_errorcode & 0xFF not in _NO_ROOM_BESIDE or not file.is_file():
            raise
        if wal.exists() and wal.stat().st_size:
            # A write-ahead log with content needs its shared memory: no reading without it.
            return _opened(file, "mode=ro", ())
        return _opened(file, "mode=ro&immutable=1", ())


def _opened(file: Path, mode: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{file.as_uri()}?{mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
    )
    try:
        for pragma in pragmas:
            connection.execute(pragma)
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _server_engine(url: URL, place: Place) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except NoSuchModuleError as error:
        why = f"“{url.drivername}” is no database we know of"
        raise BadSettingsError(place.root / FILE_NAME, None, why) from error
    except ModuleNotFoundError as error:
        why = f"the Python package “{error.name}” is not installed"
        raise DatabaseUnreachableError(place.url, why) from error
