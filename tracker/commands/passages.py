"""`evtrack passages`: the places in cited works most likely to bear on a claim."""

from __future__ import annotations

import click

from tracker.actions.find_passages import (
    FoundPassage,
    PassagesReport,
    find_passages,
    proposal_of,
)
from tracker.actions.write_excerpts import add_excerpt
from tracker.commands.options import (
    emit_json,
    json_option,
    now,
    pass_library,
    say,
    why_option,
    width,
)
from tracker.library import Library
from tracker.render.lists import clean, hanging
from tracker.render.objects import Object, excerpt_object


@click.command(epilog="Example: evtrack passages ding2025-1-1-4 --work asp2024congress --limit 3")
@click.argument("claim")
@click.option("--work", "works", multiple=True, metavar="KEY", help="In this work. Repeatable.")
@click.option(
    "--limit",
    default=5,
    show_default=True,
    type=click.IntRange(1, 1000),
    metavar="N",
    help="So many of each work.",
)
@click.option(
    "--take",
    type=click.IntRange(1),
    metavar="N",
    help="Make passage N of the list an excerpt of the claim.",
)
@why_option
@json_option
@pass_library
def command(
    library: Library,
    claim: str,
    works: tuple[str, ...],
    limit: int,
    take: int | None,
    why: str,
    *,
    as_json: bool,
) -> int:
    """Show the places in cited works most likely to bear on a claim.

    Sentences of the attached texts of the works it cites, or of those named, best first: by the
    words they share with the claim, its figures and names counting for more. That a passage comes
    first does not say that it supports the claim. Exit 1 if nothing shares a word with it.
    """
    report = find_passages(library, claim, works=works, limit=limit)
    taken = None
    if take is not None:
        if take > len(report.passages):
            raise click.UsageError(f"There are {len(report.passages)} passages; --take {take}?")
        taken = add_excerpt(library, proposal_of(report, take - 1), now=now(), why=why)
    if as_json:
        shape = _object(report)
        emit_json(shape | ({"excerpt": excerpt_object(taken)} if taken else {}))
    else:
        _tell(report)
        if taken:
            say(f"Passage {take} is {taken.id} now.")
    return 0 if report.passages else 1


def _object(report: PassagesReport) -> Object:
    return {
        "claim": report.claim.id,
        "passages": [_passage_object(each) for each in report.passages],
        "without_text": list(report.without_text),
    }


def _passage_object(found: FoundPassage) -> Object:
    passage = found.passage
    return {
        "work": found.work,
        "sha256": found.source.file.sha256,
        "start": passage.start,
        "end": passage.end,
        "page": found.page or None,
        "place": str(passage.locator),
        "text": found.words,
        "score": passage.score,
        "before": found.before,
        "after": found.after,
    }


def _tell(report: PassagesReport) -> None:
    say(f"{report.claim.id}: {report.claim.statement}")
    for number, found in enumerate(report.passages, 1):
        page = f" p. {found.page}" if found.page else ""
        head = f"{number:>2}  {clean(found.work)}{page}, {found.passage.locator}  "
        click.echo(hanging(head, found.words, width=width(), indent=4))
    if not report.passages:
        say("Nothing in the texts shares a word with it.")
    if report.without_text:
        say(f"No text is attached of: {', '.join(report.without_text)}")
