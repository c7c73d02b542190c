"""`evtrack index`: tell the state of the search index, or build it anew."""

from __future__ import annotations

import time

import click

from tracker.commands.options import emit_json, json_option, pass_library, progress_bar
from tracker.library import Library
from tracker.render.lists import counted


@click.command(epilog="Example: evtrack index rebuild")
@click.argument("deed", metavar="[rebuild]", required=False, type=click.Choice(["rebuild"]))
@json_option
@pass_library
def command(library: Library, deed: str | None, *, as_json: bool) -> None:
    """Tell the state of the search index, or build it anew.

    The index holds nothing of its own: it can be deleted and built again at any time.
    """
    started = time.perf_counter()
    if deed == "rebuild":
        with progress_bar("Indexing") as progress:
            library.rebuild_index(progress)
    state = library.index_state()
    seconds = round(time.perf_counter() - started, 3)
    if as_json:
        emit_json({"documents": state.documents, "fresh": state.fresh, "seconds": seconds})
        return
    fresh = "fresh" if state.fresh else "behind; the next search mends it"
    click.echo(f"{counted(state.documents, 'document')}, {fresh} ({seconds} s)")
