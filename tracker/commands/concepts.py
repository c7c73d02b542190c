"""`evtrack concepts`: list concepts by scheme."""

from __future__ import annotations

from collections import Counter

import click

from evidence.selection import Selection, concepts_of
from tracker.actions.select_records import select_records
from tracker.commands.options import emit_json, json_option, pass_library, selection_options, width
from tracker.library import Library
from tracker.render.lists import columns
from tracker.render.objects import concept_object, scheme_object


@click.command(epilog="Example: evtrack concepts --limitation L3")
@selection_options
@json_option
@pass_library
def command(library: Library, selection: Selection, *, as_json: bool) -> None:
    """List concepts by scheme."""
    selected = select_records(library, selection)
    uses = Counter(concept for claim in selected.claims for concept in concepts_of(claim))
    concepts = [
        concept
        for concept in selected.corpus.concepts
        if selection.is_everything or uses[concept.id]
    ]
    if as_json:
        emit_json(
            {
                "concepts": [concept_object(each) | {"claims": uses[each.id]} for each in concepts],
                "schemes": [scheme_object(each) for each in selected.corpus.schemes],
            }
        )
        return
    for scheme in selected.corpus.schemes:
        rows = [
            (f"  {each.id}", f"{uses[each.id]:>4}", each.label)
            for each in concepts
            if each.scheme == scheme.id
        ]
        if rows:
            version = f", {scheme.version}" if scheme.version else ""
            click.echo(f"{scheme.title} ({scheme.id}{version})")
            click.echo(columns(rows, width=width()))
