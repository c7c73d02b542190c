"""The form of the database: making it, telling which one is there, bringing older ones up to date.

Alembic is imported only to migrate: it takes longer to import than most commands take to run.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select

from tracker.errors import NewerLibraryError, NotALibraryError
from tracker.storage.columns import instant_text
from tracker.storage.engine import Database
from tracker.storage.review import fill_digests
from tracker.storage.revision import REVISION, REVISIONS
from tracker.storage.tables import meta, metadata, version

MIGRATIONS = Path(__file__).parent / "migrations"


def make_tables(database: Database, *, now: datetime) -> None:
    """Make all tables of a new library in one transaction; one that has them is left alone.

    Raises `NotALibraryError` where the database holds something else.
    """
    database.make_file()
    with database.writing(is_new=True) as connection:
        names = inspect(connection).get_table_names()
        if version.name in names:
            return
        if names:
            raise NotALibraryError(database.place.root, f"its database holds “{names[0]}” already")
        metadata.create_all(connection)
        version.create(connection)
        connection.execute(insert(version), {"version_num": REVISION})
        connection.execute(insert(meta), {"name": "made_at", "value": instant_text(now)})


def is_current(database: Database) -> bool:
    """Whether the database has the form this program knows; an older one must be migrated.

    Raises `NewerLibraryError`, and `NotALibraryError` where the tables are not ours.
    """
    with database.reading() as connection:
        found = _revision(connection, database)
    if found == REVISION:
        return True
    if found in REVISIONS:
        return False
    raise NewerLibraryError(database.place.root, found=found, known=REVISION)


def migrate(database: Database, *, backup: Path) -> None:
    """Bring an older database up to date in one transaction, after copying an SQLite file."""
    from alembic import command
    from alembic.config import Config

    database.copy_to(backup)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.writing(is_new=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        fill_digests(connection)


def _revision(connection: Connection, database: Database) -> str:
    if not inspect(connection).has_table(version.name):
        raise NotALibraryError(database.place.root, "its database holds no library")
    return str(connection.scalar(select(version.c.version_num)))
