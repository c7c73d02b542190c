"""Libraries that an older program made keep what is in them, and can be used as any other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from bib.works import Citekey
from evidence.citations import Citation
from evidence.excerpts import Excerpt, ExcerptId
from tests.builders import a_claim, a_work
from tracker.library import Library
from tracker.storage import schema
from tracker.storage.engine import Database
from tracker.storage.revision import REVISION

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORK = a_work("flynn2022")
CLAIM = a_claim(
    "flynn2022-1",
    citations=(Citation(work=Citekey("roe2020"), number=2),),
    excerpts=(
        Excerpt(
            id=ExcerptId("flynn2022-1-x1"),
            claim="flynn2022-1",
            work=Citekey("flynn2022"),
            quote="words",
        ),
    ),
)


def older_library(root: Path, revision: str) -> None:
    """A library as the program of that revision left it, holding one work and one claim."""
    with Library.create(root, now=NOW) as library, library.deed("fill", now=NOW) as deed:
        deed.records.put_works([WORK])
        deed.records.put_claims([CLAIM])
    rows = root / "library.db"
    newer = root / "newer.db"
    rows.rename(newer)
    database = Database(root, "sqlite:///library.db")
    database.make_file()
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with database.writing(is_new=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    database.close()
    with closing(sqlite3.connect(rows)) as connection:
        connection.execute("ATTACH ? AS newer", (str(newer),))
        named = "SELECT name FROM main.sqlite_master WHERE type = 'table'"
        for (table,) in connection.execute(named).fetchall():
            if table != "alembic_version":
                columns = [
                    f'"{row[1]}"'
                    for row in connection.execute(f'PRAGMA main.table_info("{table}")')
                ]
                listed = ", ".join(columns)
                connection.execute(
                    f'INSERT INTO main."{table}" ({listed}) SELECT {listed} FROM newer."{table}"'  # noqa: S608
                )
        connection.commit()
    newer.unlink()


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_an_older_library_is_brought_up_to_date_with_all_it_holds(
    tmp_path: Path, revision: str
) -> None:
    root = tmp_path / "library"
    older_library(root, revision)

    with Library.open(root) as library:
        with library.reading() as records:
            assert records.works() == [WORK]
            assert records.claims() == [CLAIM]
            assert records.attachments() == []
            assert records.waiting_excerpts() == []
        with library.deed("draft", now=NOW) as deed:
            deed.records.put_claims([replace(CLAIM, is_draft=True)])
            deed.records.put_waiting_excerpts([replace(CLAIM.excerpts[0], claim="")])
        with library.reading() as records:
            assert records.claims()[0].is_draft
            assert len(records.waiting_excerpts()) == 1
        assert library.search("something").total == 1
    assert (root / f"library-before-{REVISION}.db").is_file()


def test_a_merging_done_before_can_still_be_undone_after(tmp_path: Path) -> None:
    root = tmp_path / "library"
    with Library.create(root, now=NOW) as library:
        with library.deed("fill", now=NOW) as deed:
            deed.records.put_claims([CLAIM])
        with library.deed("replace", now=NOW) as deed:
            seq = deed.records.head()[0] + 1
            new = replace(CLAIM, note="new")
            deed.records.replace([(CLAIM, new)], can_be_undone=True)
    with closing(sqlite3.connect(root / "library.db")) as connection:
        (text,) = connection.execute("SELECT records FROM kept").fetchone()
        # What an older program kept has no column that came later.
        for later in ('"is_draft":false,', ',"is_draft":false', '"comment":"",'):
            text = text.replace(later, "")
        connection.execute("UPDATE kept SET records = ?", (text,))
        connection.commit()

    with Library.open(root) as library:
        with library.deed("undo", now=NOW) as deed:
            deed.records.undo(seq)
        with library.reading() as records:
            assert records.claims() == [CLAIM]
