"""`evtrack import`: take works from bibliography files, or a whole corpus folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from bib.duplicates.decision import State
from bib.formats import FORMATS
from tracker.actions.fill_library import fill_library
from tracker.actions.import_works import Block, ImportReport, import_works
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
from tracker.render.lists import clean, counted
from tracker.render.objects import problem_object

_NEAR = {"certain": State.CERTAIN, "doubtful": State.DOUBTFUL, "versions": State.VERSION}


@click.command(epilog="Example: evtrack import library.bib more.bib --dry-run")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([*(known.name for known in FORMATS), "corpus"]),
    help="The format; otherwise it is told by what the file holds.",
)
@dry_run_option
@json_option
@pass_library
def command(
    library: Library, files: tuple[Path, ...], format_: str | None, *, dry_run: bool, as_json: bool
) -> int:
    """Take works from bibliography files, or a whole corpus folder.

    Every block of the input ends in exactly one of: added, merged, unchanged, refused. A work that
    is there already gets what it lacks; nothing of it is overwritten, and what differs is told.
    Works that may be one, and versions of one, are kept apart and told.
    Exit 1 if a block was refused, 3 if all were.
    """
    if format_ == "corpus" or any(file.is_dir() for file in files):
        _fill(library, files, dry_run=dry_run, as_json=as_json)
        return 0
    with progress_bar("Indexing") as progress:
        report = import_works(
            library,
            files,
            format_name=format_,
            is_dry_run=dry_run,
            now=now(),
            progress=progress,
        )
    if as_json:
        emit_json(_object(report))
    else:
        _tell(report, dry_run=dry_run)
    return 3 if report.is_refused_whole else 1 if report.refused else 0


def _fill(library: Library, folders: tuple[Path, ...], *, dry_run: bool, as_json: bool) -> None:
    if len(folders) > 1:
        raise click.UsageError("One corpus folder at a time, and by itself.")
    with progress_bar("Indexing") as progress:
        report = fill_library(library, folders[0], is_dry_run=dry_run, now=now(), progress=progress)
    if as_json:
        nothing: list[object] = []
        emit_json(
            {
                "added": [
                    {"key": each, "file": str(folders[0]), "line": None} for each in report.keys
                ],
                "merged": nothing,
                "unchanged": nothing,
                "refused": nothing,
                "problems": [problem_object(each) for each in report.problems],
                "blocks": report.works,
            }
        )
        return
    for problem in report.problems:
        say(str(problem))
    brought = f"{counted(report.works, 'work')}, {counted(report.claims, 'claim')}"
    told = "Would fill the library" if dry_run else "Filled"
    click.echo(clean(f"{told} from {folders[0]}: {brought}.") + _unchanged(dry_run))


def _object(report: ImportReport) -> dict[str, object]:
    return {
        "added": _blocks(report.added),
        "merged": _blocks(report.merged),
        "unchanged": _blocks(report.unchanged),
        "refused": _blocks(report.refused),
        "problems": [problem_object(each) for each in report.problems],
        "blocks": report.blocks,
        **{name: _pairs(report, state) for name, state in _NEAR.items()},
    }


def _pairs(report: ImportReport, state: State) -> list[dict[str, object]]:
    return [
        {"keys": [each.one.key, each.other.key], "reason": each.reason}
        for each in report.near
        if each.state is state
    ]


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, object]]:
    return [{"key": each.key, "file": each.file, "line": each.line} for each in blocks]


def _tell(report: ImportReport, *, dry_run: bool) -> None:
    for problem in report.problems:
        kept = "refused: " if problem.is_refusal else ""
        say(f"{problem.file}:{problem.line}: {kept}{problem.message}")
    counts = {
        "added": report.added,
        "merged": report.merged,
        "unchanged": report.unchanged,
        "refused": report.refused,
    }
    told = ", ".join(f"{len(blocks):,} {name}" for name, blocks in counts.items())
    click.echo(f"{counted(report.blocks, 'block')}: {told}." + _unchanged(dry_run))
    states = Counter(each.state for each in report.near)
    if states:
        met = ", ".join(f"{states[state]:,} {state}" for state in State if states[state])
        say(f"Works that may stand there twice: {met}. `evtrack dedupe` shows them side by side.")


def _unchanged(dry_run: bool) -> str:
    return " A dry run: nothing was changed." if dry_run else ""
