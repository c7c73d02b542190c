"""`evtrack attach`: keep files of a work and take their texts."""

from __future__ import annotations

from pathlib import Path

import click

from evidence.attachments import Attachment, Scope
from tracker.actions.attach_files import AttachedFile, attach_files
from tracker.actions.take_again import TakenAgain, take_again
from tracker.actions.take_texts import text_taker
from tracker.commands.options import (
    dry_run_option,
    emit_json,
    emit_rows,
    grobid_option,
    json_option,
    now,
    pass_library,
    progress_bar,
    say,
    why_option,
)
from tracker.library import Library
from tracker.render.attachments_text import attachment_rows, problem_lines
from tracker.render.lists import counted
from tracker.render.objects import Object, attachment_object, text_problem_object


@click.command(epilog="Example: evtrack attach flynn2022deepfakes article.pdf article.html")
@click.argument("key", required=False)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option(
    "--scope",
    type=click.Choice([str(scope) for scope in Scope]),
    help="How much of the work each file holds; without it, all.",
)
@click.option("--without-text", is_flag=True, help="Keep the files, and take no text from them.")
@click.option("--again", is_flag=True, help="Take the texts of attached files again.")
@grobid_option
@dry_run_option
@why_option
@json_option
@pass_library
def command(
    library: Library,
    key: str | None,
    files: tuple[Path, ...],
    scope: str | None,
    grobid: str | None,
    why: str,
    *,
    without_text: bool,
    again: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Keep files of a work and take their texts.

    PDF, HTML, plain text, Markdown, LaTeX, JATS and TEI XML, DOCX and EPUB are read, told by their
    content; what LaTeX pulls in is kept with it. A file is kept once, whatever it is called and
    however often it is attached. With --again, texts are taken anew, as after an upgrade: of all
    files, or of those of KEY; exit 1 if one could not be.
    """
    _check_usage(key, files, scope, without_text=without_text, again=again)
    take = text_taker(grobid, now=now())
    if again:
        with progress_bar("Reading") as progress:
            taken = take_again(
                library,
                key=key,
                take=take,
                is_dry_run=dry_run,
                now=now(),
                why=why,
                progress=progress,
            )
        _tell_again(taken, dry_run=dry_run, as_json=as_json)
        return 1 if taken.failed else 0
    attached = attach_files(
        library,
        key or "",
        files,
        scope=Scope(scope) if scope else None,
        with_text=not without_text,
        take=take,
        is_dry_run=dry_run,
        now=now(),
        why=why,
    )
    if as_json:
        emit_json(_object(attached))
    else:
        _tell(attached, dry_run=dry_run)
    return 0


def _check_usage(
    key: str | None, files: tuple[Path, ...], scope: str | None, *, without_text: bool, again: bool
) -> None:
    if again and (files or scope or without_text):
        raise click.UsageError("--again goes with KEY alone, or without it.")
    if not again and (key is None or not files):
        raise click.UsageError("A work and a file are wanted, as: evtrack attach KEY FILE")


def file_object(file: AttachedFile) -> Object:
    """One file with what was taken from it."""
    facts = file.facts
    return attachment_object(file.attachment) | {
        "pages": facts.pages if facts else 0,
        "characters": facts.characters if facts else 0,
        "has_text": bool(facts and facts.characters),
        "text_sha256": facts.text_sha256 if facts else None,
        "problems": [text_problem_object(problem) for problem in file.problems],
    }


def file_row(file: AttachedFile) -> tuple[str, str, str]:
    """One file as a row of a list."""
    facts = file.facts
    return attachment_rows(
        file.attachment,
        pages=facts.pages if facts else 0,
        characters=facts.characters if facts else None,
    )


def _object(files: tuple[AttachedFile, ...]) -> Object:
    shapes = [file_object(file) | {"is_new": file.is_new} for file in files]
    if len(shapes) == 1:
        return shapes[0] | {"attachments": shapes}
    told = [
        {"sha256": shape["sha256"], **problem} for shape in shapes for problem in shape["problems"]
    ]
    return {"work": shapes[0]["work"], "attachments": shapes, "problems": told}


def _tell(files: tuple[AttachedFile, ...], *, dry_run: bool) -> None:
    emit_rows([file_row(file) for file in files])
    for file in files:
        if not file.is_new:
            say(f"{file.attachment.name}: attached already.")
        for line in problem_lines(file.problems):
            say(f"{file.attachment.name}: {line}")
    if dry_run:
        say("A dry run: nothing was changed.")


def _tell_again(taken: TakenAgain, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        emit_json(
            {
                "changed": [file_object(file) for file in taken.changed],
                "unchanged": [file_object(file) for file in taken.unchanged],
                "failed": [_failed_object(each, why) for each, why in taken.failed],
            }
        )
        return
    emit_rows([file_row(file) for file in taken.changed])
    for attachment, why in taken.failed:
        say(f"{attachment.work}: {why} Its text stays as it was.")
    told = f"{counted(len(taken.changed), 'text')} changed, {len(taken.unchanged):,} as before."
    if taken.changed and not dry_run:
        told += " `evtrack anchors --repair` looks excerpts up in them."
    say(told + (" A dry run: nothing was changed." if dry_run else ""))


def _failed_object(attachment: Attachment, why: str) -> Object:
    return attachment_object(attachment) | {"message": why}
