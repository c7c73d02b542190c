"""`evtrack review alarms`: what a machine finds doubtful, with the rule and the words."""

from __future__ import annotations

import inspect

import click

from evidence.reviewing.alarms import ALARMS
from tracker.actions.list_alarms import list_alarms
from tracker.commands.look import look_here
from tracker.commands.options import emit_json, json_option, open_library, progress_after_a_while
from tracker.render.alarms_text import alarms_object, alarms_text

_RULES = {rule.NAME: rule for rule in ALARMS}


@click.command(epilog="Example: evtrack review alarms 4.1-1-2b --rule figure-differs")
@click.argument("claim", required=False, default="")
@click.argument("work", metavar="[KEY]", required=False, default="")
@click.option(
    "--rule",
    "rules",
    type=click.Choice(list(_RULES)),
    multiple=True,
    metavar="RULE",
    help=f"Only alarms of this rule. One of: {', '.join(_RULES)}. Repeatable.",
)
@click.option(
    "--explain",
    type=click.Choice(list(_RULES)),
    metavar="RULE",
    help="Say what a rule looks for, and what to do about it.",
)
@json_option
def command(
    claim: str, work: str, rules: tuple[str, ...], explain: str | None, *, as_json: bool
) -> None:
    """List alarms: what speaks against a pair of claim and cited work, and in which words.

    Alarms are raised by rules over the words of claim and work, those of all pairs, of the pairs of
    a CLAIM, or of one pair. They order what is read first and never set a verdict. Where there is
    neither an excerpt nor a text, most rules are silent; the totals say so.
    """
    if explain:
        _emit_rule(explain, as_json=as_json)
        return
    with open_library() as library, progress_after_a_while("Looking for alarms") as progress:
        report = list_alarms(
            library, rules=_RULES, claim=claim, work=work, only=rules, progress=progress
        )
    if as_json:
        emit_json(alarms_object(report))
    else:
        click.echo(alarms_text(report, look=look_here(), with_tallies=not claim))


def _emit_rule(name: str, *, as_json: bool) -> None:
    told = inspect.cleandoc(_RULES[name].__doc__ or "")
    if as_json:
        emit_json({"rule": name, "explanation": told})
    else:
        click.echo(f"{name}\n\n{told}")
