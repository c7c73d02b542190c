"""`evtrack show`: show one record by its id."""

from __future__ import annotations

import click

from bib.identifiers import address_fingerprint
from bib.works import Work
from evidence.chains import Limitation, Node
from evidence.claims import Claim
from evidence.concepts import Concept, Scheme
from evidence.excerpts import Excerpt
from evidence.reviewing.views import PairView
from evidence.verdicts import Verdict
from tracker.actions.find_record import Found, find_record
from tracker.actions.view_pair import SIGN, find_pair
from tracker.commands.look import look_here
from tracker.commands.options import emit_json, json_option, pass_library, width
from tracker.library import Library
from tracker.render import objects, records_text
from tracker.render.alarms_text import alarm_lines, alarm_object
from tracker.render.pair_json import given_object, view_object
from tracker.render.pair_text import block_lines, blocks
from tracker.render.terminal import finished


@click.command(epilog="Example: evtrack show L1.P3")
@click.argument("id")
@click.option(
    "--address",
    metavar="ADDRESS",
    help="Say whether this address is the withheld one; exit 1 if it is not.",
)
@json_option
@pass_library
def command(library: Library, id: str, address: str | None, *, as_json: bool) -> int:  # noqa: A002
    """Show one record by its id.

    ID is the id of a work, claim, limitation, node, concept, response or excerpt, or of a pair of
    claim and cited work, as “4.1-1-11 × kugler2021deepfake”. A claim of the surveyed work is also
    found by its place alone, as 4.1-1-5a.
    """
    if SIGN in id and address is None:
        _show_pair(find_pair(library, id).view, as_json=as_json)
        return 0
    found = find_record(library, id)
    if address is not None:
        return _confirm(found, address, as_json=as_json)
    if as_json:
        emit_json({"type": found.type, **_object(found)})
    else:
        click.echo(_text(found))
    return 0


def _show_pair(view: PairView, *, as_json: bool) -> None:
    if as_json:
        emit_json({"type": "pair", **view_object(view)})
        return
    look = look_here()
    lines = [look.style(view.place.pair.id, "title"), "", *block_lines(blocks(view), look=look)]
    click.echo(finished("\n".join(lines), look))


def _confirm(found: Found, address: str, *, as_json: bool) -> int:
    if not isinstance(found.record, Work) or not found.record.address_sha256:
        raise click.UsageError("Only a work whose withheld address was recorded can confirm one.")
    matches = address_fingerprint(address) == found.record.address_sha256
    if as_json:
        emit_json({"type": "work", "key": found.record.key, "is_address": matches})
    else:
        click.echo("This is the address." if matches else "This is not the address.")
    return 0 if matches else 1


def _object(found: Found) -> objects.Object:
    record = found.record
    around = {
        "nodes": [node.id for node in found.nodes],
        "links": [objects.link_object(link) for link in found.links],
    }
    if isinstance(record, Work):
        entry = objects.work_object(record)
        uses = found.annotation.uses if found.annotation else ()
        reports = found.annotation.reports if found.annotation else ()
        # A work's own "type" is its BibTeX type; `show` says which kind of record it is.
        return entry | {
            "type": "work",
            "claims": [claim.id for claim in reports],
            "cited_by": [use.claim.id for use in uses],
            "concepts": [concept.id for concept in found.filed],
            "attachments": [objects.attachment_object(each) for each in found.files],
        }
    if isinstance(record, Claim):
        limitations = list(dict.fromkeys(node.limitation for node in found.nodes))
        verdicts = [_given(verdict, found) for verdict in found.verdicts]
        pairs = [objects.pair_object(each.pair) for each in found.reviewed]
        excerpts = [_excerpt_object(each, found) for each in record.excerpts]
        shape = objects.claim_object(record, limitations=limitations) | around
        alarms = [{"work": work} | alarm_object(alarm) for work, alarm in found.alarms]
        told = {"verdicts": verdicts, "pairs": pairs, "excerpts": excerpts, "alarms": alarms}
        return shape | told
    if isinstance(record, Limitation):
        nodes = [objects.node_object(node) for node in found.nodes]
        return objects.limitation_object(record) | {"nodes": nodes}
    if isinstance(record, Node):
        return objects.node_object(record) | {"links": around["links"]}
    if isinstance(record, Concept):
        claims = [claim.id for claim in found.claims]
        return objects.concept_object(record) | {"claims": claims, "works": list(found.works)}
    if isinstance(record, Scheme):
        return objects.scheme_object(record)
    if isinstance(record, Excerpt):
        return _excerpt_object(record, found)
    return objects.response_object(record)


def _given(verdict: Verdict, found: Found) -> objects.Object:
    """The verdict with what was changed under it, where its pair is under review."""
    for reviewed in found.reviewed:
        for given in reviewed.given:
            if given.verdict == verdict:
                return given_object(given)
    return objects.verdict_object(verdict)


def _excerpt_object(excerpt: Excerpt, found: Found) -> objects.Object:
    """The excerpt; one without words of its own with those of the text, if they were found."""
    shape = objects.excerpt_object(excerpt)
    live = found.words.get(excerpt.id)
    if live is None:
        return shape
    return shape | {
        "words": live.words,
        "found": {
            "step": str(live.step),
            "start": live.start,
            "end": live.end,
            "page": live.page or None,
            "attachment": live.file,
        },
    }


def _words(found: Found) -> dict[str, str]:
    """What the texts have for excerpts without words, as it is shown."""
    return {
        id_: f"“{live.words}”" + (f" (page {live.page})" if live.page else "")
        for id_, live in found.words.items()
    }


def _text(found: Found) -> str:
    record, columns = found.record, width()
    if found.annotation:
        return records_text.work_text(
            found.annotation, filed=found.filed, files=found.files, width=columns
        )
    if isinstance(record, Claim):
        return records_text.claim_text(
            record,
            nodes=found.nodes,
            links=found.links,
            verdicts=found.verdicts,
            words=_words(found),
            alarms=alarm_lines(found.alarms),
            reviewed=found.reviewed,
            width=columns,
        )
    if isinstance(record, Limitation):
        return records_text.limitation_text(record, nodes=found.nodes, width=columns)
    if isinstance(record, Node):
        return records_text.node_text(record, claims=found.claims, links=found.links, width=columns)
    if isinstance(record, Concept):
        return records_text.concept_text(
            record, claims=found.claims, works=found.works, width=columns
        )
    if isinstance(record, Scheme):
        return records_text.scheme_text(record, width=columns)
    if isinstance(record, Excerpt):
        return records_text.excerpt_text(record, words=_words(found), width=columns)
    assert not isinstance(record, Work)  # noqa: S101
    return records_text.response_text(record, width=columns)
