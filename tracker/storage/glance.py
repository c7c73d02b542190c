"""A quick look into an SQLite library: what a search shows, without SQLAlchemy.

Importing SQLAlchemy takes longer than finding and showing the hits, so a search of a library in the
usual form asks SQLite itself. Whatever is out of the ordinary is left to the library proper.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bib.works import Citekey, Work
from evidence.claims import Claim, ClaimId
from tracker.settings import Settings
from tracker.storage.revision import REVISION, generation
from tracker.storage.text_rows import ShownText, shown_from_row
from tracker.storage.work_rows import work_from_row

_SCHEME = "sqlite:///"
_CHUNK = 500

# What SQLite says of a file that is locked, damaged or unreadable: the library says it better.
GlanceError = sqlite3.Error


class Glance:
    """One snapshot of a library's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def generation(self) -> int:
        """The state of the log, to compare with that of the index."""
        row = self._connection.execute("SELECT seq, hash FROM log ORDER BY seq DESC").fetchone()
        return generation(row.seq, row.hash) if row else generation(0, "")

    def works(self, keys: Iterable[str]) -> list[Work]:
        """The works of these keys, without aliases and identifiers."""
        rows = self._rows("SELECT * FROM works WHERE key IN", keys)
        return [work_from_row(row, ((), ())) for row in rows]

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids, as far as a list of hits shows them."""
        rows = self._rows("SELECT id, work, statement, note FROM claims WHERE id IN", ids)
        return [
            Claim(
                id=ClaimId(row.id),
                work=Citekey(row.work),
                statement=row.statement,
                note=row.note,
            )
            for row in rows
        ]

    def has_withheld(self) -> bool:
        """Whether the address of any work is withheld."""
        row = self._connection.execute("SELECT 1 FROM works WHERE link_policy = 'withhold'")
        return row.fetchone() is not None

    def shown_texts(self, hashes: Iterable[str]) -> list[ShownText]:
        """The words and works of the texts of these files."""
        wanted = list(hashes)
        works: dict[str, list[str]] = {}
        for row in self._rows("SELECT sha256, work FROM attachments WHERE sha256 IN", wanted):
            works.setdefault(row.sha256, []).append(row.work)
        rows = self._rows("SELECT sha256, content, pages FROM texts WHERE sha256 IN", wanted)
        return [shown_from_row(row, tuple(works.get(row.sha256, ()))) for row in rows]

    def _rows(self, query: str, names: Iterable[str]) -> Iterator[Any]:
        wanted = list(dict.fromkeys(names))
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            marks = ",".join("?" * len(chunk))
            yield from self._connection.execute(f"{query} ({marks})", chunk)


@contextmanager
def glance(root: Path, settings: Settings) -> Iterator[Glance | None]:
    """Look into a library for one question; `None` where that must be left to `Library`.

    That is: another database than an SQLite file, another form of it, or a file that cannot be
    read as it is. Looking may raise `GlanceError`.
    """
    url = settings.database
    file = root / url.removeprefix(_SCHEME)
    if not url.startswith(_SCHEME) or "?" in url or not file.is_file():
        yield None
        return
    try:
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True)
    except sqlite3.Error:
        yield None
        return
    with closing(connection):
        connection.row_factory = _row
        try:
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("BEGIN")
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.Error:
            found = None
        yield Glance(connection) if found and found.version_num == REVISION else None


def _row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> Any:
    names = (column[0] for column in cursor.description)
    return SimpleNamespace(**dict(zip(names, values, strict=True)))
