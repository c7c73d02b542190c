"""`evtrack export`: write works in a format, or the library as a corpus folder."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.selection import Selection
from tracker.actions.export_works import ExportReport, export_corpus, export_works
from tracker.actions.write_file import write_whole
from tracker.commands.options import (
    emit_json,
    json_option,
    pass_library,
    selection_options,
    to_option,
)
from tracker.library import Library


@click.command(epilog="Example: evtrack export --format corpus --to my-corpus")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["bibtex", "biblatex", "corpus"]),
    default="bibtex",
    show_default=True,
)
@to_option
@selection_options
@json_option
@pass_library
def command(
    library: Library, format_: str, target: Path | None, selection: Selection, *, as_json: bool
) -> None:
    """Write works in a format, or the library as a corpus folder.

    A work that was not changed here comes out byte for byte as it came in.
    """
    if format_ == "corpus":
        report = _corpus(library, target, selection)
    else:
        report = export_works(
            library, selection, dialect="biblatex" if format_ == "biblatex" else "bibtex"
        )
        if target:
            write_whole(target, report.text)
        elif not as_json:
            click.echo(report.text, nl=False)
    if as_json:
        losses = [{"key": each.key, "field": each.field, "why": each.why} for each in report.losses]
        text = {} if target else {"text": report.text}
        emit_json({"written": list(report.written), "losses": losses, **text})
        return
    for loss in report.losses:
        click.echo(f"{loss.key}: {loss.field} is left out: {loss.why}", err=True)
    if target:
        what = "files" if format_ == "corpus" else "works"
        click.echo(f"Wrote {len(report.written)} {what} to {target}", err=True)


def _corpus(library: Library, target: Path | None, selection: Selection) -> ExportReport:
    if target is None:
        raise click.UsageError("A corpus is a folder: name it with --to FOLDER.")
    if not selection.is_everything:
        raise click.UsageError("A corpus holds the whole library; it takes no selection.")
    return export_corpus(library, target)
