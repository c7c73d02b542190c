"""What the errors of database drivers mean to us."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from tracker.errors import (
    DamagedLibraryError,
    DatabaseUnreachableError,
    DiskFullError,
    LockedLibraryError,
    ReadOnlyLibraryError,
    TrackerError,
    UnstorableValueError,
)

# How long a connection waits for others that hold the database.
BUSY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database is, for messages: library, file if SQLite, URL without password."""

    root: Path
    file: Path | None
    url: str


@contextmanager
def translated(place: Place) -> Iterator[None]:
    """Raise our errors for those of the driver that have a cause outside the program."""
    try:
        yield
    except DBAPIError as error:
        ours = _ours(error.orig, place)
        if ours is None:
            raise
        raise ours from error
    except sqlite3.Error as error:
        ours = _ours(error, place)
        if ours is None:
            raise
        raise ours from error
    except UnicodeEncodeError as error:
        raise UnstorableValueError("a text holds half of a surrogate pair") from error
    except OverflowError as error:
        raise UnstorableValueError("a whole number is too large") from error


def _ours(error: BaseException | None, place: Place) -> TrackerError | None:
    if isinstance(error, sqlite3.Error):
        # The low byte is the kind; the rest tells details that differ between versions.
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        # A table or column that the recorded form has and the file has not.
        make = _damaged if str(error).startswith("no such ") else _SQLITE.get(kind)
        return make(place, str(error)) if make else None
    state = str(getattr(error, "sqlstate", None) or "")
    for prefix, make in _SQLSTATES.items():
        if state.startswith(prefix):
            return make(place, _first_line(error))
    # What the driver finds itself has no state: no answer from the server, a text it cannot send.
    make = None if state else _DRIVER.get(type(error).__name__)
    return make(place, _first_line(error)) if make else None


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")


def _full(place: Place, _why: str) -> TrackerError:
    return DiskFullError(place.file or place.url)


def _locked(place: Place, _why: str) -> TrackerError:
    return LockedLibraryError(place.root, seconds=BUSY_SECONDS)


def _read_only(place: Place, _why: str) -> TrackerError:
    return ReadOnlyLibraryError(place.root, "its database may not be written")


def _damaged(place: Place, why: str) -> TrackerError:
    return DamagedLibraryError(place.file or place.url, why)


def _unreachable(place: Place, why: str) -> TrackerError:
    is_missing = place.file is not None and not place.file.is_file()
    return DatabaseUnreachableError(place.url, "there is no such file" if is_missing else why)


def _unstorable(_place: Place, why: str) -> TrackerError:
    return UnstorableValueError(why)


_Make = Callable[[Place, str], TrackerError]

_SQLITE: dict[int, _Make] = {
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_IOERR: _unreachable,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: _damaged,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_CANTOPEN: _unreachable,
    sqlite3.SQLITE_TOOBIG: _unstorable,
}

_DRIVER: dict[str, _Make] = {
    "OperationalError": _unreachable,
    "InterfaceError": _unreachable,
    "DataError": _unstorable,
}

# Leading characters of the SQLSTATE codes of PostgreSQL and other servers.
_SQLSTATES: dict[str, _Make] = {
    "08": _unreachable,
    "22": _unstorable,
    "25006": _read_only,
    "28": _unreachable,
    "3D": _unreachable,
    "42501": _read_only,
    "53100": _full,
    "53": _unreachable,
    "55P03": _locked,
    "57P": _unreachable,
}
