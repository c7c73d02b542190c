"""`status`, `index` and `log`: what the library holds, and how it came to."""

from __future__ import annotations

import shutil
from pathlib import Path

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
