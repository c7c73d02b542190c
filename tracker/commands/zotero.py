"""`evtrack zotero`: works, notes and annotations to and from a Zotero library."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from bib.sources.zotero import ZoteroLibrary, open_zotero
from tracker.actions.fetch_zotero_files import fetch_zotero_files
from tracker.actions.pull_zotero import pull_zotero
from tracker.actions.push_zotero import push_zotero
from tracker.actions.zotero_state import zotero_state
from tracker.commands.options import (
    dry_run_option,
    emit_json,
    json_option,
    now,
    pass_library,
    progress_bar,
)
from tracker.commands.zotero_reports import (
    files_object,
    pull_object,
    push_object,
    state_object,
    tell_files,
    tell_pull,
    tell_push,
    tell_state,
)
from tracker.library import Library
from tracker.render.annotation_html import note_html

R = TypeVar("R")

_ENDPOINT = "EVTRACK_ZOTERO_ENDPOINT"
_OPTIONS = (
    click.option("--user", metavar="ID", help="The user whose library it is, by number."),
    click.option("--group", metavar="ID", help="The group whose library it is, by number."),
    click.option(
        "--local", "is_local", is_flag=True, help="Ask Zotero on this computer, not zotero.org."
    ),
    click.option("--collection", metavar="KEY", default="", help="Only this collection, by key."),
)


def _which_library(function: Callable[..., R]) -> Callable[..., R]:
    dressed: Callable[..., R] = function
    for option in reversed(_OPTIONS):
        dressed = option(dressed)
    return dressed


@click.group(epilog="Example: evtrack zotero pull --user 12345 --dry-run")
def command() -> None:
    """Pull from Zotero, push to it, or tell how the two stand.

    The key that zotero.org wants is read from $ZOTERO_API_KEY. Zotero on this computer (--local)
    wants none, and asks its user before anything is written. $EVTRACK_ZOTERO_ENDPOINT names another
    server than these.
    """


@command.command(epilog="Example: evtrack zotero pull --local --collection ABCD2345")
@_which_library
@click.option("--theirs", is_flag=True, help="Settle conflicts: take what Zotero has.")
@click.option("--files", "with_files", is_flag=True, help="Fetch the files of works, too.")
@click.option(
    "--storage",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where Zotero on this computer keeps its files, if not in ~/Zotero/storage.",
)
@dry_run_option
@json_option
@pass_library
def pull(
    library: Library,
    user: str | None,
    group: str | None,
    collection: str,
    storage: Path | None,
    *,
    is_local: bool,
    theirs: bool,
    with_files: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take in what changed in Zotero since the last pull.

    Items become works, collections concepts of “zotero-collections”, tags keywords. What was marked
    in a file becomes an excerpt that waits for a claim: highlighted and underlined words its quote,
    notes, text boxes and pictures their comment. A field that was changed on both sides stays as it
    is here and is shown; what was deleted in Zotero is shown and stays. With --files, PDFs and
    other files with text are attached to their works. Exit 1 if there are conflicts.
    """
    source = _opened(library, user, group, is_local=is_local)
    with progress_bar("Indexing") as progress:
        report = pull_zotero(
            library,
            source,
            collection=collection,
            theirs=theirs,
            is_dry_run=dry_run,
            now=now(),
            progress=progress,
        )
    files = None
    if with_files:
        with progress_bar("Fetching") as progress:
            files = fetch_zotero_files(
                library,
                source,
                storage=storage or Path.home() / "Zotero" / "storage",
                is_dry_run=dry_run,
                now=now(),
                progress=progress,
            )
    if as_json:
        emit_json(pull_object(report) | (files_object(files) if files else {}))
    else:
        tell_pull(report, dry_run=dry_run)
        if files:
            tell_files(files, dry_run=dry_run)
    return 1 if report.conflicts else 0


@command.command(epilog="Example: evtrack zotero push --group 777 --work flynn2022 --dry-run")
@_which_library
@click.option("--work", "works", metavar="KEY", multiple=True, help="Only this work. Repeatable.")
@click.option("--ours", is_flag=True, help="Settle conflicts: send what is here.")
@dry_run_option
@json_option
@pass_library
def push(
    library: Library,
    user: str | None,
    group: str | None,
    collection: str,
    works: tuple[str, ...],
    *,
    is_local: bool,
    ours: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Send works that are new or changed here, each with a note of its evidence.

    New items go into --collection, if one is named. What was changed in Zotero since the last pull
    is left alone and shown. Exit 1 if there are conflicts, or Zotero refused something.
    """
    target = _opened(library, user, group, is_local=is_local)
    report = push_zotero(
        library,
        target,
        note_of=note_html,
        works=set(works) or None,
        collection=collection,
        ours=ours,
        is_dry_run=dry_run,
        now=now(),
    )
    if as_json:
        emit_json(push_object(report))
    else:
        tell_push(report, dry_run=dry_run)
    return 1 if report.conflicts or report.failed else 0


@command.command(epilog="Example: evtrack zotero status --json")
@json_option
@pass_library
def status(library: Library, *, as_json: bool) -> None:
    """Tell what was pulled, what waits to be pushed, and which marks wait for a claim."""
    state = zotero_state(library)
    if as_json:
        emit_json(state_object(state))
    else:
        tell_state(state)


def _opened(
    library: Library, user: str | None, group: str | None, *, is_local: bool
) -> ZoteroLibrary:
    """The library that was named, or the one that was pulled before if it is the only one."""
    if user and group:
        raise click.UsageError("Name a user or a group, not both.")
    name = f"users/{user}" if user else f"groups/{group}" if group else ""
    if not name and not is_local:
        name, is_local = _known(library)
    return open_zotero(
        name or "users/0",
        api_key=os.environ.get("ZOTERO_API_KEY", ""),
        is_local=is_local,
        endpoint=os.environ.get(_ENDPOINT, ""),
    )


def _known(library: Library) -> tuple[str, bool]:
    scopes = {scope.name.split("/collections/")[0] for scope in zotero_state(library).scopes}
    if len(scopes) != 1:
        known = f" Pulled before: {', '.join(sorted(scopes))}." if scopes else ""
        raise click.UsageError(f"Name the Zotero library: --user ID, --group ID or --local.{known}")
    (name,) = scopes
    if name.startswith("local/"):
        return name.split("/", 2)[2], True
    return name, False
