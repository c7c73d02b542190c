"""`evtrack matrix`: show methods by components, with the claims behind each cell."""

from __future__ import annotations

import json
from pathlib import Path

import click

from tracker.actions.show_matrix import LabelledMatrices, show_matrix
from tracker.actions.write_file import write_whole
from tracker.commands.look import look_here
from tracker.commands.options import emit_json, json_option, pass_library, to_option
from tracker.library import Library
from tracker.render.matrix_text import matrix_markdown, matrix_text
from tracker.render.objects import Object, matrix_object
from tracker.render.terminal import Look


@click.command(epilog="Example: evtrack matrix --notes")
@click.argument("name", metavar="[MATRIX]", required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "md"]),
    default="text",
    show_default=True,
    help="A table to read, data, or Markdown.",
)
@click.option("--notes", is_flag=True, help="What the survey says at each cell, and remarks.")
@to_option
@json_option
@pass_library
def command(
    library: Library,
    name: str | None,
    format_: str,
    target: Path | None,
    *,
    notes: bool,
    as_json: bool,
) -> None:
    """Show methods by components, with the claims behind each cell.

    Where the survey says nothing the cell says so: “not addressed” is a finding of its own, and
    neither “not applicable” nor “unknown”.
    """
    shown = show_matrix(library, name)
    format_ = "json" if as_json else format_
    if format_ == "json":
        if target:
            write_whole(target, json.dumps(_object(shown), ensure_ascii=False, indent=2) + "\n")
        else:
            emit_json(_object(shown))
        return
    look = Look() if target else look_here()
    text = _text(shown, format_, look, with_notes=notes)
    if target:
        write_whole(target, text)
    else:
        click.echo(text, nl=False)


def _text(shown: LabelledMatrices, format_: str, look: Look, *, with_notes: bool) -> str:
    if not shown.matrices:
        return "The library holds no matrix.\n"
    if format_ == "md":
        pages = [
            matrix_markdown(matrix, shown.labels, with_notes=with_notes)
            for matrix in shown.matrices
        ]
        return "\n".join(pages)
    tables = [
        matrix_text(matrix, shown.labels, look=look, with_notes=with_notes)
        for matrix in shown.matrices
    ]
    return "\n\n".join(tables) + "\n"


def _object(shown: LabelledMatrices) -> Object:
    """One matrix as an object; none or several under `matrices`."""
    objects = [
        matrix_object(matrix) | {"labels": _labels(matrix_object(matrix), shown)}
        for matrix in shown.matrices
    ]
    return objects[0] if len(objects) == 1 else {"matrices": objects}


def _labels(matrix: Object, shown: LabelledMatrices) -> dict[str, str]:
    return {id_: shown.labels.get(id_, id_) for id_ in (*matrix["rows"], *matrix["columns"])}
