"""`evtrack excerpt`: add, tie, list or remove the words that claims rest on."""

from __future__ import annotations

import click

from evidence.excerpts import Excerpt
from tracker.actions.list_excerpts import list_excerpts
from tracker.actions.write_excerpts import (
    Proposal,
    Quote,
    add_excerpt,
    propose_excerpt,
    remove_excerpt,
    tie_excerpt,
)
from tracker.commands.options import (
    confirmed,
    dry_run_option,
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
from tracker.render.anchors_text import difference_lines, excerpt_row, located_object
from tracker.render.lists import counted
from tracker.render.objects import Object, excerpt_object


@click.group(
    epilog='Example: evtrack excerpt add ding2025-1-1-1 --work asp2024congress --quote "…"'
)
def command() -> None:
    """Add, tie, list or remove the words that claims rest on."""


@command.command(
    epilog='Example: evtrack excerpt add ding2025-1-1-1 --work asp2024congress --quote "nearly all"'
)
@click.argument("claim")
@click.option("--work", metavar="KEY", help="Whose text; without it, the claim's own work.")
@click.option("--quote", required=True, metavar="TEXT", help="The words, as the text has them.")
@click.option("--page", default="", metavar="PAGE", help="The page, to choose among places.")
@click.option("--prefix", default="", metavar="TEXT", help="What stands before the words.")
@click.option("--suffix", default="", metavar="TEXT", help="What stands behind them.")
@click.option("--unanchored", is_flag=True, help="Keep the words without looking for them.")
@yes_option
@dry_run_option
@why_option
@json_option
@pass_library
def add(
    library: Library,
    claim: str,
    work: str | None,
    quote: str,
    page: str,
    prefix: str,
    suffix: str,
    why: str,
    *,
    unanchored: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Anchor words in an attached text of a work and give them to a claim.

    Case, typography, hyphenation and what an editor marks are forgiven. Where the text only has
    words like these, the difference is shown, and the words of the text are taken if you agree;
    exit 1 if you do not.
    """
    if not quote.strip():
        raise click.UsageError("--quote wants words.")
    wanted = Quote(words=quote, page=page, prefix=prefix, suffix=suffix)
    proposal = propose_excerpt(library, claim, wanted, work=work, unanchored=unanchored)
    if proposal.is_only_alike:
        say_differences(proposal)
        if not dry_run and not confirmed("Take the words of the text?", yes=yes):
            say("Nothing was changed.")
            return 1
    excerpt = proposal.excerpt
    if not dry_run:
        excerpt = add_excerpt(library, proposal, now=now(), why=why)
    tell_excerpt(excerpt, proposal, dry_run=dry_run, as_json=as_json)
    return 0


@command.command(epilog="Example: evtrack excerpt tie flynn2022deepfakes-w1 ding2025-1-1-1")
@click.argument("excerpt")
@click.argument("claim")
@why_option
@json_option
@pass_library
def tie(library: Library, excerpt: str, claim: str, why: str, *, as_json: bool) -> None:
    """Give an excerpt that waits for a claim to one."""
    tied = tie_excerpt(library, excerpt, claim, now=now(), why=why)
    if as_json:
        emit_json({"excerpt": excerpt_object(tied)})
    else:
        say(f"{tied.id} belongs to {tied.claim} now.")


@command.command("list", epilog="Example: evtrack excerpt list --waiting")
@click.option("--waiting", is_flag=True, help="Only those that no claim has yet.")
@click.option("--work", "works", multiple=True, metavar="KEY", help="From this work. Repeatable.")
@click.option("--claim", "claims", multiple=True, metavar="ID", help="Of this claim. Repeatable.")
@json_option
@pass_library
def list_(
    library: Library,
    works: tuple[str, ...],
    claims: tuple[str, ...],
    *,
    waiting: bool,
    as_json: bool,
) -> None:
    """List excerpts, those that wait for a claim last."""
    found = list_excerpts(library, works=works, claims=claims, only_waiting=waiting)
    if as_json:
        emit_json({"excerpts": [excerpt_object(each) for each in found]})
        return
    emit_rows([excerpt_row(each) for each in found])
    say(f"{counted(len(found), 'excerpt')}")


@command.command(epilog='Example: evtrack excerpt remove ding2025-1-1-1-x2 --why "another page"')
@click.argument("id")
@why_option
@json_option
@pass_library
def remove(library: Library, id: str, why: str, *, as_json: bool) -> None:  # noqa: A002
    """Remove an excerpt; the log keeps that it was there."""
    gone = remove_excerpt(library, id, now=now(), why=why)
    if as_json:
        emit_json({"removed": excerpt_object(gone)})
    else:
        say(f"Removed {gone.id}.")


def say_differences(proposal: Proposal) -> None:
    """Tell what the text has otherwise than it was given."""
    if proposal.finding is None:
        return
    located = proposal.finding.located
    say(f"The text has words like these, {located.score:.0%} the same:")
    for line in difference_lines(located.differences):
        say(f"  {line}")


def tell_excerpt(excerpt: Excerpt, proposal: Proposal, *, dry_run: bool, as_json: bool) -> None:
    """Tell which excerpt a claim has got, and how its words were found."""
    finding = proposal.finding
    if as_json:
        shape: Object = {"excerpt": excerpt_object(excerpt), "located": None}
        if finding:
            shape["located"] = {
                **located_object(finding.located),
                "sha256": finding.source.file.sha256,
            }
        emit_json(shape)
        return
    emit_rows([excerpt_row(excerpt)])
    if finding:
        say(f"Found in {finding.source.file.name}: {finding.located.step}.")
    if dry_run:
        say("A dry run: nothing was changed.")
