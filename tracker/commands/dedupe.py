"""`evtrack dedupe`: find works that stand in the library twice, and merge them."""

from __future__ import annotations

from typing import Any

import click

from bib.duplicates.decision import State
from tracker.actions.find_duplicates import (
    DuplicatePair,
    DuplicatesReport,
    find_library_duplicates,
)
from tracker.actions.merge_works import MergeReport, merge_certain, merge_pair, set_apart
from tracker.actions.undo_merge import undo_merge
from tracker.commands.options import (
    dry_run_option,
    emit_json,
    json_option,
    now,
    pass_library,
    progress_bar,
    say,
    why_option,
    width,
)
from tracker.library import Library
from tracker.render.duplicates_text import pair_text
from tracker.render.lists import clean, counted

_SHOWN = 50


@click.command(epilog="Example: evtrack dedupe --merge certain")
@click.argument("keys", nargs=-1, metavar="[KEY]")
@click.option(
    "--merge",
    "merge",
    metavar="certain|KEY",
    help="Merge all that is certain, or the second work named into the first.",
)
@click.option("--as-one", is_flag=True, help="Merge two works also where they are two versions.")
@click.option("--apart", metavar="KEY", help="Record that the two works named are two.")
@click.option("--undo", type=click.IntRange(1), metavar="SEQ", help="Undo that entry of the log.")
@dry_run_option
@why_option
@json_option
@pass_library
def command(
    library: Library,
    keys: tuple[str, ...],
    merge: str | None,
    apart: str | None,
    undo: int | None,
    why: str,
    *,
    as_one: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Find works that stand in the library twice, and merge them when told to.

    Without options it only shows them: what is certain, what is doubtful, side by side with what
    differs, and what are two versions of one work. Versions are never merged but related. A
    merging keeps where each field came from and can be undone by its number in the log.
    """
    _check_usage(keys, merge, apart, undo, why, dry_run=dry_run)
    if undo is not None:
        undo_merge(library, undo, now=now(), why=why)
        _answer({"undone": undo}, f"Undid entry {undo} of the log.", as_json=as_json)
    elif apart is not None:
        one, other = set_apart(library, apart, keys[0], now=now(), why=why)
        told = f"{one} and {other} are two works from now on."
        _answer({"apart": [one, other]}, told, as_json=as_json)
    elif merge is not None:
        report = _merged(library, merge, keys, why, as_one=as_one, dry_run=dry_run)
        _tell_merging(report, dry_run=dry_run, as_json=as_json)
        return 1 if report.left else 0
    else:
        _tell(find_library_duplicates(library, today=now().date()), as_json=as_json)
    return 0


def _check_usage(
    keys: tuple[str, ...],
    merge: str | None,
    apart: str | None,
    undo: int | None,
    why: str,
    *,
    dry_run: bool,
) -> None:
    if sum(each is not None for each in (merge, apart, undo)) > 1:
        raise click.UsageError("--merge, --apart and --undo go one at a time.")
    wanted = 1 if apart is not None or merge not in {None, "certain"} else 0
    if len(keys) != wanted:
        raise click.UsageError(
            "Name two works, as --merge KEY1 KEY2."
            if wanted
            else f"What is “{' '.join(keys)}” for?"
        )
    if apart is not None and not why.strip():
        raise click.UsageError("--apart needs --why, the reason why they are two works.")
    if dry_run and (apart is not None or undo is not None):
        raise click.UsageError("--dry-run goes with --merge, or alone.")


def _merged(
    library: Library, merge: str, keys: tuple[str, ...], why: str, *, as_one: bool, dry_run: bool
) -> MergeReport:
    if merge != "certain":
        return merge_pair(
            library, merge, keys[0], as_one=as_one, is_dry_run=dry_run, now=now(), why=why
        )
    with progress_bar("Indexing") as progress:
        return merge_certain(library, is_dry_run=dry_run, now=now(), why=why, progress=progress)


def _tell(report: DuplicatesReport, *, as_json: bool) -> None:
    if as_json:
        emit_json(
            {
                "clusters": [list(keys) for keys in report.clusters],
                "pairs": [_pair_object(pair) for pair in report.pairs],
                "works": report.works,
            }
        )
        return
    for number, pair in enumerate(report.pairs[:_SHOWN], 1):
        click.echo(
            pair_text(
                number,
                pair.one,
                pair.other,
                state=str(pair.state),
                reason=pair.reason,
                differs=pair.differs,
                width=width(),
            )
        )
    if len(report.pairs) > _SHOWN:
        say(f"{len(report.pairs) - _SHOWN:,} more; --json gives all.")
    states = [pair.state for pair in report.pairs]
    told = ", ".join(f"{states.count(state):,} {state}" for state in State)
    say(f"{counted(len(report.pairs), 'pair')} among {counted(report.works, 'work')}: {told}.")


def _pair_object(pair: DuplicatePair) -> dict[str, Any]:
    return {
        "keys": [pair.one.key, pair.other.key],
        "state": str(pair.state),
        "reason": pair.reason,
        "differs": [
            {"field": each.field, "values": [each.one, each.other]} for each in pair.differs
        ],
    }


def _tell_merging(report: MergeReport, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        emit_json(_merge_object(report))
        return
    for merged in report.merged:
        click.echo(clean(f"{', '.join(merged.gone)} into {merged.kept}"))
        for doubt in merged.conflicts:
            say(f"{merged.kept}: {doubt.message}")
    for one, other in report.related:
        click.echo(clean(f"{one} is a version of {other}"))
    for keys, reason in report.left:
        say(f"{', '.join(keys)}: not merged, since {reason}.")
    gone = sum(len(each.gone) for each in report.merged)
    told = f"{counted(gone, 'work')} merged, {counted(len(report.related), 'version')} related."
    if dry_run:
        told += " A dry run: nothing was changed."
    elif report.seq is not None:
        told += f" `evtrack dedupe --undo {report.seq}` undoes it."
    click.echo(told)


def _merge_object(report: MergeReport) -> dict[str, Any]:
    return {
        "merged": [
            {
                "kept": each.kept,
                "gone": list(each.gone),
                "conflicts": [
                    {"field": doubt.field, "message": doubt.message} for doubt in each.conflicts
                ],
            }
            for each in report.merged
        ],
        "related": [
            {"work": one, "relation": "version-of", "to": other} for one, other in report.related
        ],
        "left": [{"keys": list(keys), "reason": reason} for keys, reason in report.left],
        "seq": report.seq,
    }


def _answer(shape: dict[str, Any], told: str, *, as_json: bool) -> None:
    if as_json:
        emit_json(shape)
    else:
        click.echo(clean(told))
