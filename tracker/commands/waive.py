"""`evtrack waive`: set a finding aside, with a reason."""

from __future__ import annotations

from datetime import date, datetime

import click

from tracker.actions.waive_finding import waive_finding
from tracker.commands.options import emit_json, json_option, now, pass_library, say
from tracker.library import Library
from tracker.render.lists import clean
from tracker.render.objects import waiver_object


@click.command(
    epilog='Example: evtrack waive single-source-node L1.P7 --why "the only study there is"'
)
@click.argument("code")
@click.argument("subject")
@click.option("--why", required=True, metavar="TEXT", help="The reason; kept beside the waiver.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The last day on which it holds, as 2027-01-31.",
)
@json_option
@pass_library
def command(
    library: Library, code: str, subject: str, why: str, until: datetime | None, *, as_json: bool
) -> None:
    """Set a finding aside, with a reason."""
    last: date | None = until.date() if until else None
    if last and last < now().date():
        raise click.UsageError(f"--until {last} is over already; name a day to come.")
    if not why.strip():
        raise click.UsageError("--why is empty; say why the finding may be set aside.")
    done = waive_finding(library, code, subject, why=why, until=last, now=now())
    if not done.is_met:
        say(f"There is no finding {code} for “{subject}” at present; it is waived all the same.")
    if as_json:
        emit_json(waiver_object(done.waiver))
    else:
        click.echo(clean(f"Waived {code} for {subject}" + (f" until {last}." if last else ".")))
