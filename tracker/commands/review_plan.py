"""`evtrack review plan`: a random spot check with a guarantee."""

from __future__ import annotations

import secrets
from dataclasses import replace
from fractions import Fraction

import click

from evidence.reviewing.plan import WRONG, Aim, KeptPlan
from evidence.reviewing.spot_check import Guarantee
from evidence.verdicts import VerdictState
from tracker.actions.plan_review import look_at_plan, make_plan
from tracker.actions.review_queue import Asked
from tracker.commands.look import look_here
from tracker.commands.options import (
    dry_run_option,
    emit_json,
    json_option,
    now,
    pass_library,
    say,
)
from tracker.commands.reviewing import asked_options, reader_option
from tracker.library import Library
from tracker.render.plan_text import plan_object, plan_text

_SEEDS = 1_000_000


class Percent(click.ParamType[Fraction]):
    """A share between 0 and 100 per cent, neither included, kept exactly."""

    name = "percent"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """The share as a fraction of one."""
        if isinstance(value, Fraction):
            return value
        try:
            share = Fraction(str(value).strip().removesuffix("%").strip()) / 100
        except (ValueError, ZeroDivisionError):
            self.fail(f"“{value}” is no number of per cent, as 95 or 2.5.", param, ctx)
        if not 0 < share < 1:
            self.fail(f"“{value}” is not between 0 and 100 per cent.", param, ctx)
        return share


@click.command(epilog="Example: evtrack review plan --confidence 95 --tolerated 5")
@click.option(
    "--confidence", type=Percent(), metavar="PERCENT", help="How sure it should be, as 95."
)
@click.option(
    "--tolerated",
    type=Percent(),
    metavar="PERCENT",
    help="The share of wrong citations that is too many, as 5.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    metavar="N",
    help="What decides the draw; else one is drawn, told and kept.",
)
@click.option(
    "--allow", type=click.IntRange(0), default=0, metavar="N", help="Faults the sample may hold."
)
@click.option(
    "--stop-early",
    is_flag=True,
    help="Read until the guarantee holds, looking after every reading; --allow goes without.",
)
@click.option("--partly", is_flag=True, help="Count what is only partly supported as wrong too.")
@asked_options
@reader_option
@dry_run_option
@json_option
@pass_library
def command(
    library: Library,
    asked: Asked,
    confidence: Fraction | None,
    tolerated: Fraction | None,
    seed: int | None,
    allow: int,
    reader: str,
    *,
    stop_early: bool,
    partly: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Plan a spot check: how many pairs to read for a guarantee, and which.

    With --confidence and --tolerated a plan is made and kept, with its seed; without, the latest
    plan is shown with what its readings say so far. Pairs on which most hangs are all read, of the
    rest a random sample. The bounds are exact (hypergeometric); what nobody could tell counts as
    wrong. Exit 1 if the plan can no longer give the guarantee.
    """
    if (confidence is None) is not (tolerated is None):
        raise click.UsageError("--confidence and --tolerated go together.")
    if stop_early and allow:
        raise click.UsageError("--stop-early reads on after a fault; leave --allow out.")
    if confidence is None or tolerated is None:
        kept = look_at_plan(library)
        if kept is None:
            raise click.UsageError(
                "There is no plan yet; make one: evtrack review plan --confidence 95 --tolerated 5"
            )
    else:
        aim = Aim(
            guarantee=Guarantee(confidence=confidence, tolerated=tolerated),
            seed=secrets.randbelow(_SEEDS) if seed is None else seed,
            allowed=allow,
            stops_early=stop_early,
        )
        if partly:
            aim = replace(aim, wrong=WRONG | {VerdictState.PARTLY})
        kept = make_plan(library, aim, asked, reader=reader, now=now(), is_dry_run=dry_run)
        if dry_run:
            say("A dry run: the plan was not kept.")
    _emit(kept, as_json=as_json)
    return 1 if kept.plan.is_lost else 0


def _emit(kept: KeptPlan, *, as_json: bool) -> None:
    if as_json:
        emit_json(
            plan_object(kept.plan, reader=kept.reader, since=kept.since, missing=kept.missing)
        )
    else:
        text = plan_text(
            kept.plan,
            reader=kept.reader,
            since=kept.since,
            missing=kept.missing,
            look=look_here(),
        )
        click.echo(text)
