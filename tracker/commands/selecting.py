"""The SELECTION options: which works and claims a command is about."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

from evidence.selection import Selection

R = TypeVar("R")

_SELECTION = (
    ("--work", "works", "KEY", "Only this work, or claims of it."),
    ("--limitation", "limitations", "ID", "Only what carries this limitation."),
    ("--concept", "concepts", "ID", "Only what is about this concept, as stage/creation."),
    ("--kind", "kinds", "KIND", "Only this kind of claim, or type of work."),
    ("--state", "states", "STATE", "Only what is in this state, as disputed or not-supported."),
    ("--query", "queries", "QUERY", "Only what this search finds."),
)


def selection_options(function: Callable[..., R]) -> Callable[..., R]:
    """Add the SELECTION options; the command gets one `selection` argument instead of six."""

    @functools.wraps(function)
    def with_selection(*args: Any, **kwargs: Any) -> R:
        parts = {name: kwargs.pop(name) for _, name, _, _ in _SELECTION}
        return function(*args, selection=Selection(**parts), **kwargs)

    dressed: Callable[..., R] = with_selection
    for flag, name, metavar, text in reversed(_SELECTION):
        option = click.option(
            flag, name, metavar=metavar, multiple=True, help=f"{text} Repeatable."
        )
        dressed = option(dressed)
    return dressed
