"""`evtrack review`: compare claims with the works they cite, pair by pair."""

from __future__ import annotations

from importlib import import_module

import click

# Name → module in tracker.commands; imported when called.
_SUBCOMMANDS = {
    "next": "review_next",
    "list": "review_list",
    "record": "review_record",
    "adjudicate": "review_adjudicate",
    "alarms": "review_alarms",
    "agreement": "review_agreement",
    "plan": "review_plan",
    "report": "review_report",
}


class ReviewTable(click.Group):
    """What can be done in a review, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in the order of the table."""
        return list(_SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        module = _SUBCOMMANDS.get(cmd_name)
        if module is None:
            return None
        found: click.Command = import_module(f"tracker.commands.{module}").command
        return found


@click.group(cls=ReviewTable, epilog="Example: evtrack review next")
def command() -> None:
    """Compare claims with the works they cite, alone or with another reader.

    The unit is a pair: one claim and one work it cites. Five things are told of each and never made
    into one: which work it is, how the work stands, whether the words were found, what readers
    found, and whether that is still about the same words.
    """
