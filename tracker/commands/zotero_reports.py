"""What pull, push and status of Zotero tell, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from bib.zotero_copies import Conflict
from evidence.excerpts import Excerpt
from tracker.actions.fetch_zotero_files import FilesReport
from tracker.actions.place_excerpts import NO_TEXT
from tracker.actions.pull_zotero import PullReport
from tracker.actions.push_zotero import PushReport
from tracker.actions.zotero_state import Child, ZoteroState
from tracker.commands.options import say
from tracker.render.lists import clean, counted
from tracker.render.objects import excerpt_object

_MOST_SHOWN = 20


def pull_object(report: PullReport) -> dict[str, Any]:
    """A pull as JSON."""
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
        "children": dict(report.children),
        "excerpts": report.excerpts,
        "excerpts_changed": list(report.excerpts_changed),
        "steps": dict(report.steps),
        "silent": report.silent,
        "homeless": report.homeless,
        "problems": list(report.problems),
    }


def files_object(report: FilesReport) -> dict[str, Any]:
    """What became of the files, as JSON."""
    return {
        "files": {
            "attached": [{"work": each.work, "name": each.name} for each in report.attached],
            "present": report.present,
            "left": [
                {"work": each.work, "name": each.name, "why": each.why} for each in report.left
            ],
            "steps": dict(report.steps),
        }
    }


def push_object(report: PushReport) -> dict[str, Any]:
    """A push as JSON."""
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


def state_object(state: ZoteroState) -> dict[str, Any]:
    """How the two stand, as JSON."""
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
        "waiting": [excerpt_object(each) for each in state.waiting],
        "silent": state.silent,
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


def tell_pull(report: PullReport, *, dry_run: bool) -> None:
    """Tell what a pull did."""
    for problem in report.problems:
        say(problem)
    _tell_conflicts(report.conflicts, "take Zotero's side with --theirs, or push with --ours")
    for key in report.deleted:
        click.echo(clean(f"{key}: deleted in Zotero; it stays here."))
    for key in report.deleted_collections:
        click.echo(clean(f"zotero-collections/{key}: deleted in Zotero; it stays here."))
    children = "".join(f", {counted(number, kind)}" for kind, number in report.children.items())
    counts = (
        f"{len(report.added):,} added, {len(report.joined):,} joined to works that were here, "
        f"{len(report.changed):,} changed, {report.unchanged:,} unchanged"
    )
    for what, keys in (("added", report.added), ("joined", report.joined),
                       ("changed", report.changed)):  # fmt: skip
        if keys:
            rest = f" and {len(keys) - _MOST_SHOWN:,} more" if len(keys) > _MOST_SHOWN else ""
            click.echo(clean(f"{what}: {', '.join(keys[:_MOST_SHOWN])}{rest}"))
    _tell_excerpts(report)
    told = f"{report.scope}, version {report.version:,}: {counts}{children}."
    click.echo(clean(told) + _unchanged(dry_run))


def _tell_excerpts(report: PullReport) -> None:
    if report.excerpts or report.excerpts_changed:
        changed = len(report.excerpts_changed)
        click.echo(
            f"{counted(report.excerpts, 'new excerpt')} waiting for a claim, {changed:,} changed"
            f"{_steps(report.steps)}."
        )
    if report.silent:
        say(f"{counted(report.silent, 'annotation')} without words or comment: no excerpt.")
    if report.homeless:
        say(f"{counted(report.homeless, 'annotation')} on a file that belongs to no work: kept.")


def _steps(steps: Mapping[str, int]) -> str:
    """How the words were found in the texts that are attached here."""
    if not set(steps) - {NO_TEXT}:
        return ""
    told = (f"{number:,} {step}" for step, number in steps.items() if step != NO_TEXT)
    return f"; in the attached texts: {', '.join(told)}"


def tell_files(report: FilesReport, *, dry_run: bool) -> None:
    """Tell what became of the files."""
    for each in report.attached:
        click.echo(clean(f"{each.work}: {each.name}"))
    for each in report.left:
        say(f"{each.work}: {each.name}: {each.why}.")
    told = "would be attached" if dry_run else "attached"
    click.echo(
        f"{counted(len(report.attached), 'file')} {told}, {report.present:,} here already, "
        f"{len(report.left):,} with trouble{_steps(report.steps)}." + _unchanged(dry_run)
    )


def tell_push(report: PushReport, *, dry_run: bool) -> None:
    """Tell what a push did."""
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


def tell_state(state: ZoteroState) -> None:
    """Tell how the two stand."""
    if not state.scopes:
        click.echo("Nothing was pulled from Zotero yet: evtrack zotero pull --user ID")
        if not (state.joined or state.gone):
            return
    for scope in state.scopes:
        title = f" ({scope.title})" if scope.title else ""
        click.echo(clean(f"{scope.name}{title}: pulled up to version {scope.version:,}."))
    click.echo(
        f"{counted(len(state.joined), 'work')} in both, {len(state.changed):,} changed here since, "
        f"{len(state.unknown):,} not in Zotero, {len(state.gone):,} deleted there."
    )
    _tell_conflicts(state.conflicts, "pull with --theirs, or push with --ours")
    for what, children in (("attachment", state.attachments), ("note", state.notes)):
        lines = [f"{child.work or '?'}: {_cut(child.text)}" for child in children]
        _tell_list(counted(len(children), what), lines)
    lines = [_excerpt_line(excerpt) for excerpt in state.waiting]
    _tell_list(f"{counted(len(lines), 'excerpt')} waiting to be tied to claims", lines)
    if state.silent:
        click.echo(f"{counted(state.silent, 'annotation')} without words, or on no work.")
    if state.waiting:
        say("To tie one: evtrack excerpt tie EXCERPT CLAIM")


def _tell_list(title: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(f"{title}:")
    for line in lines[:_MOST_SHOWN]:
        click.echo(clean(f"  {line}"))
    if len(lines) > _MOST_SHOWN:
        click.echo(f"  … and {len(lines) - _MOST_SHOWN:,} more; --json lists all")


def _excerpt_line(excerpt: Excerpt) -> str:
    page = f", p. {excerpt.page}" if excerpt.page else ""
    quote = f" “{_cut(excerpt.quote)}”" if excerpt.quote else ""
    comment = f" — {_cut(excerpt.comment)}" if excerpt.comment else ""
    return f"{excerpt.id}  {excerpt.work}{page}:{quote}{comment}"


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 120 else plain[:119] + "…"


def _unchanged(dry_run: bool) -> str:
    return " A dry run: nothing was changed." if dry_run else ""
