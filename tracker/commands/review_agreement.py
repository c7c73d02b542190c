"""`evtrack review agreement`: how far readers agree."""

from __future__ import annotations

import click

from tracker.actions.measure_agreement import measure_agreement
from tracker.commands.look import look_here
from tracker.commands.options import emit_json, json_option, pass_library, progress_bar
from tracker.library import Library
from tracker.render.agreement_text import agreement_object, agreement_text


@click.command(epilog="Example: evtrack review agreement --reader ana --reader ben")
@click.option(
    "--reader", "readers", multiple=True, metavar="NAME", help="Only these readers. Repeatable."
)
@json_option
@pass_library
def command(library: Library, readers: tuple[str, ...], *, as_json: bool) -> None:
    """Tell how far readers agree: in percent, by Cohen's kappa and Krippendorff's alpha.

    Counted is what each found first, on the pairs that two or more of them read. The intervals are
    of 95 %, by bootstrap over the pairs.
    """
    with progress_bar("Resampling") as progress:
        found = measure_agreement(library, readers=readers, progress=progress)
    if as_json:
        emit_json(agreement_object(found))
    else:
        click.echo(agreement_text(found, look=look_here()))
