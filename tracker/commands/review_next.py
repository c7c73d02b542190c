"""`evtrack review next`: the next pair to read; at a terminal, one after the other."""

from __future__ import annotations

import sys

import click

from evidence.reviewing.queue import Order
from tracker.actions.review_queue import Asked
from tracker.actions.review_session import ReviewSession
from tracker.commands.look import look_here
from tracker.commands.options import (
    emit_json,
    json_option,
    now,
    pass_library,
    progress_after_a_while,
    say,
)
from tracker.commands.review_sitting import Sitting
from tracker.commands.reviewing import asked_options, order_option, reader_option
from tracker.library import Library
from tracker.render.lists import clean
from tracker.render.pair_json import view_object
from tracker.render.pair_text import block_lines, blocks
from tracker.render.terminal import finished


@click.command(epilog="Example: evtrack review next --by risk --limitation L1")
@asked_options
@order_option
@reader_option
@json_option
@pass_library
def command(library: Library, asked: Asked, by: Order, reader: str, *, as_json: bool) -> int:
    """Read the pairs that wait for you, one a screen, and say what you found.

    The weightiest come first, each with the reason. Every verdict is kept at once, so a sitting
    can end at any moment and the next goes on from there. Without a terminal, or with --json, the
    first pair is printed.
    """
    with progress_after_a_while("Looking for alarms") as progress:
        session = ReviewSession(library, asked, reader=reader, by=by, clock=now, progress=progress)
    if not as_json and sys.stdin.isatty() and sys.stdout.isatty():
        return Sitting(session).run()
    _print(session, as_json=as_json)
    return 0


def _print(session: ReviewSession, *, as_json: bool) -> None:
    at_hand = session.at_hand()
    if as_json:
        emit_json(
            {
                "reader": session.reader,
                "waiting": session.left,
                "pair": view_object(at_hand.view) if at_hand else None,
            }
        )
        return
    if at_hand is None:
        say(f"Nothing waits for {session.reader}.")
        return
    look = look_here()
    pair = at_hand.view.place.pair
    lines = [look.style(pair.id, "title"), "", *block_lines(blocks(at_hand.view), look=look)]
    click.echo(finished("\n".join(lines), look))
    say(
        f"{session.left:,} wait for {clean(session.reader)}; take down what you found: "
        f"evtrack review record {pair.claim} {pair.work} --verdict …"
    )
