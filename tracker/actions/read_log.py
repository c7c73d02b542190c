"""Read the log, all of it or what touched one record."""

from __future__ import annotations

from tracker.actions.near_names import near_names
from tracker.actions.visible import visible_log
from tracker.errors import UnknownRecordError
from tracker.library import Library
from tracker.storage.log import LogEntry, LogFault, verify_log
from tracker.storage.records import Records

_KINDS = ("works", "claims", "limitations", "nodes", "concepts", "responses")


def read_log(library: Library, id: str | None = None) -> list[LogEntry]:  # noqa: A002
    """The entries, oldest first; with `id`, those of that record, named as `show` takes it.

    A record that is gone is still found by its exact id. Raises `UnknownRecordError` for an id that
    neither the log nor the library knows.
    """
    with library.reading() as records:
        entries = records.log(id) if id else records.log()
        if id and not entries:
            entries = records.log(_present_id(records, id))
        return list(visible_log(library, records, entries))


def log_fault(library: Library) -> LogFault | None:
    """Where the log is not as it was written, and how; `None` where it is."""
    with library.reading() as records:
        return verify_log(records.log(), head=records.head()[0])


def _present_id(records: Records, name: str) -> str:
    if work := records.work(name):
        return work.key
    known = [each for kind in _KINDS for each in records.ids(kind)]
    folded = {each.casefold(): each for each in known}
    for wanted in (name, f"{records.about().survey}-{name}"):
        if found := folded.get(wanted.casefold()):
            return found
    raise UnknownRecordError("record", name, near_names(name, known))
