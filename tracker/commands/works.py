"""`evtrack works`: list works."""

from __future__ import annotations

import click

from bib.short_names import short_name
from evidence.selection import Selection
from tracker.actions.select_records import select_records
from tracker.commands.options import emit_json, json_option, pass_library, selection_options, width
from tracker.library import Library
from tracker.render.lists import columns
from tracker.render.objects import work_object


@click.command(epilog="Example: evtrack works --limitation L1 --state read-abstract")
@selection_options
@json_option
@pass_library
def command(library: Library, selection: Selection, *, as_json: bool) -> None:
    """List works."""
    works = select_records(library, selection).works
    if as_json:
        emit_json({"works": [work_object(work) for work in works]})
        return
    rows = [
        (f"[{work.cited_as}]" if work.cited_as else "", work.key, short_name(work), work.title)
        for work in works
    ]
    click.echo(columns(rows, width=width()))
    click.echo(f"{len(works)} works", err=True)
