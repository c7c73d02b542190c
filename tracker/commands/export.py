"""`evtrack export`: write works in a format, or the library as a corpus folder."""

from __future__ import annotations

from pathlib import Path

import click

from bib.formats import FORMATS, named
from evidence.selection import Selection
from tracker.actions.export_works import ExportReport, export_corpus, export_works
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
from tracker.render.lists import counted

_NOT_BLIND = "The review of this library is blind; a corpus holds every verdict, whoever reads it."


@click.command(epilog="Example: evtrack export --format corpus --to my-corpus")
@click.option(
    "--format",
    "format_",
    type=click.Choice([*(known.name for known in FORMATS), "corpus"]),
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

    A work that was not changed here comes out byte for byte in the format it came in. What the
    format cannot hold is told.
    """
    known = named(format_)
    if known is None:
        if library.settings.is_blind:
            say(_NOT_BLIND)
        report = _corpus(library, target, selection)
    else:
        report = export_works(library, selection, target=known)
        if target:
            write_whole(target, report.text)
        elif not as_json:
            emit_file(report.text)
    if as_json:
        losses = [{"key": each.key, "field": each.field, "why": each.why} for each in report.losses]
        text = {} if target else {"text": report.text}
        emit_json({"written": list(report.written), "losses": losses, **text})
        return
    say_losses(report.losses)
    if target:
        what = "file" if format_ == "corpus" else "work"
        say(f"Wrote {counted(len(report.written), what)} to {target}")


def _corpus(library: Library, target: Path | None, selection: Selection) -> ExportReport:
    if target is None:
        raise click.UsageError("A corpus is a folder: name it with --to FOLDER.")
    if not selection.is_everything:
        raise click.UsageError("A corpus holds the whole library; it takes no selection.")
    return export_corpus(library, target)
