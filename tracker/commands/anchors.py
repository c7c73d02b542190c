"""`evtrack anchors`: find every excerpt again in the present texts."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tracker.actions.check_anchors import AnchorCheck, AnchorsReport, AnchorState, check_anchors
from tracker.actions.repair_anchors import repair_anchors
from tracker.commands.options import (
    confirmed,
    dry_run_option,
    emit_json,
    emit_rows,
    json_option,
    now,
    pass_library,
    progress_bar,
    say,
    why_option,
    yes_option,
)
from tracker.library import Library
from tracker.render.anchors_text import cut, difference_lines, located_object
from tracker.render.lists import counted
from tracker.render.objects import Object, excerpt_object

_BAD_NEWS = (AnchorState.FUZZY, AnchorState.ORPHANED)


@click.command(epilog="Example: evtrack anchors --repair --dry-run")
@click.option("--work", "works", multiple=True, metavar="KEY", help="From this work. Repeatable.")
@click.option("--repair", is_flag=True, help="Propose new places, and store those you agree to.")
@yes_option
@dry_run_option
@why_option
@json_option
@pass_library
def command(
    library: Library,
    works: tuple[str, ...],
    why: str,
    *,
    repair: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Find every excerpt again in the present texts.

    Each is found in its place, moved, fuzzy (the text has words like it), orphaned (with the
    nearest place) or unchecked (with the reason); the step that found it is told. Nothing changes
    without --repair, which shows what it would store and asks. Exit 1 if one is orphaned.
    """
    with progress_bar("Looking") as progress:
        report = check_anchors(library, works=works, progress=progress)
    if not as_json:
        _tell(report)
    repaired: Sequence[str] = ()
    proposed = [check for check in report.checks if check.repaired is not None]
    if repair:
        agreed = _agreed(proposed, yes=yes or dry_run)
        if dry_run:
            repaired = [check.excerpt.id for check in agreed]
        else:
            repaired = repair_anchors(library, agreed, now=now(), why=why)
        say(_said(len(repaired), dry_run=dry_run))
    if as_json:
        emit_json({**_object(report), "repaired": list(repaired)})
    return 1 if report.of(AnchorState.ORPHANED) else 0


def _object(report: AnchorsReport) -> Object:
    return {str(state): [_check_object(each) for each in report.of(state)] for state in AnchorState}


def _check_object(check: AnchorCheck) -> Object:
    excerpt = check.excerpt
    shape: Object = {
        "excerpt": excerpt.id,
        "claim": excerpt.claim or None,
        "work": excerpt.work,
        "why": check.why,
        "page": check.page or None,
    }
    if check.finding is None:
        return shape
    located = check.finding.located
    shape |= located_object(located) | {"sha256": check.finding.source.file.sha256}
    if check.state is AnchorState.ORPHANED:
        near = located.nearest
        shape["nearest"] = (
            {"start": near.start, "end": near.end, "page": check.page or None, "text": check.words}
            if near
            else None
        )
    else:
        shape["text"] = check.words
    if check.repaired is not None:
        shape["proposed"] = excerpt_object(check.repaired)
    return shape


def _agreed(proposed: Sequence[AnchorCheck], *, yes: bool) -> list[AnchorCheck]:
    """Those proposals that the person takes: what is only alike is asked one by one."""
    alike = [check for check in proposed if check.state is AnchorState.FUZZY]
    sure = [check for check in proposed if check.state is not AnchorState.FUZZY]
    agreed: list[AnchorCheck] = []
    if sure and confirmed(f"Store what was found of {counted(len(sure), 'excerpt')}?", yes=yes):
        agreed += sure
    for check in alike:
        _show(check)
        if confirmed(f"Take the words of the text for {check.excerpt.id}?", yes=yes):
            agreed.append(check)
    return agreed


def _show(check: AnchorCheck) -> None:
    finding = check.finding
    if finding is None:
        return
    page = f", page {check.page}" if check.page else ""
    say(f"{check.excerpt.id}{page}, {finding.located.score:.0%} the same:")
    for line in difference_lines(finding.located.differences):
        say(f"  {line}")


def _tell(report: AnchorsReport) -> None:
    rows = [_row(each) for state in AnchorState for each in report.of(state) if _is_told(each)]
    emit_rows(rows)
    reasons: dict[str, int] = {}
    for check in report.of(AnchorState.UNCHECKED):
        reasons[check.why] = reasons.get(check.why, 0) + 1
    for why, number in reasons.items():
        say(f"{counted(number, 'excerpt')} unchecked: {why}")
    told = ", ".join(f"{len(report.of(state)):,} {state}" for state in AnchorState)
    say(f"{counted(len(report.checks), 'excerpt')}: {told}.")


def _is_told(check: AnchorCheck) -> bool:
    return check.state in {AnchorState.MOVED, *_BAD_NEWS} or (
        check.state is AnchorState.FOUND and bool(check.why)
    )


def _row(check: AnchorCheck) -> tuple[str, str, str]:
    step = str(check.finding.located.step) if check.finding else ""
    page = f"p. {check.page}: " if check.page else ""
    said = f"{page}“{cut(check.words)}”" if check.words else ""
    if check.state is AnchorState.ORPHANED:
        said = f"nearest: {said}" if said else "nothing is like it"
        return check.excerpt.id, "orphaned", said
    return check.excerpt.id, f"{check.state}, {step}", f"{said} {check.why}".strip()


def _said(number: int, *, dry_run: bool) -> str:
    if dry_run:
        return f"{counted(number, 'excerpt')} would be repaired. A dry run: nothing was changed."
    return f"{counted(number, 'excerpt')} repaired."
