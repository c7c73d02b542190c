"""`evtrack review record`: take down one verdict by options, for scripts."""

from __future__ import annotations

from dataclasses import replace

import click

from evidence.errors import VerdictGivenError
from tracker.actions.record_verdict import Judgement, record_verdict
from tracker.commands.options import (
    dry_run_option,
    json_option,
    now,
    pass_library,
    why_option,
)
from tracker.commands.reviewing import emit_recorded, judgement_options
from tracker.library import Library


@click.command(
    epilog="Example: evtrack review record 4.1-1-11 kugler2021deepfake --verdict supported "
    '--at "p. 640"'
)
@judgement_options
@click.option("--revise", is_flag=True, help="In place of an earlier verdict of the same reader.")
@click.option("--undo", is_flag=True, help="Take the reader's verdict back; it stays on record.")
@dry_run_option
@why_option
@json_option
@pass_library
def command(
    library: Library,
    judgement: Judgement,
    why: str,
    *,
    revise: bool,
    undo: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record what was found when comparing a claim with a work it cites.

    A verdict is bound to the words it was given on, and is never overwritten: a reader's later one
    takes the place of the earlier, and both stay on record.
    """
    judgement = replace(judgement, is_revision=revise, takes_back=undo)
    try:
        done = record_verdict(library, judgement, now=now(), why=why, is_dry_run=dry_run)
    except VerdictGivenError as error:
        error.add_note("To put another in its place, give the same command with --revise.")
        raise
    emit_recorded(done, dry_run=dry_run, as_json=as_json)
