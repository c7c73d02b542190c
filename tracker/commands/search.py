"""`evtrack search`: search works, claims and texts."""

from __future__ import annotations

import click

from tracker.actions.search_library import SearchHit, SearchReport, search_library, search_quickly
from tracker.commands.look import look_here
from tracker.commands.options import (
    chosen_folder,
    emit_json,
    json_option,
    open_library,
    say,
    way_to_a_library,
)
from tracker.render.hits_text import Pieces, hit_text

_KINDS = {"works": {"work"}, "claims": {"claim"}, "texts": {"text"}}


@click.command(
    epilog='Example: evtrack search "label* AND year:2019..2023 AND NOT kind:law"  '
    "The language: docs/search.md"
)
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--in",
    "where",
    type=click.Choice([*_KINDS, "all"]),
    default="all",
    show_default=True,
    help="What to search.",
)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), metavar="N")
@json_option
def command(query: tuple[str, ...], where: str, limit: int, *, as_json: bool) -> None:
    """Search works, claims and texts.

    Words are stemmed and accents folded; “phrases”, AND OR NOT, prefix*, fuzzy~, and the fields
    author: title: year: kind: cites: limitation: concept: work: state: are understood. Any text
    can be pasted.
    """
    report = _found(" ".join(query), _KINDS.get(where), limit)
    if as_json:
        emit_json(_object(report))
        return
    _tell(report)


def _found(query: str, kinds: set[str] | None, limit: int) -> SearchReport:
    with way_to_a_library():
        report = search_quickly(chosen_folder(), query, kinds=kinds, limit=limit)
    if report is not None:
        return report
    with open_library() as library:
        return search_library(library, query, kinds=kinds, limit=limit)


def _object(report: SearchReport) -> dict[str, object]:
    return {
        "query": report.query,
        "total": report.total,
        "relaxed": report.is_relaxed,
        "suggestion": report.suggestion,
        "hits": [
            {
                "type": hit.type,
                "id": hit.id,
                "score": round(hit.score, 4),
                "title": hit.title,
                "work": hit.work,
                "highlights": [fragment.marked("**", "**") for fragment in hit.fragments],
            }
            | ({"page": hit.pages[0], "pages": list(hit.pages)} if hit.pages else {})
            for hit in report.hits
        ],
    }


def _tell(report: SearchReport) -> None:
    if report.suggestion:
        say(f"Did you mean: {report.suggestion}")
    if report.is_relaxed and report.hits:
        say("Nothing holds all the words; these hold some.")
    look = look_here()
    for hit in report.hits:
        name = f"{hit.work}, text" if hit.type == "text" else hit.id
        click.echo(hit_text(name, hit.heading.pieces, _rest(hit), look=look))
    shown = len(report.hits)
    more = f" of {report.total:,}; --limit shows more" if shown < report.total else ""
    say(f"{shown:,} found" if not more else f"{shown:,}{more}")


def _rest(hit: SearchHit) -> list[Pieces]:
    """What matches besides the title, each with its page where there are pages."""
    pages = hit.pages or ("",) * len(hit.highlights)
    return [
        ((f"p. {page}: ", False), *fragment.pieces) if page else fragment.pieces
        for page, fragment in zip(pages, hit.highlights, strict=True)
    ]
