"""`evtrack attachments`: list attached files, or take one away."""

from __future__ import annotations

import click

from tracker.actions.list_attachments import list_attachments
from tracker.actions.remove_attachment import files_to_remove, remove_attachment
from tracker.commands.attach import file_object, file_row
from tracker.commands.options import (
    confirmed,
    emit_json,
    emit_rows,
    json_option,
    now,
    pass_library,
    say,
    why_option,
    yes_option,
)
from tracker.library import Library
from tracker.render.attachments_text import problem_lines
from tracker.render.lists import counted
from tracker.render.objects import attachment_object


@click.command(epilog="Example: evtrack attachments flynn2022deepfakes")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--work", "works", multiple=True, metavar="KEY", help="Of this work. Repeatable.")
@click.option("--remove", "sha256", metavar="SHA256", help="Take this file away, and its text.")
@yes_option
@why_option
@json_option
@pass_library
def command(
    library: Library,
    keys: tuple[str, ...],
    works: tuple[str, ...],
    sha256: str | None,
    why: str,
    *,
    yes: bool,
    as_json: bool,
) -> int:
    """List attached files, or take one away.

    Of the works named, as KEY or with --work, or else of all. The list tells what was taken from
    each, and what in it is doubtful. A file is named by the first digits of its hash, which the
    list shows. What excerpts say stays. Exit 1 if a file was not taken away after all.
    """
    works = tuple(dict.fromkeys([*keys, *works]))
    if sha256 is None:
        _list(library, works, as_json=as_json)
        return 0
    if len(works) > 1:
        raise click.UsageError("--remove takes a file from one work.")
    work = works[0] if works else None
    removal = files_to_remove(library, sha256, work=work)
    for each in removal.attachments:
        say(f"{each.work}: {each.name}")
    is_meant = confirmed("Take this away, with its text?", yes=yes)
    if is_meant:
        removal = remove_attachment(library, sha256, work=work, now=now(), why=why)
    gone = removal.attachments if is_meant else ()
    if as_json:
        emit_json({"removed": [attachment_object(each) for each in gone]})
    else:
        say(f"{counted(len(gone), 'file')} taken away." if gone else "Nothing was changed.")
    return 0 if is_meant else 1


def _list(library: Library, works: tuple[str, ...], *, as_json: bool) -> None:
    files = list_attachments(library, works=works)
    if as_json:
        emit_json({"attachments": [file_object(file) for file in files]})
        return
    emit_rows([file_row(file) for file in files])
    for file in files:
        for line in problem_lines(file.problems):
            say(f"{file.attachment.work}, {file.attachment.name}: {line}")
    if not files:
        say("No files are attached. `evtrack attach KEY FILE` keeps one and takes its text.")
