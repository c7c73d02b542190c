"""`evtrack zotero`: works, notes and annotations to and from a Zotero library."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from bib.sources.zotero import ZoteroLibrary, open_zotero
from bib.zotero_copies import Conflict
from tracker.actions.pull_zotero import PullReport, pull_zotero
from tracker.actions.push_zotero import PushReport, push_zotero
from tracker.actions.zotero_state import Child, Mark, ZoteroState, zotero_state
from tracker.commands.options import (
    dry_run_option,
    emit_json,
    json_option,
    now,
    pass_library,
    progress_bar,
    say,
)
from tracker.library import Library
from tracker.render.annotation_html import note_html
from tracker.render.lists import clean, counted

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
@dry_run_option
@json_option
@pass_library
def pull(
    library: Library,
    user: str | None,
    group: str | None,
    collection: str,
    *,
    is_local: bool,
    theirs: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take in what changed in Zotero since the last pull.

    Items become works, collections concepts of “zotero-collections”, tags keywords. A field that
    was changed on both sides stays as it is here and is shown; what was deleted in Zotero is shown
    and stays. Exit 1 if there are conflicts.
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
    if as_json:
        emit_json(_pull_object(report))
    else:
        _tell_pull(report, dry_run=dry_run)
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
        emit_json(_push_object(report))
    else:
        _tell_push(report, dry_run=dry_run)
    return 1 if report.conflicts or report.failed else 0


@command.command(epilog="Example: evtrack zotero status --json")
@json_option
@pass_library
def status(library: Library, *, as_json: bool) -> None:
    """Tell what was pulled, what waits to be pushed, and which marks wait for a claim."""
    state = zotero_state(library)
    if as_json:
        emit_json(_state_object(state))
    else:
        _tell_state(state)


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
        raise click.UsageError("Name the Zotero library: --user ID, --group ID or --local.")
    (name,) = scopes
    if name.startswith("local/"):
        return name.split("/", 2)[2], True
    return name, False


def _pull_object(report: PullReport) -> dict[str, Any]:
    return {
        "scope": report.scope,
        "since": report.since,
        "version": report.version,
        "added": list(report.added),
        "joined": list(report.joined),
        "changed": list(report.changed),
        "unchanged": report.unchanged,
        "conflicts": _conflict_objects(report.conflicts),
        "deleted": list(report.deleted),
        "collections": report.collections,
        "deleted_collections": list(report.deleted_collections),
        "children": dict(report.children or {}),
        "problems": list(report.problems),
    }


def _push_object(report: PushReport) -> dict[str, Any]:
    return {
        "library": report.library,
        "added": list(report.added),
        "changed": {key: list(fields) for key, fields in (report.changed or {}).items()},
        "notes_added": list(report.notes_added),
        "notes_changed": list(report.notes_changed),
        "unchanged": report.unchanged,
        "conflicts": _conflict_objects(report.conflicts),
        "gone": list(report.gone),
        "failed": [{"key": each.key, "what": each.what, "why": each.why} for each in report.failed],
        "losses": [
            {"key": each.key, "field": each.field, "why": each.why} for each in report.losses
        ],
    }


def _state_object(state: ZoteroState) -> dict[str, Any]:
    return {
        "scopes": [
            {"name": each.name, "version": each.version, "title": each.title}
            for each in state.scopes
        ],
        "joined": list(state.joined),
        "changed": list(state.changed),
        "unknown": list(state.unknown),
        "gone": list(state.gone),
        "conflicts": _conflict_objects(state.conflicts),
        "attachments": [_child_object(each) for each in state.attachments],
        "notes": [_child_object(each) for each in state.notes],
        "marks": [_mark_object(each) for each in state.marks],
    }


def _conflict_objects(conflicts: tuple[Conflict, ...]) -> list[dict[str, str]]:
    return [
        {"key": each.key, "field": each.field, "ours": each.ours, "theirs": each.theirs}
        for each in conflicts
    ]


def _child_object(child: Child) -> dict[str, str]:
    return {
        "work": child.work,
        "text": child.text,
        "content_type": child.content_type,
        "item": child.item,
    }


def _mark_object(mark: Mark) -> dict[str, str]:
    return {
        "work": mark.work,
        "kind": mark.kind,
        "text": mark.text,
        "comment": mark.comment,
        "page": mark.page,
        "colour": mark.colour,
        "position": mark.position,
        "item": mark.item,
    }


def _tell_pull(report: PullReport, *, dry_run: bool) -> None:
    for problem in report.problems:
        say(problem)
    _tell_conflicts(report.conflicts, "take Zotero's side with --theirs, or push with --ours")
    for key in report.deleted:
        click.echo(clean(f"{key}: deleted in Zotero; it stays here."))
    for key in report.deleted_collections:
        click.echo(clean(f"zotero-collections/{key}: deleted in Zotero; it stays here."))
    children = "".join(
        f", {counted(number, kind)}" for kind, number in (report.children or {}).items()
    )
    counts = (
        f"{len(report.added):,} added, {len(report.joined):,} joined to works that were here, "
        f"{len(report.changed):,} changed, {report.unchanged:,} unchanged"
    )
    told = f"{report.scope}, version {report.version:,}: {counts}{children}."
    click.echo(clean(told) + _unchanged(dry_run))


def _tell_push(report: PushReport, *, dry_run: bool) -> None:
    _tell_conflicts(report.conflicts, "send ours with --ours, or pull with --theirs")
    for key in report.added:
        click.echo(clean(f"{key}: a new item."))
    for key, fields in (report.changed or {}).items():
        click.echo(clean(f"{key}: {', '.join(fields)}."))
    for key in (*report.notes_added, *report.notes_changed):
        click.echo(clean(f"{key}: the note of its evidence."))
    for key in report.gone:
        click.echo(clean(f"{key}: deleted in Zotero; not made again."))
    for loss in report.losses:
        say(f"{loss.key}: {loss.field}: {loss.why}.")
    for failure in report.failed:
        say(f"{failure.key}: its {failure.what} was not taken: {failure.why}.")
    notes = len(report.notes_added) + len(report.notes_changed)
    counts = (
        f"{len(report.added):,} added, {len(report.changed or {}):,} changed, "
        f"{counted(notes, 'note')}, {report.unchanged:,} unchanged"
    )
    told = "would be sent" if dry_run else "sent"
    click.echo(clean(f"{report.library}, {told}: {counts}.") + _unchanged(dry_run))


def _tell_conflicts(conflicts: tuple[Conflict, ...], way_out: str) -> None:
    for each in conflicts:
        click.echo(
            clean(
                f"{each.key}: “{each.field}” was changed on both sides: here “{_cut(each.ours)}”, "
                f"in Zotero “{_cut(each.theirs)}”; ours stays, theirs stays there."
            )
        )
    if conflicts:
        say(f"To settle {counted(len(conflicts), 'conflict')}: {way_out}.")


def _tell_state(state: ZoteroState) -> None:
    if not state.scopes:
        click.echo("Nothing was pulled from Zotero yet: evtrack zotero pull --user ID")
    for scope in state.scopes:
        title = f" ({scope.title})" if scope.title else ""
        click.echo(clean(f"{scope.name}{title}: pulled up to version {scope.version:,}."))
    click.echo(
        f"{counted(len(state.joined), 'work')} in both, {len(state.changed):,} changed here since, "
        f"{len(state.unknown):,} not in Zotero, {len(state.gone):,} deleted there."
    )
    _tell_conflicts(state.conflicts, "pull with --theirs, or push with --ours")
    for what, children in (("attachment", state.attachments), ("note", state.notes)):
        if children:
            click.echo(f"{counted(len(children), what)}:")
        for child in children:
            click.echo(clean(f"  {child.work or '?'}: {_cut(child.text)}"))
    if state.marks:
        click.echo(f"{counted(len(state.marks), 'mark')} waiting to be tied to claims:")
    for mark in state.marks:
        page = f", p. {mark.page}" if mark.page else ""
        comment = f" — {mark.comment}" if mark.comment else ""
        click.echo(clean(f"  {mark.work or '?'}{page} {mark.kind}: “{_cut(mark.text)}”{comment}"))


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 120 else plain[:119] + "…"


def _unchanged(dry_run: bool) -> str:
    return " A dry run: nothing was changed." if dry_run else ""
