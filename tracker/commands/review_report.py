"""`evtrack review report`: what a review came to, for its readers, for others, and for authors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from evidence.reviewing.report import Report
from evidence.selection import Selection
from tracker.actions.report_review import report_review, sign_off_review
from tracker.actions.write_file import write_whole
from tracker.commands.look import look_here
from tracker.commands.options import (
    emit_file,
    emit_json,
    json_option,
    now,
    pass_library,
    progress_bar,
    say,
    to_option,
    why_option,
)
from tracker.commands.reviewing import reader_option
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.document_html import document_html
from tracker.render.document_markdown import document_markdown
from tracker.render.document_text import document_text
from tracker.render.review_report_document import review_document
from tracker.render.review_report_json import report_object
from tracker.render.review_report_letter import review_letter
from tracker.render.terminal import Look

_WRITTEN: dict[str, Callable[[Report], str]] = {
    "markdown": lambda report: document_markdown(review_document(report)),
    "html": lambda report: document_html(review_document(report)),
    "json": lambda report: json.dumps(report_object(report), ensure_ascii=False, indent=2) + "\n",
    "letter": review_letter,
}

_ENDINGS = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json"
}  # fmt: skip


@click.command(epilog="Example: evtrack review report --format html --to review.html")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", *_WRITTEN]),
    help="To read here, for a Git host, as one page, as data, or as a letter to the authors; "
    "without it, as the ending of the file says.",
)
@click.option(
    "--sign-off",
    "signed_by",
    metavar="NAME",
    help="Keep this state in the log under that name; later reports tell what was changed since.",
)
@to_option
@selection_options
@reader_option
@why_option
@json_option
@pass_library
def command(
    library: Library,
    format_: str | None,
    signed_by: str | None,
    target: Path | None,
    selection: Selection,
    reader: str,
    why: str,
    *,
    as_json: bool,
) -> None:
    """Report what was checked, how far and by whom, what was found, and what could not be.

    Findings come by what hangs on them, each with what its authors may do. A selected work is the
    cited one. The letter leaves out what readers differ on and what was changed since it was read.
    """
    if why and not signed_by:
        raise click.UsageError("--why is the reason of a sign-off; name who signs with --sign-off.")
    if signed_by is not None and not signed_by.strip():
        raise click.UsageError("--sign-off wants the name of whoever answers for this state.")
    report = _report(library, selection, reader)
    if signed_by:
        sign_off_review(library, selection, report, signed_by.strip(), why=why, now=now())
        report = _report(library, selection, reader)
        say(f"Signed off by {signed_by.strip()}; it is in the log.")
    by_ending = _ENDINGS.get(target.suffix.lower(), "text") if target else "text"
    format_ = "json" if as_json else format_ or by_ending
    if target:
        write_whole(target, _written(report, format_, Look()))
        say(f"Wrote {target}")
    elif format_ == "text":
        click.echo(_written(report, format_, look_here()), nl=False)
    elif format_ == "json":
        emit_json(report_object(report))
    else:
        emit_file(_written(report, format_, Look()))


def _report(library: Library, selection: Selection, reader: str) -> Report:
    with progress_bar("Resampling") as progress:
        return report_review(library, selection, reader=reader, now=now(), progress=progress)


def _written(report: Report, format_: str, look: Look) -> str:
    if format_ == "text":
        return document_text(review_document(report), look=look)
    return _WRITTEN[format_](report)
