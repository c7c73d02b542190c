"""`evtrack annotations`: annotations made elsewhere, in and out."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.excerpts import Excerpt
from evidence.selection import Selection
from tracker.actions.export_annotations import export_annotations
from tracker.actions.import_annotations import AnnotationsReport, import_annotations
from tracker.actions.place_excerpts import NO_TEXT
from tracker.actions.write_file import write_whole
from tracker.commands.options import (
    dry_run_option,
    emit_file,
    emit_json,
    json_option,
    now,
    pass_library,
    say,
    to_option,
    why_option,
)
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.lists import clean, counted
from tracker.render.objects import Object, excerpt_object


@click.group(epilog="Example: evtrack annotations import hypothesis.json --dry-run")
def command() -> None:
    """Take annotations made elsewhere as excerpts, or give excerpts away as annotations."""


@command.command("import", epilog="Example: evtrack annotations import notes.json --work qin2024")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--work", metavar="KEY", help="All are on this work, whatever they say.")
@dry_run_option
@why_option
@json_option
@pass_library
def import_(
    library: Library,
    files: tuple[Path, ...],
    work: str | None,
    why: str,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Take annotations made elsewhere as excerpts that wait for a claim.

    FILE is JSON from Hypothesis (an export, or an answer of its API), W3C Web Annotations (one, a
    list, a page or a collection), or a PDF in which words were marked with any reader. Each goes
    to the work whose attached file, DOI or address it names, and is looked for in the texts
    attached to it. What is here already is not taken twice; an excerpt that is tied to a claim is
    not written over. Exit 1 if an annotation was not taken.
    """
    report = import_annotations(library, files, work=work, is_dry_run=dry_run, now=now(), why=why)
    if as_json:
        emit_json(_object(report))
    else:
        _tell(report, dry_run=dry_run)
    return 1 if report.left else 0


@command.command(epilog="Example: evtrack annotations export --limitation L1 --to excerpts.jsonld")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["w3c", "hypothesis"]),
    default="w3c",
    show_default=True,
    help="Web Annotations in JSON-LD, or rows as the Hypothesis API has them.",
)
@to_option
@selection_options
@json_option
@pass_library
def export(
    library: Library, target: Path | None, selection: Selection, format_: str, *, as_json: bool
) -> None:
    """Give excerpts away as W3C Web Annotations in JSON-LD, or for Hypothesis.

    Of the selected claims and, where they still wait for a claim, of the selected works. Each says
    what it is on by the DOI or the address of the work; a withheld address never comes out.
    """
    report = export_annotations(library, selection, as_hypothesis=format_ == "hypothesis")
    if report.left_out:
        say(f"{counted(len(report.left_out), 'excerpt')} without words left out.")
    if target:
        write_whole(target, report.text)
    elif not as_json:
        emit_file(report.text)
    if as_json:
        text = {} if target else {"text": report.text}
        emit_json({"written": list(report.excerpts), "left_out": list(report.left_out), **text})
    elif target:
        say(f"Wrote {counted(len(report.excerpts), 'annotation')} to {target}")


def _object(report: AnnotationsReport) -> Object:
    return {
        "added": [excerpt_object(each) for each in report.added],
        "changed": [excerpt_object(each) for each in report.changed],
        "unchanged": report.unchanged,
        "tied": [excerpt_object(each.excerpt) | {"claim": each.claim} for each in report.tied],
        "left": [{"file": each.file, "row": each.row, "why": each.why} for each in report.left],
        "steps": dict(report.steps),
    }


def _tell(report: AnnotationsReport, *, dry_run: bool) -> None:
    for each in report.left:
        say(f"{each.file}, annotation {each.row}: {each.why.rstrip('.')}.")
    for tied in report.tied:
        say(
            f"{tied.excerpt.id} is tied to {tied.claim} and stays as it is; elsewhere it says "
            f"{_words(tied.excerpt)} now."
        )
    for title, excerpts in (("", report.added), (" (changed)", report.changed)):
        for excerpt in excerpts:
            click.echo(clean(f"{excerpt.id}{title}  {excerpt.work}{_page(excerpt)}: "
                             f"{_words(excerpt)}{_found(excerpt)}"))  # fmt: skip
    told = "would wait for a claim" if dry_run else "waiting for a claim"
    steps = ", ".join(
        f"{number:,} {step}" for step, number in report.steps.items() if step != NO_TEXT
    )
    found = f"; in the attached texts: {steps}" if steps else ""
    click.echo(
        f"{counted(len(report.added), 'new excerpt')} {told}, {len(report.changed):,} changed, "
        f"{report.unchanged:,} unchanged, {len(report.left):,} not taken{found}."
        + (" A dry run: nothing was changed." if dry_run else "")
    )


def _words(excerpt: Excerpt) -> str:
    said = " ".join((excerpt.quote or excerpt.comment).split())
    return f"“{said if len(said) <= 100 else said[:99] + '…'}”"


def _page(excerpt: Excerpt) -> str:
    return f", p. {excerpt.page}" if excerpt.page else ""


def _found(excerpt: Excerpt) -> str:
    return f" ({excerpt.found_by})" if excerpt.found_by else ""
