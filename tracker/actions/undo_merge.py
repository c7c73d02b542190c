"""Undo a merging: every record as it was before."""

from __future__ import annotations

from datetime import datetime

from tracker.library import Library


def undo_merge(library: Library, seq: int, *, now: datetime, why: str = "") -> None:
    """Put back what the deed of that number in the log merged or related.

    Raises `NothingToUndoError`, and `ChangedSinceError` where a record was changed since.
    """
    with library.deed("undo merge", now=now, why=why) as deed:
        deed.records.undo(seq)
        deed.note(undone=seq)
