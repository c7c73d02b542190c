"""`evtrack bibliography`: write the annotated bibliography."""

from __future__ import annotations

from pathlib import Path

import click

from bib.formats.writing import Loss
from evidence.selection import Selection
from tracker.actions.annotate_works import Bibliography, annotate_works
from tracker.actions.write_file import write_whole
from tracker.commands.options import (
    emit_file,
    emit_json,
    json_option,
    pass_library,
    say,
    say_losses,
    to_option,
)
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.bibliography_bibtex import bibliography_bibtex
from tracker.render.bibliography_markdown import bibliography_markdown


@click.command(epilog="Example: evtrack bibliography --by year --format biblatex --to survey.bib")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["md", "bibtex", "biblatex"]),
    default="md",
    show_default=True,
    help="BibTeX carries the annotation in the field annote, biblatex in annotation.",
)
@click.option(
    "--by",
    "order",
    type=click.Choice(["limitation", "year"]),
    default="limitation",
    show_default=True,
    help="How works are grouped.",
)
@to_option
@selection_options
@json_option
@pass_library
def command(
    library: Library,
    format_: str,
    order: str,
    target: Path | None,
    selection: Selection,
    *,
    as_json: bool,
) -> None:
    """Write the annotated bibliography.

    Each work with what it reports, what the survey uses it for, and what it can and cannot bear.
    Works whose address is withheld come without one.
    """
    report = annotate_works(library, selection, order=order)
    text, losses = _written(report, format_)
    if target:
        write_whole(target, text)
    elif not as_json:
        emit_file(text)
    if as_json:
        told = [{"key": each.key, "field": each.field, "why": each.why} for each in losses]
        rest = {} if target else {"text": text}
        emit_json({"written": list(report.keys), "losses": told, **rest})
        return
    say_losses(losses)
    if target:
        say(f"Wrote {target}. {report.counts}")


def _written(report: Bibliography, format_: str) -> tuple[str, tuple[Loss, ...]]:
    if format_ == "md":
        text = bibliography_markdown(report.about, report.groups, counts=report.counts)
        return text, ()
    text, losses = bibliography_bibtex(
        report.about,
        report.groups,
        report.loose,
        counts=report.counts,
        dialect="biblatex" if format_ == "biblatex" else "bibtex",
    )
    return text, (*report.losses, *losses)
