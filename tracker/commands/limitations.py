"""`evtrack limitations`: list the survey's limitations."""

from __future__ import annotations

import click

from evidence.selection import Selection
from tracker.actions.select_records import select_records
from tracker.commands.options import emit_json, json_option, pass_library, selection_options, width
from tracker.library import Library
from tracker.render.lists import columns
from tracker.render.objects import limitation_object


@click.command(epilog="Example: evtrack limitations --json")
@selection_options
@json_option
@pass_library
def command(library: Library, selection: Selection, *, as_json: bool) -> None:
    """List the survey's limitations."""
    selected = select_records(library, selection)
    chosen = {claim.id for claim in selected.claims}
    serving = {
        node.limitation for node in selected.corpus.nodes if chosen.intersection(node.claims)
    }
    limitations = [
        limitation
        for limitation in selected.corpus.limitations
        if selection.is_everything or limitation.id in serving
    ]
    if as_json:
        emit_json({"limitations": [limitation_object(each) for each in limitations]})
        return
    click.echo(columns([(each.id, each.title) for each in limitations], width=width()))
    if limitations:
        click.echo(f"Next: evtrack chain {limitations[0].id}", err=True)
