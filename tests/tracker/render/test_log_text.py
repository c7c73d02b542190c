from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.render.log_text import log_entry_object, log_rows
from tracker.storage.log import LogEntry

AT = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


def an_entry(*subjects: str, why: str = "") -> LogEntry:
    return LogEntry(seq=7, at=AT, who="ana", deed="edit claim", why=why, subjects=subjects)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (an_entry("a-1"), "edit claim: a-1"),
        (an_entry("a-1", why="misread"), "edit claim: a-1 (misread)"),
        (an_entry(), "edit claim"),
        (an_entry(*"abcdef"), "edit claim: a, b, c, d and 2 more"),
        (an_entry("a-1 limits L1.P7", "a-1", "L1.P7"), "edit claim: a-1 limits L1.P7"),
    ],
)
def test_an_entry_tells_what_was_done_to_what_and_why(entry, told):
    assert log_rows([entry]) == [("7", "2026-11-23 09:05:00Z", "ana", told)]


def test_an_entry_as_an_object_has_all_that_its_hash_covers():
    shape = log_entry_object(an_entry("a-1"))

    assert shape["at"] == "2026-11-23T09:05:00+00:00"
    assert {"seq", "at", "who", "deed", "why", "subjects", "details", "hash"} <= set(shape)
