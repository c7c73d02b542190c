"""`evtrack works`: list works."""

from __future__ import annotations

import click

from bib.short_names import short_reference
from bib.works import Work
from evidence.selection import Selection
from tracker.actions.select_records import select_records
from tracker.commands.options import (
    emit_json,
    emit_rows,
    json_option,
    open_library,
    say,
)
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.lists import counted
from tracker.render.objects import work_object


class WorksTable(click.Group):
    """The list of works, and what else can be done with works; imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """What can be done with works besides listing them."""
        return ["verify"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name != "verify":
            return super().get_command(ctx, cmd_name)
        # Verifying loads the network; listing does not.
        from tracker.commands import verify

        return verify.command


@click.group(
    cls=WorksTable,
    invoke_without_command=True,
    epilog="Example: evtrack works --limitation L1 --state read-abstract",
)
@selection_options
@json_option
@click.pass_context
def command(context: click.Context, selection: Selection, *, as_json: bool) -> None:
    """List works, with the numbers they are cited as."""
    if context.invoked_subcommand is None:
        with open_library() as library:
            _list(library, selection, as_json=as_json)


def _list(library: Library, selection: Selection, *, as_json: bool) -> None:
    works = select_records(library, selection).works
    if as_json:
        emit_json({"works": [work_object(work) for work in works]})
        return
    emit_rows([_row(work) for work in works])
    say(counted(len(works), "work"))


def _row(work: Work) -> tuple[str, str, str]:
    number = f"[{work.cited_as}]" if work.cited_as else ""
    return number, work.key, short_reference(work)
