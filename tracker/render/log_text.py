"""Log entries as rows and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

_SHOWN = 4


class Entry(Protocol):
    """What a log entry tells; storage has the real one."""

    @property
    def seq(self) -> int: ...  # noqa: D102
    @property
    def at(self) -> datetime: ...  # noqa: D102
    @property
    def who(self) -> str: ...  # noqa: D102
    @property
    def deed(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102
    @property
    def subjects(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def details(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def hash(self) -> str: ...  # noqa: D102
    @property
    def previous(self) -> str: ...  # noqa: D102
    @property
    def unreadable(self) -> str: ...  # noqa: D102


def log_rows(entries: Iterable[Entry]) -> list[tuple[str, str, str, str]]:
    """Number, time in UTC, person, and what was done to what and why."""
    return [(f"{each.seq}", _time(each), each.who, _told(each)) for each in entries]


def log_entry_object(entry: Entry) -> dict[str, Any]:
    """One entry with everything its hash covers, and why it makes no sense where it was damaged."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "deed": entry.deed,
        "why": entry.why,
        "subjects": list(entry.subjects),
        "details": dict(entry.details),
        "previous": entry.previous,
        "hash": entry.hash,
        "unreadable": entry.unreadable,
    }


def _time(entry: Entry) -> str:
    # A time that was damaged is kept as the year 1.
    return f"{entry.at:%Y-%m-%d %H:%M:%S}Z" if entry.at.year > 1 else "?"


def _told(entry: Entry) -> str:
    subjects = _without_parts(entry.subjects)
    more = len(subjects) - _SHOWN
    shown = ", ".join(subjects[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
    why = f" ({entry.why})" if entry.why else ""
    damage = f" [damaged: {entry.unreadable}]" if entry.unreadable else ""
    return (f"{entry.deed}: {shown}" if shown else entry.deed) + why + damage


def _without_parts(subjects: Sequence[str]) -> list[str]:
    """The subjects, without those that another names in full, as a link does its two ends."""
    named = {word for subject in subjects if " " in subject for word in subject.split()}
    return [subject for subject in subjects if subject not in named]
