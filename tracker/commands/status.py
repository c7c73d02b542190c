"""`evtrack status`: counts, what is unverified, and whether the index is fresh."""

from __future__ import annotations

import click

from tracker.actions.take_stock import take_stock
from tracker.commands.options import emit_json, json_option, pass_library
from tracker.library import Library
from tracker.render.lists import clean, columns, counted


@click.command(epilog="Example: evtrack status")
@json_option
@pass_library
def command(library: Library, *, as_json: bool) -> None:
    """Count what the library holds and say what is unverified."""
    stock = take_stock(library)
    if as_json:
        emit_json(
            {
                "library": str(library.root.resolve()),
                **stock.counts,
                "unverified": stock.unverified,
                "pairs": stock.pairs,
                "verdicts": dict(stock.verdicts),
                "read_status": dict(stock.read),
                "index": {"documents": stock.documents, "fresh": stock.is_fresh},
            }
        )
        return
    click.echo(clean(f"Library {library.root.resolve()}"))
    click.echo(columns([(name, f"{count:,}") for name, count in stock.counts.items()]))
    click.echo()
    click.echo(
        f"Pairs of claim and cited work: {stock.pairs:,}, without a verdict: {stock.unverified:,}"
    )
    click.echo(columns([(f"  {state}", f"{count:,}") for state, count in stock.verdicts]))
    click.echo("Works by how far they were read:")
    click.echo(columns([(f"  {state}", f"{count:,}") for state, count in stock.read]))
    state = "fresh" if stock.is_fresh else "behind; the next search mends it"
    click.echo(f"Index: {counted(stock.documents, 'document')}, {state}")
