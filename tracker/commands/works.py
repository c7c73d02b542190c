"""`evtrack works`: list works."""

from __future__ import annotations

import click

from bib.short_names import short_reference
from bib.works import Work
from evidence.selection import Selection
from tracker.actions.select_records import select_records
from tracker.commands.options import (
    emit_json,
    emit_rows,
    json_option,
    pass_library,
    say,
)
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.lists import counted
from tracker.render.objects import work_object


@click.command(epilog="Example: evtrack works --limitation L1 --state read-abstract")
@selection_options
@json_option
@pass_library
def command(library: Library, selection: Selection, *, as_json: bool) -> None:
    """List works, with the numbers they are cited as."""
    works = select_records(library, selection).works
    if as_json:
        emit_json({"works": [work_object(work) for work in works]})
        return
    emit_rows([_row(work) for work in works])
    say(counted(len(works), "work"))


def _row(work: Work) -> tuple[str, str, str]:
    number = f"[{work.cited_as}]" if work.cited_as else ""
    return number, work.key, short_reference(work)
