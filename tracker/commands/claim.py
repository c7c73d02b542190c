"""`evtrack claim`: add, edit, link, unlink or remove claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from bib.works import ReadStatus
from evidence.chains import Link, Relation, StatedBy
from evidence.claims import Attribution, Claim, Locator
from evidence.errors import InvalidRecordError
from evidence.figures import parse_figure
from tracker.actions import write_claims
from tracker.commands.options import (
    emit_json,
    json_option,
    now,
    pass_library,
    say,
    why_option,
    width,
)
from tracker.corpora.claim_text import claim_from_text, claim_to_text
from tracker.errors import UnknownRecordError
from tracker.library import Library
from tracker.render.objects import claim_object, link_object, node_object
from tracker.render.records_text import claim_text

R = TypeVar("R")


@click.group(
    epilog='Example: evtrack claim add flynn2022deepfakes --statement "…" --at abstract',
)
def command() -> None:
    """Add, edit, link, unlink or remove claims."""


def part_options(function: Callable[..., R]) -> Callable[..., R]:
    """Add an option for each part of a claim that one line can hold."""
    options = [
        click.option("--at", "place", metavar="PLACE", help="Where it stands, as 4.1-1-5a."),
        click.option("--page", metavar="PAGE", help="The page label."),
        click.option("--kind", metavar="TERM", help="A term of the scheme kind."),
        click.option("--population", metavar="TERM", help="A term of the scheme population."),
        click.option("--attribution", type=click.Choice([str(each) for each in Attribution])),
        click.option("--modality", metavar="WORD", help="The hedge, as may."),
        click.option("--concept", "concepts", multiple=True, metavar="ID", help="Repeatable."),
        click.option(
            "--figure",
            "figures",
            multiple=True,
            metavar="TEXT",
            help='A number with its unit and subject, as "about 200 tools: found". Repeatable.',
        ),
        click.option(
            "--read", "read_status", type=click.Choice([str(each) for each in ReadStatus])
        ),
        click.option("--seen", metavar="TEXT", help="Where the words were read."),
        click.option("--note", metavar="TEXT"),
    ]
    for option in reversed(options):
        function = option(function)
    return function


@command.command(
    epilog='Example: evtrack claim add flynn2022deepfakes --statement "Harm is reported." '
    "--at abstract --kind finding"
)
@click.argument("work", metavar="KEY")
@click.option("--statement", required=True, metavar="TEXT", help="What is asserted, in your words.")
@click.option("--cite", multiple=True, metavar="KEY", help="A work it cites. Repeatable.")
@part_options
@why_option
@json_option
@pass_library
def add(
    library: Library,
    work: str,
    statement: str,
    cite: tuple[str, ...],
    why: str,
    *,
    as_json: bool,
    **options: Any,
) -> None:
    """Record a claim of a work.

    The id is made from the work and the place, or the next free number.
    """
    parts = _parts(options)
    place = parts.pop("locator", Locator())
    new = write_claims.NewClaim(
        work=work, statement=statement, place=place, cites=cite, parts=parts
    )
    _tell(write_claims.add_claim(library, new, now=now(), why=why), as_json=as_json)


@command.command(epilog="Example: evtrack claim edit ding2025-4.1-1-5a --cite nist2024ai1004")
@click.argument("id")
@click.option("--statement", metavar="TEXT", help="What is asserted, in your words.")
@click.option("--cite", multiple=True, metavar="KEY", help="Also cites this work. Repeatable.")
@click.option("--uncite", multiple=True, metavar="KEY", help="Does not cite it. Repeatable.")
@part_options
@why_option
@json_option
@pass_library
def edit(
    library: Library,
    id: str,  # noqa: A002
    statement: str | None,
    cite: tuple[str, ...],
    uncite: tuple[str, ...],
    why: str,
    *,
    as_json: bool,
    **options: Any,
) -> None:
    """Change a claim; without options, in $EDITOR.

    The editor shows the claim as it stands in the corpus form. Leaving it unchanged changes
    nothing; a mistake is named and the editor opens again.
    """
    changes = _parts(options) | ({"statement": statement} if statement is not None else {})
    if changes or cite or uncite:
        claim = write_claims.edit_claim(
            library, id, changes=changes, cite=cite, uncite=uncite, now=now(), why=why
        )
    else:
        claim = _edited(library, id, why)
    _tell(claim, as_json=as_json)


@command.command(
    epilog="Example: evtrack claim link asp2024congress-1 contradicts ding2025-1-1-4a "
    '--warrant "another number, and another unit"'
)
@click.argument("source", metavar="FROM")
@click.argument("relation", type=click.Choice([str(each) for each in Relation]))
@click.argument("target", metavar="TO")
@click.option("--warrant", default="", metavar="TEXT", help="Why the relation holds.")
@click.option(
    "--by",
    type=click.Choice([str(each) for each in StatedBy]),
    default=str(StatedBy.CURATOR),
    show_default=True,
    help="Who says so.",
)
@why_option
@json_option
@pass_library
def link(
    library: Library,
    source: str,
    relation: str,
    target: str,
    warrant: str,
    by: str,
    why: str,
    *,
    as_json: bool,
) -> None:
    """Relate two claims, two nodes, or a claim and a node."""
    wanted = Link(
        source=source,
        relation=Relation(relation),
        target=target,
        warrant=warrant,
        stated_by=StatedBy(by),
    )
    made = write_claims.link_steps(library, wanted, now=now(), why=why)
    if as_json:
        emit_json(_linked(made) | link_object(made.link))
    else:
        click.echo(f"Linked {made.link.source} {made.link.relation} {made.link.target}")


@command.command(epilog="Example: evtrack claim unlink L1.E3a supports L1.P3")
@click.argument("source", metavar="FROM")
@click.argument("relation", type=click.Choice([str(each) for each in Relation]))
@click.argument("target", metavar="TO")
@why_option
@json_option
@pass_library
def unlink(
    library: Library, source: str, relation: str, target: str, why: str, *, as_json: bool
) -> None:
    """Take a link away; the log keeps what it said."""
    wanted = Link(source=source, relation=Relation(relation), target=target)
    gone = write_claims.unlink_steps(library, wanted, now=now(), why=why)
    if as_json:
        emit_json(_linked(gone) | {"unlinked": link_object(gone.link)})
    else:
        click.echo(f"Unlinked {gone.link.source} {gone.link.relation} {gone.link.target}")


@command.command(epilog='Example: evtrack claim remove flynn2022deepfakes-2 --why "misread"')
@click.argument("id")
@click.option("--why", required=True, metavar="TEXT", help="The reason, kept in the log.")
@json_option
@pass_library
def remove(library: Library, id: str, why: str, *, as_json: bool) -> None:  # noqa: A002
    """Take a claim back; it stays on record, marked as withdrawn."""
    claim = write_claims.withdraw_claim(library, id, now=now(), why=why)
    if as_json:
        emit_json(claim_object(claim))
    else:
        click.echo(f"Withdrew {claim.id}; it stays on record.")


def _parts(options: dict[str, Any]) -> dict[str, Any]:
    """The parts of a claim that were given, as values."""
    place, page = options.pop("place"), options.pop("page")
    parts = {name: value for name, value in options.items() if value not in (None, ())}
    if place is not None or page is not None:
        parts["locator"] = Locator.parse(place or "", page=page or "")
    if "attribution" in parts:
        parts["attribution"] = Attribution(parts["attribution"])
    if "read_status" in parts:
        parts["read_status"] = ReadStatus(parts["read_status"])
    if "figures" in parts:
        parts["figures"] = tuple(parse_figure(text) for text in parts["figures"])
    return parts


def _linked(linked: write_claims.Linked) -> dict[str, Any]:
    source = linked.source
    shape = claim_object(source) if isinstance(source, Claim) else node_object(source)
    return shape | {"links": [link_object(each) for each in linked.links]}


def _edited(library: Library, id: str, why: str) -> Claim:  # noqa: A002
    """The claim as the editor leaves it; a mistake is named, and the editor opens again."""
    claim = write_claims.find_claim(library, id)
    before = text = claim_to_text(claim)
    while True:
        answer = click.edit(text, extension=".yaml")
        if (answer or text).rstrip() == before.rstrip():
            say("Nothing was changed.")
            return claim
        changed, problems = claim_from_text(answer or text, work=claim.work)
        try:
            if changed is not None:
                return write_claims.replace_claim(library, claim, changed, now=now(), why=why)
            for problem in problems:
                say(f"line {problem.line}: {problem.message}")
        except (UnknownRecordError, InvalidRecordError) as error:
            say(str(error))
        if not _wants_another_go():
            raise InvalidRecordError("claim", claim.id, "the edit was given up, nothing changed")
        text = answer or text


def _wants_another_go() -> bool:
    try:
        return click.confirm("Edit again?", default=True, err=True)
    except click.Abort:
        return False


def _tell(claim: Claim, *, as_json: bool) -> None:
    if as_json:
        emit_json(claim_object(claim))
    else:
        click.echo(claim_text(claim, nodes=(), links=(), verdicts=(), width=width()))
