"""`evtrack claims`: list claims."""

from __future__ import annotations

import click

from evidence.claims import Claim
from evidence.selection import Selection, limitations_of_claims
from tracker.actions.select_records import select_records
from tracker.commands.options import (
    emit_json,
    emit_rows,
    json_option,
    pass_library,
    say,
)
from tracker.commands.selecting import selection_options
from tracker.library import Library
from tracker.render.lists import counted
from tracker.render.objects import claim_object


@click.command(epilog="Example: evtrack claims --limitation L2 --state disputed")
@selection_options
@json_option
@pass_library
def command(library: Library, selection: Selection, *, as_json: bool) -> None:
    """List claims, with the numbers of the works they cite."""
    selected = select_records(library, selection)
    if as_json:
        limitations = limitations_of_claims(selected.corpus)
        emit_json(
            {
                "claims": [
                    claim_object(claim, limitations=limitations.get(claim.id, ()))
                    for claim in selected.claims
                ]
            }
        )
        return
    emit_rows([(claim.id, _line(claim)) for claim in selected.claims])
    say(counted(len(selected.claims), "claim"))


def _line(claim: Claim) -> str:
    numbers = [str(each.number or each.work) for each in claim.citations]
    cited = f" [{', '.join(numbers)}]" if numbers else ""
    disputed = " (disputed figure)" if any(each.is_disputed for each in claim.figures) else ""
    withdrawn = " (withdrawn)" if claim.is_withdrawn else ""
    draft = " (draft)" if claim.is_draft else ""
    return f"{claim.statement}{cited}{disputed}{withdrawn}{draft}"
