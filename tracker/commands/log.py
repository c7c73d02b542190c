"""`evtrack log`: tell who changed what, when and why."""

from __future__ import annotations

import click

from tracker.actions.read_log import log_fault, read_log
from tracker.commands.options import emit_json, emit_rows, json_option, pass_library, say
from tracker.library import Library
from tracker.render.log_text import log_entry_object, log_rows


@click.command(epilog="Example: evtrack log ding2025-4.1-1-5a")
@click.argument("id", required=False)
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(1),
    metavar="N",
    help="At most N, latest first.",
)
@json_option
@pass_library
def command(library: Library, id: str | None, limit: int, *, as_json: bool) -> None:  # noqa: A002
    """Tell who changed what, when and why.

    With ID, only the changes that touched this record.
    """
    entries = read_log(library, id)
    latest = list(reversed(entries))[:limit]
    if id is None and (fault := log_fault(library)):
        say(f"Entry {fault.seq}: {fault.why} From there on the log proves nothing.")
    if as_json:
        emit_json({"entries": [log_entry_object(entry) for entry in latest]})
        return
    emit_rows(log_rows(latest))
    if len(entries) > limit:
        say(f"{len(entries) - limit:,} earlier; --limit shows more.")
