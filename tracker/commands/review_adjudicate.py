"""`evtrack review adjudicate`: decide a pair on which readers differ."""

from __future__ import annotations

from dataclasses import replace

import click

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
    epilog="Example: evtrack review adjudicate 1-1-1b flynn2022deepfakes --verdict partly "
    '--reason "two of four groups are named" --agreed-by ana --agreed-by ben'
)
@judgement_options
@click.option(
    "--agreed-by",
    multiple=True,
    metavar="NAME",
    help="A reader who agrees; all who read the pair have to be named. Repeatable.",
)
@dry_run_option
@why_option
@json_option
@pass_library
def command(
    library: Library,
    judgement: Judgement,
    why: str,
    *,
    agreed_by: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Decide a pair on which readers differ: a third does, or they come to agree.

    Nobody approves their own reading. What each had found stays on record.
    """
    judgement = replace(judgement, decides=True, agreed_by=agreed_by)
    done = record_verdict(library, judgement, now=now(), why=why, is_dry_run=dry_run)
    emit_recorded(done, dry_run=dry_run, as_json=as_json)
