"""`evtrack chain`: show a limitation's evidence chain, from conclusion to works."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from evidence.support import Chain
from tracker.actions.assemble_chain import Assembly, assemble_chain
from tracker.actions.write_file import write_whole
from tracker.commands.look import look_here
from tracker.commands.options import emit_json, json_option, pass_library, to_option
from tracker.library import Library
from tracker.render.chain_dot import chains_dot
from tracker.render.chain_html import chains_html
from tracker.render.chain_json import chains_object
from tracker.render.chain_mermaid import chains_mermaid
from tracker.render.chain_svg import chains_svg
from tracker.render.chain_text import chain_text, legend, short_chain_text
from tracker.render.terminal import Look, finished, paragraph

_PICTURES: dict[str, Callable[..., str]] = {
    "dot": chains_dot,
    "mermaid": chains_mermaid,
    "svg": chains_svg,
    "html": chains_html,
}


@click.command(epilog="Example: evtrack chain L1, or evtrack chain L1 --format svg --to L1.svg")
@click.argument("limitations", metavar="[L1]...", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", *_PICTURES]),
    default="text",
    show_default=True,
    help="A tree to read, data, a picture in a form of its own, or a page with picture and tree.",
)
@click.option("--brief", is_flag=True, help="Conclusion, legs and premises only, a line each.")
@click.option("--full", is_flag=True, help="Also readers' reasons, notes and what lies beside.")
@to_option
@json_option
@pass_library
def command(
    library: Library,
    limitations: Sequence[str],
    format_: str,
    target: Path | None,
    *,
    brief: bool,
    full: bool,
    as_json: bool,
) -> None:
    """Show a limitation's evidence chain, from conclusion to works.

    Without names, the chains of all limitations. Every step is shown with its claims, the works
    cited for them, how far those were read, and what readers found; then come the points at which
    the chain is thin.
    """
    if brief and full:
        raise click.UsageError("Choose one of --brief and --full.")
    assembly = assemble_chain(library, limitations)
    format_ = "json" if as_json else format_
    if format_ == "text":
        look = Look() if target else look_here()
        text = _text(assembly, look, brief=brief, full=full)
    else:
        text = _written(assembly, format_)
    if target:
        write_whole(target, text)
        click.echo(f"Wrote {target}", err=True)
    elif format_ == "text":
        click.echo(text, nl=False)
    elif format_ == "json":
        emit_json(_object(assembly))
    else:
        # Pictures and pages say themselves that they are UTF-8, whatever the terminal speaks.
        click.echo(text.encode(), nl=False)


def _text(assembly: Assembly, look: Look, *, brief: bool, full: bool) -> str:
    if not assembly.chains:
        return "The library holds no limitations.\n"
    note = assembly.about.content_note
    parts = [finished("\n".join(paragraph("", note, look=look, tone="dim")), look)] if note else []
    if brief:
        parts += [short_chain_text(chain, look=look) for chain in assembly.chains]
    else:
        parts += [_whole(chain, look, full=full) for chain in assembly.chains]
        parts.append(legend(look))
    return "\n\n".join(parts) + "\n"


def _whole(chain: Chain, look: Look, *, full: bool) -> str:
    return chain_text(chain, look=look, is_full=full)


def _written(assembly: Assembly, format_: str) -> str:
    if format_ == "json":
        return json.dumps(_object(assembly), ensure_ascii=False, indent=2) + "\n"
    return _PICTURES[format_](assembly.chains, content_note=assembly.about.content_note)


def _object(assembly: Assembly) -> dict[str, object]:
    return chains_object(assembly.chains, content_note=assembly.about.content_note)
