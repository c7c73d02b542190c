"""`evtrack demo`: show what evtrack does, on the survey that comes with it."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from tracker.actions.show_demo import Demo, show_demo
from tracker.commands.options import emit_json, json_option, now, progress_bar, width
from tracker.render.chain_text import short_chain_text
from tracker.render.lists import hanging


@click.command(epilog="Example: evtrack demo my-demo")
@click.argument("folder", metavar="[DIR]", default="evtrack-demo", type=click.Path(path_type=Path))
@json_option
def command(folder: Path, *, as_json: bool) -> None:
    """Show what evtrack does, on the survey that comes with it.

    Makes a library in DIR (evtrack-demo if not named), or reuses the one there.
    """
    with progress_bar("Indexing") as progress:
        demo = show_demo(folder, now=now(), progress=progress)
    if as_json:
        emit_json(_object(demo))
    else:
        _tell(demo)


def _object(demo: Demo) -> dict[str, object]:
    return {
        "library": str(demo.library.resolve()),
        "works": demo.works,
        "claims": demo.claims,
        "citations": demo.citations,
        "limitations": [
            {
                "id": chain.limitation.id,
                "title": chain.limitation.title,
                "nodes": len(chain.nodes),
                "claims": len(chain.claims),
                "works": len(chain.works),
            }
            for chain in demo.chains
        ],
    }


def _tell(demo: Demo) -> None:
    columns = width()
    click.echo(hanging("", demo.title, width=columns, indent=0))
    if demo.content_note:
        click.echo(hanging("", demo.content_note, width=columns, indent=0))
    click.echo(
        f"{demo.works} works, {demo.claims} claims, {demo.citations} citations, "
        f"{len(demo.chains)} limitations."
    )
    for chain in demo.chains:
        click.echo()
        click.echo(short_chain_text(chain, width=columns))
    at = f"--library {shlex.quote(str(demo.library))}"
    if demo.search:
        click.echo()
        click.echo(f"$ evtrack {at} search {shlex.quote(demo.search.query)}")
        for hit in demo.search.hits:
            click.echo(hanging(f"  {hit.id}  ", hit.title, width=columns, indent=4))
    click.echo()
    click.echo("Try next:")
    for line in (
        f"evtrack {at} chain {demo.chains[0].limitation.id}" if demo.chains else "",
        f"evtrack {at} review report --format html --to review.html",
        f"evtrack {at} check",
        f"evtrack {at} show {demo.example}" if demo.example else "",
        f"evtrack {at} bibliography --to survey.md",
    ):
        if line:
            click.echo(f"  {line}")
