"""`evtrack review list`: pairs of claim and cited work, with their five states."""

from __future__ import annotations

from dataclasses import replace

import click

from evidence.reviewing.queue import Order
from tracker.actions.review_queue import Asked, review_queue
from tracker.commands.look import look_here
from tracker.commands.options import (
    emit_json,
    json_option,
    pass_library,
    progress_after_a_while,
)
from tracker.commands.reviewing import asked_options, order_option, reader_option
from tracker.library import Library
from tracker.render.objects import place_object, tally_object
from tracker.render.review_text import queue_text

_SHOWN = 50


@click.command(epilog="Example: evtrack review list --verdict 'not supported' --limitation L1")
@asked_options
@click.option("--waiting", is_flag=True, help="Only what the reader has yet to read.")
@order_option
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=_SHOWN,
    show_default=True,
    metavar="N",
    help="Show so many pairs; 0 for all.",
)
@reader_option
@json_option
@pass_library
def command(
    library: Library,
    asked: Asked,
    by: Order,
    limit: int,
    reader: str,
    *,
    waiting: bool,
    as_json: bool,
) -> None:
    """List pairs of claim and cited work, with their states side by side.

    Every total tells what was checked, what could not be and why, and what nobody asked.
    """
    meant = replace(asked, only_waiting=waiting)
    with progress_after_a_while("Looking for alarms") as progress:
        found = review_queue(library, meant, reader=reader, by=by, progress=progress)
    places = found.places[: limit or None]
    if as_json:
        emit_json(
            {
                "pairs": [place_object(place) for place in places],
                "shown": len(places),
                "found": len(found.places),
                "total": found.total,
                "waiting": found.waiting,
                "reader": found.reader,
                "tallies": {tally.name: tally_object(tally) for tally in found.tallies},
            }
        )
        return
    text = queue_text(
        places,
        found.tallies,
        found=len(found.places),
        total=found.total,
        waiting=found.waiting,
        reader=found.reader,
        look=look_here(),
    )
    click.echo(text)
