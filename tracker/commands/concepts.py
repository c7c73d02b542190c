"""`evtrack concepts`: list concepts by scheme."""

from __future__ import annotations

import click

from evidence.selection import Selection
from tracker.actions.select_records import select_concepts
from tracker.commands.options import (
    emit_json,
    emit_rows,
    json_option,
    pass_library,
    say,
)
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.lists import clean, counted
from tracker.render.objects import concept_object, scheme_object


@click.command(epilog="Example: evtrack concepts --limitation L3")
@selection_options
@json_option
@pass_library
def command(library: Library, selection: Selection, *, as_json: bool) -> None:
    """List concepts by scheme, with the number of claims about each.

    Of Zotero's collections, with the number of works in them.
    """
    corpus, uses = select_concepts(library, selection)
    if as_json:
        concepts = [
            concept_object(each.concept) | {"claims": each.claims, "works": each.works}
            for each in uses
        ]
        schemes = [scheme_object(each) for each in corpus.schemes]
        emit_json({"concepts": concepts, "schemes": schemes})
        return
    for scheme in corpus.schemes:
        rows = [
            (f"  {each.concept.id}", f"{each.claims or each.works:>4}", each.concept.label)
            for each in uses
            if each.concept.scheme == scheme.id
        ]
        if rows:
            version = f", {scheme.version}" if scheme.version else ""
            click.echo(clean(f"{scheme.title} ({scheme.id}{version})"))
            emit_rows(rows)
    say(counted(len(uses), "concept"))
