"""`evtrack rename`: give a work another citekey, wherever it is mentioned."""

from __future__ import annotations

import click

from tracker.actions.rename_work import rename_work
from tracker.commands.options import emit_json, json_option, now, pass_library, why_option
from tracker.library import Library
from tracker.render.lists import clean, counted
from tracker.render.objects import work_object


@click.command(epilog="Example: evtrack rename flynn2022 flynn2022deepfakes")
@click.argument("old")
@click.argument("new")
@why_option
@json_option
@pass_library
def command(library: Library, old: str, new: str, why: str, *, as_json: bool) -> None:
    """Give a work another citekey, wherever it is mentioned.

    The old key stays as an alias, so that what was written with it is still found; renaming back
    is possible at any time. Claims named after the old key are named after the new one.
    """
    done = rename_work(library, old, new, now=now(), why=why)
    if as_json:
        emit_json(
            {
                "from": done.old,
                "to": done.work.key,
                "claims": dict(done.claims),
                "places": done.places,
                "work": work_object(done.work),
            }
        )
    elif done.old == done.work.key:
        click.echo(clean(f"“{done.old}” is called so already; nothing was changed."))
    else:
        told = f"Renamed {done.old} to {done.work.key}, mentioned in "
        click.echo(clean(f"{told}{counted(done.places, 'other record')}."))
