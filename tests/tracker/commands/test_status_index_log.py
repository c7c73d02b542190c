"""`status`, `index` and `log`: what the library holds, and how it came to."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Evtrack


def test_status_counts_and_says_what_is_unverified(ask: Evtrack):
    answer = ask("status", "--json").json

    wanted = "works claims citations excerpts attachments limitations index"
    assert set(wanted.split()) <= set(answer)
    assert (answer["works"], answer["limitations"], answer["attachments"]) == (43, 3, 0)
    assert answer["index"] == {"documents": answer["works"] + answer["claims"], "fresh": True}
    assert answer["unverified"] <= answer["pairs"]
    unverified = ask("claims", "--state", "unverified", "--json").json["claims"]
    assert bool(unverified) is bool(answer["unverified"])


def test_status_reads_well(ask: Evtrack):
    out = ask("status").out

    assert "works        43\n" in out
    assert "without a verdict: " in out
    assert "documents, fresh" in out


def test_an_index_that_is_gone_is_told_and_built_anew(evtrack: Evtrack, shipped: Path):
    shutil.rmtree(shipped / "index")

    stale = evtrack("--library", shipped, "index", "--json").json
    told = evtrack("--library", shipped, "index")
    built = evtrack("--library", shipped, "index", "rebuild", "--json").json

    assert (stale["fresh"], built["fresh"]) == (False, True)
    assert set(built) == {"documents", "fresh", "seconds"}
    assert built["documents"] > 43
    assert "the next search mends it" in told.out


def test_the_log_tells_the_latest_first(evtrack: Evtrack, shipped: Path):
    add = ("claim", "add", "ding2025", "--statement")
    evtrack("--library", shipped, *add, "One.", "--why", "first")
    evtrack("--library", shipped, *add, "Two.", "--why", "second")

    entries = evtrack("--library", shipped, "log", "--json").json["entries"]
    short = evtrack("--library", shipped, "log", "--limit", "1")

    assert [entry["why"] for entry in entries][:2] == ["second", "first"]
    assert {"seq", "at", "who", "deed", "why", "subjects", "hash", "previous"} <= set(entries[0])
    assert "(second)" in short.out
    assert short.err == "2 earlier; --limit shows more.\n"


def test_the_log_of_one_record(evtrack: Evtrack, shipped: Path):
    evtrack("--library", shipped, "claim", "edit", "4.1-1-11", "--note", "Seen.", "--why", "again")

    for name in ("ding2025-4.1-1-11", "4.1-1-11", "DING2025-4.1-1-11"):
        entries = evtrack("--library", shipped, "log", name, "--json").json["entries"]
        assert [entry["deed"] for entry in entries] == ["edit claim", "fill"]


def test_the_log_of_nothing_is_refused(ask: Evtrack):
    outcome = ask("log", "flynn")

    assert (outcome.status, outcome.out) == (3, "")
    assert "Did you mean “flynn2022deepfakes”" in outcome.err


@pytest.mark.parametrize(
    ("statement", "seq", "why"),
    [
        ("UPDATE log SET at = 'x', hash = x'ff' WHERE seq = 2", 2, "time and hash cannot be read"),
        ("DELETE FROM log", 1, "entries 1 to 2 are missing at the end"),
    ],
)
def test_a_damaged_log_is_told_and_everything_else_goes_on(
    evtrack: Evtrack, shipped: Path, statement: str, seq: int, why: str
):
    edit = ("claim", "edit", "4.1-1-11", "--why", "so", "--note")
    evtrack("--library", shipped, *edit, "One.")
    with closing(sqlite3.connect(shipped / "library.db")) as database:
        for deed in ("UPDATE", "DELETE"):
            database.execute(f"DROP TRIGGER log_keeps_{deed}")
        database.execute(statement)
        database.commit()

    checked = evtrack("--library", shipped, "check", "log", "--json")
    told = evtrack("--library", shipped, "log")
    others = [
        evtrack("--library", shipped, *words)
        for words in (("log", "4.1-1-11"), ("show", "4.1-1-11"), ("search", "label"), ("status",))
    ]
    after = evtrack("--library", shipped, *edit, "Two.")

    (finding,) = checked.json["findings"]
    assert (finding["subject"], why in finding["message"]) == (f"log entry {seq}", True)
    assert (told.status, f"Entry {seq}: " in told.err) == (0, True)
    assert {each.status for each in (*others, after)} == {0}
    assert "Two." in evtrack("--library", shipped, "show", "4.1-1-11").out
