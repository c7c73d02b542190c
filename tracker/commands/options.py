"""Options and habits that every command shares: which library, JSON, selections, progress."""

from __future__ import annotations

import functools
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from evidence.selection import Selection
from tracker.library import Library, find_library

R = TypeVar("R")


def pass_library(function: Callable[..., R]) -> Callable[..., R]:
    """Open the library the user means and hand it to the command as its first argument."""

    @functools.wraps(function)
    def opened(*args: Any, **kwargs: Any) -> R:
        with Library.open(chosen_library()) as library:
            library.on_wait = _tell_of_waiting
            return function(library, *args, **kwargs)

    return opened


def chosen_library() -> Path:
    """The folder named by --library or $EVTRACK_LIBRARY, else the nearest library upwards.

    Raises `NoLibraryError` where there is none.
    """
    named = click.get_current_context().find_root().params.get("library")
    return Path(named) if named else find_library(Path.cwd())


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Say what would be done, and change nothing."
)
to_option = click.option(
    "--to",
    "target",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Write there, whole or not at all, instead of to standard output.",
)
why_option = click.option(
    "--why", default="", metavar="TEXT", help="The reason, kept in the log beside the change."
)

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


def emit_json(value: Any) -> None:
    """Print one JSON object to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def now() -> datetime:
    """The moment of this deed; the only clock of the program."""
    return datetime.now(UTC)


def width() -> int:
    """Columns to write for: those of the terminal, or 100 where output is no terminal."""
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield `report(done, total)`; draws a bar on stderr where that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, show_pos=True) as bar:

        def report(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield report


def _tell_of_waiting(holder: str) -> None:
    click.echo(f"Waiting for {holder} to finish …", err=True)
