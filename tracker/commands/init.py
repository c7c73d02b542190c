"""`evtrack init`: make a library, empty or filled from a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.actions.fill_library import create_library
from tracker.commands.options import emit_json, json_option, now, progress_bar, say
from tracker.corpora.shipped import find_corpus
from tracker.render.lists import clean, counted


@click.command(epilog="Example: evtrack init survey --corpus ding2025")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--corpus", metavar="NAME|PATH", help="Fill it from a shipped corpus or a folder.")
@json_option
def command(folder: Path, corpus: str | None, *, as_json: bool) -> None:
    """Make a library, empty or filled from a corpus.

    DIR, the present folder if not named, is made if it is not there. A folder that holds anything
    but a library is refused, and so is filling a library that holds records already.
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
        say(str(problem))
    told = "Made the library" if report.is_new else "Filled" if corpus else "There is already"
    counts = ((report.works, "work"), (report.claims, "claim"), (report.limitations, "limitation"))
    held = ", ".join(counted(number, noun) for number, noun in counts)
    click.echo(clean(f"{told} {report.library.resolve()}: {held}."))
    if not report.works:
        say("Next: evtrack import FILE.bib")
