"""`evtrack bibliography`: write the annotated bibliography."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.selection import Selection
from tracker.actions.annotate_works import annotate_works
from tracker.actions.write_file import write_whole
from tracker.commands.options import pass_library, selection_options, to_option
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
@pass_library
def command(
    library: Library, format_: str, order: str, target: Path | None, selection: Selection
) -> None:
    """Write the annotated bibliography.

    Each work with what it reports, what the survey uses it for, and what it can and cannot bear.
    Works whose address is withheld come without one.
    """
    report = annotate_works(library, selection, order=order)
    if format_ == "md":
        text = bibliography_markdown(report.about, report.groups, counts=report.counts)
    else:
        text, losses = bibliography_bibtex(
            report.about,
            report.groups,
            report.loose,
            counts=report.counts,
            dialect="biblatex" if format_ == "biblatex" else "bibtex",
        )
        for loss in losses:
            click.echo(f"{loss.key}: {loss.field} is left out: {loss.why}", err=True)
    if target is None:
        click.echo(text, nl=False)
    else:
        write_whole(target, text)
        click.echo(f"Wrote {target}: {report.counts}", err=True)
