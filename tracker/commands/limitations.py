"""`evtrack limitations`: list the survey's limitations."""

from __future__ import annotations

import click

from evidence.selection import Selection
from tracker.actions.select_records import select_limitations
from tracker.commands.options import (
    emit_json,
    emit_rows,
    json_option,
    pass_library,
    say,
)
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.objects import limitation_object


@click.command(epilog="Example: evtrack limitations --work flynn2022deepfakes")
@selection_options
@json_option
@pass_library
def command(library: Library, selection: Selection, *, as_json: bool) -> None:
    """List the survey's limitations."""
    limitations = select_limitations(library, selection)
    if as_json:
        emit_json({"limitations": [limitation_object(each) for each in limitations]})
        return
    emit_rows([(each.id, each.title) for each in limitations])
    say(f"Next: evtrack chain {limitations[0].id}" if limitations else "0 limitations")
