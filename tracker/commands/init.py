"""`evtrack init`: make a library, empty or filled from a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.actions.fill_library import create_library
from tracker.commands.options import emit_json, json_option, now, progress_bar
from tracker.corpora.shipped import find_corpus


@click.command(epilog="Example: evtrack init survey --corpus ding2025")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--corpus", metavar="NAME|PATH", help="Fill it from a shipped corpus or a folder.")
@json_option
def command(folder: Path, corpus: str | None, *, as_json: bool) -> None:
    """Make a library, empty or filled from a corpus.

    DIR is made if it is not there. A folder that holds anything else is refused.
    """
    source = find_corpus(corpus) if corpus else None
    with progress_bar("Indexing") as progress:
        report = create_library(folder, corpus=source, now=now(), progress=progress)
    if as_json:
        emit_json(
            {
                "library": str(report.library.resolve()),
                "works": report.works,
                "claims": report.claims,
                "limitations": report.limitations,
            }
        )
        return
    for problem in report.problems:
        click.echo(str(problem), err=True)
    click.echo(
        f"Made the library {report.library}: {report.works} works, {report.claims} claims, "
        f"{report.limitations} limitations."
    )
    if not corpus:
        click.echo("Next: evtrack import FILE.bib", err=True)
