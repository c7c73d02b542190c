"""Options and habits that every command shares: which library, JSON, selections, progress."""

from __future__ import annotations

import functools
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bib.formats.writing import Loss
from tracker.errors import NoLibraryError, NotALibraryError
from tracker.render.lists import clean, columns
from tracker.settings import find_library

if TYPE_CHECKING:
    from tracker.library import Library

_WAY_OUT = (
    "Make one with `evtrack init`, name another with --library DIR or $EVTRACK_LIBRARY, or look at "
    "the survey that comes along with `evtrack demo`."
)

R = TypeVar("R")


def pass_library(function: Callable[..., R]) -> Callable[..., R]:
    """Open the library the user means and hand it to the command as its first argument."""

    @functools.wraps(function)
    def opened(*args: Any, **kwargs: Any) -> R:
        with open_library() as library:
            library.on_wait = _tell_of_waiting
            return function(library, *args, **kwargs)

    return opened


def open_library() -> Library:
    """Open the library the user means.

    Raises `NoLibraryError`, `NotALibraryError` and what else `Library.open` raises.
    """
    # Opening a library whole loads the database toolkit; a search of a usual library needs none.
    from tracker.library import Library

    with way_to_a_library():
        return Library.open(chosen_folder())


def chosen_folder() -> Path:
    """The folder named by --library or $EVTRACK_LIBRARY, else the nearest library upwards.

    Raises `NoLibraryError`.
    """
    named = click.get_current_context().find_root().params.get("library")
    return Path(named) if named else find_library(_here())


@contextmanager
def way_to_a_library() -> Iterator[None]:
    """Tell whoever has no library how to come by one."""
    try:
        yield
    except (NoLibraryError, NotALibraryError) as error:
        error.add_note(_WAY_OUT)
        raise


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise NoLibraryError("a folder that was removed") from error


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Say what would be done, and change nothing."
)
offline_option = click.option(
    "--offline",
    is_flag=True,
    help="Ask no service; use the answers kept from before, and say what could not be done.",
)
grobid_option = click.option(
    "--grobid",
    metavar="URL",
    help="Have this GROBID server take PDFs apart; else $EVTRACK_GROBID, if it names one.",
)
to_option = click.option(
    "--to",
    "target",
    metavar="PATH",
    type=click.Path(path_type=Path),
    callback=lambda _context, _option, value: None if value == Path("-") else value,
    help="Write there, whole or not at all, instead of to standard output (which is also -).",
)
why_option = click.option(
    "--why", default="", metavar="TEXT", help="The reason, kept in the log beside the change."
)


yes_option = click.option("--yes", is_flag=True, help="Do it without asking.")


def confirmed(question: str, *, yes: bool) -> bool:
    """Whether the person agrees; nobody being there to answer, they do not."""
    if yes:
        return True
    try:
        return click.confirm(question, default=False, err=True)
    except click.Abort:
        return False


def emit_json(value: Any) -> None:
    """Print one JSON object to standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        # A terminal that is not UTF-8, or half a surrogate pair from an odd command line.
        text = json.dumps(value, indent=2)
    click.echo(text)


def emit_file(text: str) -> None:
    """Print a file's content to standard output, in UTF-8 and with its line ends as they are."""
    # Who runs a command inside another program may have put a plain text stream there.
    click.echo(text.encode() if hasattr(sys.stdout, "buffer") else text, nl=False)


def say(text: str) -> None:
    """Tell something on standard error, on one line that cannot steer the terminal."""
    click.echo(clean(text), err=True)


def say_losses(losses: Sequence[Loss]) -> None:
    """Tell what was left out or written otherwise, a line each."""
    for loss in losses:
        say(f"{loss.key}, {loss.field}: {loss.why}")


def emit_rows(rows: Sequence[Sequence[str]]) -> None:
    """Print rows as aligned columns; nothing at all where there are none."""
    if rows:
        click.echo(columns(rows, width=width()))


def now() -> datetime:
    """The moment of this deed; the only clock of the program."""
    return datetime.now(UTC)


def width() -> int:
    """Columns to write for: $COLUMNS, else those of the terminal, else 100."""
    is_known = sys.stdout.isatty() or os.environ.get("COLUMNS")
    return shutil.get_terminal_size((100, 24)).columns if is_known else 100


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


@contextmanager
def progress_after_a_while(label: str) -> Iterator[Callable[[int, int], None]]:
    """The same, but the bar is only drawn for work that takes longer than a second."""
    with ExitStack() as stack:
        bars: list[Callable[[int, int], None]] = []
        began = monotonic()

        def report(done: int, total: int) -> None:
            if not bars and monotonic() - began > 1:
                bars.append(stack.enter_context(progress_bar(label)))
            for bar in bars:
                bar(done, total)

        yield report


def _tell_of_waiting(holder: str) -> None:
    say(f"Waiting for {holder} to finish …")
