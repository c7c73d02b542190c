"""Options that the review commands share: who reads, what is found, which pairs are meant."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from bib.identity import Identity
from bib.standing import Standing
from bib.works import ReadStatus
from evidence.reviewing.bindings import Freshness
from evidence.reviewing.outcomes import Consensus
from evidence.reviewing.pairs import Anchor
from evidence.reviewing.queue import Order
from evidence.verdicts import Fault, VerdictState
from tracker.actions.record_verdict import Judgement, Recorded
from tracker.actions.review_queue import Asked
from tracker.commands.options import emit_json
from tracker.commands.selecting import selection_options
from tracker.render.objects import recorded_object
from tracker.render.review_text import recorded_text

R = TypeVar("R")

reader_option = click.option(
    "--reader", default="", metavar="NAME", help="Who reads; else the user of this library."
)
order_option = click.option(
    "--by",
    type=click.Choice([str(order) for order in Order]),
    default=str(Order.STAKE),
    show_default=True,
    callback=lambda _context, _option, value: Order(value),
    help="What hangs on it, what looks wrong, work by work, or as the paper runs.",
)

_STATES: tuple[tuple[str, Sequence[str], str], ...] = (
    ("identity", [*map(str, Identity), "not asked"], "Whether the work is the one it says."),
    ("standing", [*map(str, Standing), "unknown"], "How the cited work stands."),
    ("anchor", [str(anchor) for anchor in Anchor], "How its words were found."),
    ("scope", [str(scope) for scope in ReadStatus], "How much of the work is held or was read."),
    ("verdict", [*map(str, VerdictState), "none"], "What readers found."),
    ("freshness", [*map(str, Freshness), "none"], "Whether that is about the same words."),
    ("consensus", [str(each) for each in Consensus], "How far readers have come."),
)


def asked_options(function: Callable[..., R]) -> Callable[..., R]:
    """Add the options that say which pairs; the command gets one `asked` argument."""

    @functools.wraps(function)
    def with_asked(*args: Any, alarms: tuple[str, ...], **kwargs: Any) -> R:
        states = tuple(
            (question, answer) for question, _, _ in _STATES for answer in kwargs.pop(question)
        )
        asked = Asked(selection=kwargs.pop("selection"), states=states, alarms=alarms)
        return function(*args, asked=asked, **kwargs)

    dressed: Callable[..., R] = with_asked
    for question, answers, text in reversed(_STATES):
        option = click.option(
            f"--{question}",
            question,
            type=click.Choice(list(answers), case_sensitive=False),
            multiple=True,
            metavar="STATE",
            help=f"{text} One of: {', '.join(answers)}. Repeatable.",
        )
        dressed = option(dressed)
    dressed = click.option(
        "--alarm",
        "alarms",
        multiple=True,
        metavar="RULE",
        callback=_known_rules,
        help="Only pairs with this alarm, or with any.",
    )(dressed)
    return selection_options(dressed)


def _known_rules(
    context: click.Context, option: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    if not value:
        return value
    # The rules take a moment to import.
    from evidence.reviewing.alarms import ALARMS

    names = [rule.NAME for rule in ALARMS]
    for name in value:
        if name not in {*names, "any"}:
            why = f"“{name}” is no rule. Rules are any, {', '.join(names)}."
            raise click.BadParameter(why, context, option)
    return value


def judgement_options(function: Callable[..., R]) -> Callable[..., R]:
    """Add CLAIM, WORK and what a reader found; the command gets one `judgement` argument."""

    @functools.wraps(function)
    def with_judgement(
        *args: Any,
        claim: str,
        work: str,
        state: str,
        fault: str | None,
        access: str | None,
        **kwargs: Any,
    ) -> R:
        names = ("reader", "reason", "is_major", "locator", "excerpt")
        judgement = Judgement(
            claim=claim,
            work=work,
            state=VerdictState(state),
            fault=Fault(fault) if fault else None,
            access=ReadStatus(access) if access else None,
            **{name: kwargs.pop(name) for name in names},
        )
        return function(*args, judgement=judgement, **kwargs)

    dressed: Callable[..., R] = with_judgement
    for option in reversed(_JUDGEMENT):
        dressed = option(dressed)
    return dressed


def emit_recorded(done: Recorded, *, dry_run: bool, as_json: bool) -> None:
    """Print a verdict as taken down, with what stands of its pair."""
    if as_json:
        emit_json(recorded_object(done.verdict, done.outcome, is_new=done.is_new))
    else:
        text = recorded_text(done.verdict, done.outcome, is_new=done.is_new, is_dry_run=dry_run)
        click.echo(text)


_JUDGEMENT = (
    click.argument("claim"),
    click.argument("work", metavar="KEY"),
    click.option(
        "--verdict",
        "state",
        type=click.Choice([str(state) for state in VerdictState], case_sensitive=False),
        required=True,
        help="What the comparison showed.",
    ),
    click.option(
        "--fault",
        type=click.Choice([str(fault) for fault in Fault], case_sensitive=False),
        help="What is wrong with the citation.",
    ),
    click.option("--major", "is_major", is_flag=True, help="The fault is a major one."),
    click.option(
        "--access",
        type=click.Choice([str(scope) for scope in ReadStatus], case_sensitive=False),
        help="How much of the work was read; else as much as the library holds.",
    ),
    click.option(
        "--at", "locator", default="", metavar="PLACE", help="Where in the cited work, as “p. 12”."
    ),
    click.option(
        "--excerpt", default="", metavar="ID", help="The excerpt of the claim that shows it."
    ),
    click.option("--reason", default="", metavar="TEXT", help="Why."),
    reader_option,
)
