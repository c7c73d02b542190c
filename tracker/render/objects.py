"""The JSON shape of every record, as the command line and its scripts rely on it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from bib.identity import Identified
from bib.names import Name
from bib.problems import Problem
from bib.standing import StandingSignal, gravest
from bib.withholding import without_addresses
from bib.works import LinkPolicy, Sighting, Work
from evidence.attachments import Attachment
from evidence.chains import Limitation, Link, Node
from evidence.citations import Citation
from evidence.claims import Claim, Locator
from evidence.concepts import Concept, Scheme
from evidence.excerpts import Excerpt
from evidence.figures import Figure
from evidence.findings import Finding, Waiver
from evidence.matrix import Cell, Matrix
from evidence.responses import Response
from evidence.reviewing.ceilings import CEILINGS, as_far_as_read
from evidence.reviewing.outcomes import Outcome
from evidence.reviewing.pairs import ReviewPair, Tally
from evidence.reviewing.queue import Place
from evidence.texts import TextProblem
from evidence.verdicts import Verdict

Object = dict[str, Any]


def work_object(work: Work) -> Object:
    """One work; `standing` is the gravest word on it, `signals` keeps every source's own.

    A work whose address is withheld comes without any.
    """
    if work.link_policy is LinkPolicy.WITHHOLD:
        work = without_addresses(work)
    standing = gravest(work.standing)
    return {
        "key": work.key,
        "type": work.type,
        "entry_type": work.type,
        "title": work.title,
        "authors": [name_object(name) for name in work.authors],
        "editors": [name_object(name) for name in work.editors],
        "year": work.year,
        "issued": str(work.issued) if work.issued else None,
        "fields": dict(work.fields),
        "ids": dict(work.ids),
        "aliases": list(work.aliases),
        "link_policy": work.link_policy.value,
        "read_status": work.read_status.value,
        "identity": identity_object(work.identified) if work.identified else None,
        "standing": standing.value if standing else None,
        "signals": [signal_object(signal) for signal in work.standing],
        "cited_as": work.cited_as,
        "seen": [sighting_object(sighting) for sighting in work.seen],
        "repairs": list(work.repairs),
        "related": [{"relation": str(each.relation), "work": each.work} for each in work.related],
        "origins": dict(work.origins),
        "address_sha256": work.address_sha256,
        "gist": work.gist,
        "note": work.note,
    }


def identity_object(found: Identified) -> Object:
    """What came of the latest comparison of a work with the world's records."""
    return {
        "grade": found.grade.value,
        "by": found.by,
        "on": str(found.on) if found.on else None,
        "why": found.why,
    }


def name_object(name: Name) -> Object:
    """A person by parts that are there, or a body by its literal name."""
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given}
    optional = {"particle": name.particle, "suffix": name.suffix}
    return parts | {key: value for key, value in optional.items() if value}


def signal_object(signal: StandingSignal) -> Object:
    """One source's word on how a work stands."""
    return {
        "state": signal.state.value,
        "since": str(signal.since) if signal.since else None,
        "seen": signal.seen,
        "note": signal.note,
    }


def sighting_object(sighting: Sighting) -> Object:
    """Where a work was seen, and what of it."""
    on = str(sighting.on) if sighting.on else None
    return {"where": sighting.where, "what": sighting.what, "on": on}


def claim_object(claim: Claim, *, limitations: Iterable[str] = ()) -> Object:
    """One claim; `limitations` are those whose chains use it."""
    return {
        "id": claim.id,
        "work": claim.work,
        "statement": claim.statement,
        "kind": claim.kind,
        "locator": locator_object(claim.locator),
        "attribution": claim.attribution.value,
        "modality": claim.modality,
        "citations": [citation_object(citation) for citation in claim.citations],
        "figures": [figure_object(figure) for figure in claim.figures],
        "excerpts": [excerpt_object(excerpt) for excerpt in claim.excerpts],
        "population": claim.population,
        "concepts": list(claim.concepts),
        "limitations": list(limitations),
        "read_status": claim.read_status.value,
        "seen": claim.seen,
        "note": claim.note,
        "is_withdrawn": claim.is_withdrawn,
        "is_draft": claim.is_draft,
    }


def locator_object(locator: Locator) -> Object:
    """A place by its parts, and as one piece of text."""
    return {
        "section": locator.section,
        "paragraph": locator.paragraph,
        "sentence": locator.sentence,
        "clause": locator.clause,
        "page": locator.page,
        "text": str(locator),
    }


def citation_object(citation: Citation) -> Object:
    """One in-text reference to a work."""
    return {
        "work": citation.work,
        "number": citation.number,
        "group": citation.group,
        "through_range": citation.through_range,
        "is_ambiguous": citation.is_ambiguous,
    }


def figure_object(figure: Figure) -> Object:
    """One number with all that bounds it; `text` is the number as a person writes it."""
    return {
        "value": _number(figure.value),
        "high": _number(figure.high),
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "subject": figure.subject,
        "as_of": str(figure.as_of) if figure.as_of else None,
        "since": str(figure.since) if figure.since else None,
        "until": str(figure.until) if figure.until else None,
        "dispute": figure.dispute,
        "disputed_by": list(figure.disputed_by),
        "ratio_of": list(figure.ratio_of),
        "sum_of": list(figure.sum_of),
        "growth_of": list(figure.growth_of),
        "not_before": list(figure.not_before),
        "text": str(figure),
    }


def excerpt_object(excerpt: Excerpt) -> Object:
    """The words a claim rests on, or the fingerprint that finds them again.

    `claim` is null for an excerpt that waits to be tied to one.
    """
    fingerprint = excerpt.fingerprint
    return {
        "id": excerpt.id,
        "claim": excerpt.claim or None,
        "work": excerpt.work,
        "quote": excerpt.quote,
        "prefix": excerpt.prefix,
        "suffix": excerpt.suffix,
        "start": excerpt.start,
        "end": excerpt.end,
        "page": excerpt.page,
        "text_sha256": excerpt.text_sha256,
        "length": fingerprint.length if fingerprint else None,
        "sha256": fingerprint.sha256 if fingerprint else None,
        "comment": excerpt.comment,
        "colour": excerpt.colour,
        "by": excerpt.by,
        "made_at": excerpt.made_at.isoformat() if excerpt.made_at else None,
        "origin": excerpt.origin,
        "position": _json_value(excerpt.position),
    }


def attachment_object(attachment: Attachment) -> Object:
    """One file of a work, without what was taken from it."""
    return {
        "work": attachment.work,
        "sha256": attachment.sha256,
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size": attachment.size,
        "added_at": attachment.added_at.isoformat(),
        "scope": attachment.scope.value,
        "part_of": attachment.part_of or None,
    }


def text_problem_object(problem: TextProblem) -> Object:
    """One thing that could not be taken from a file, or only in part; `page` counts from 1."""
    return {
        "code": problem.code,
        "message": problem.message,
        "page": problem.page,
        "line": problem.line,
    }


def limitation_object(limitation: Limitation) -> Object:
    """A conclusion of the survey, without its chain."""
    return {
        "id": limitation.id,
        "title": limitation.title,
        "summary": limitation.summary,
        "legs": [{"id": leg.id, "title": leg.title, "note": leg.note} for leg in limitation.legs],
        "robustness": limitation.robustness,
        "unstated": list(limitation.unstated),
        "cautions": list(limitation.cautions),
    }


def node_object(node: Node) -> Object:
    """One step of a chain."""
    return {
        "id": node.id,
        "limitation": node.limitation,
        "leg": node.leg,
        "role": node.role.value,
        "text": node.text,
        "claims": list(node.claims),
        "basis": node.basis.value,
        "carried": list(node.carried),
        "note": node.note,
    }


def link_object(link: Link) -> Object:
    """A relation between two steps."""
    return {
        "from": link.source,
        "relation": link.relation.value,
        "to": link.target,
        "warrant": link.warrant,
        "stated_by": link.stated_by.value,
    }


def scheme_object(scheme: Scheme) -> Object:
    """A taxonomy, without its terms."""
    return {
        "id": scheme.id,
        "title": scheme.title,
        "version": scheme.version,
        "source": scheme.source,
        "note": scheme.note,
    }


def concept_object(concept: Concept) -> Object:
    """One term of a taxonomy."""
    return {
        "id": concept.id,
        "scheme": concept.scheme,
        "label": concept.label,
        "definition": concept.definition,
        "broader": concept.broader,
        "alternative_labels": list(concept.alternative_labels),
        "note": concept.note,
    }


def matrix_object(matrix: Matrix) -> Object:
    """Two schemes crossed; `rows` and `columns` are the concepts met in the cells, in order."""
    return {
        "id": matrix.id,
        "title": matrix.title,
        "schemes": {"rows": matrix.rows, "columns": matrix.columns},
        "rows": list(dict.fromkeys(cell.row for cell in matrix.cells)),
        "columns": list(dict.fromkeys(cell.column for cell in matrix.cells)),
        "states": [{"state": state, "meaning": meaning} for state, meaning in matrix.states],
        "cells": [cell_object(cell) for cell in matrix.cells],
        "note": matrix.note,
    }


def cell_object(cell: Cell) -> Object:
    """What the survey says of one method at one component; `basis` is null where it is silent."""
    return {
        "row": cell.row,
        "column": cell.column,
        "state": cell.state,
        "basis": cell.basis.value or None,
        "claims": list(cell.claims),
        "where": cell.where,
        "note": cell.note,
        "remark": cell.remark,
    }


def response_object(response: Response) -> Object:
    """One measure already taken."""
    return {
        "id": response.id,
        "name": response.name,
        "kind": response.kind,
        "actor": response.actor,
        "jurisdiction": response.jurisdiction,
        "works": list(response.works),
        "claims": list(response.claims),
        "stage": response.stage,
        "touches": response.touches,
        "duty_holder": response.duty_holder,
        "trigger": response.trigger,
        "burden": response.burden,
        "limits": list(response.limits),
        "limits_note": response.limits_note,
        "since": response.since,
        "note": response.note,
    }


def verdict_object(verdict: Verdict) -> Object:
    """One reader's finding on one pair of claim and cited work."""
    return {
        "claim": verdict.claim,
        "work": verdict.work,
        "state": verdict.state.value,
        "fault": verdict.fault.value if verdict.fault else None,
        "is_major": verdict.is_major,
        "access": verdict.access.value,
        "locator": verdict.locator,
        "reason": verdict.reason,
        "reader": verdict.reader,
        "read_at": verdict.read_at.isoformat(),
        "excerpt": verdict.excerpt or None,
        "shown": as_far_as_read(verdict.state, verdict.access),
        "ceiling": CEILINGS[verdict.access],
        "is_adjudication": verdict.is_adjudication,
        "agreed_by": list(verdict.agreed_by),
        "is_taken_back": verdict.is_taken_back,
        "binding": asdict(verdict.binding) if verdict.binding else None,
    }


def recorded_object(verdict: Verdict, outcome: Outcome, *, is_new: bool) -> Object:
    """A verdict as taken down, and what stands of its pair."""
    return {
        "verdict": verdict_object(verdict),
        "is_new": is_new,
        "consensus": outcome.consensus.value,
        "state": outcome.state.value if outcome.state else None,
        "readers": [each.reader for each in outcome.readings],
    }


def pair_object(pair: ReviewPair) -> Object:
    """A pair under review with its five states side by side."""
    return {
        "claim": pair.claim,
        "work": pair.work,
        "at": pair.at,
        "number": pair.number,
        "groups": list(pair.groups),
        "is_ambiguous": pair.is_ambiguous,
        "through_range": pair.through_range,
        "identity": pair.identity.value if pair.identity else None,
        "standing": pair.standing.value if pair.standing else None,
        "anchor": pair.anchor.value,
        "scope": pair.scope.value,
        "verdict": pair.state.value if pair.state else None,
        "freshness": pair.freshness.value if pair.freshness else None,
        "consensus": pair.consensus.value,
        "readers": list(pair.readers),
        "stale_readers": list(pair.stale_readers),
        "has_disputed_figure": pair.has_disputed_figure,
        "alarms": list(pair.alarms),
    }


def place_object(place: Place) -> Object:
    """A pair in the queue, with what hangs on it and why it stands there."""
    return pair_object(place.pair) | {
        "stake": place.stake.weight.name.lower().replace("_", "-"),
        "conclusions": list(place.stake.conclusions),
        "steps": list(place.stake.steps),
        "limitations": list(place.stake.chains),
        "why": list(place.why),
    }


def tally_object(tally: Tally) -> Object:
    """How many pairs have which answer to one question, and how many have none, by cause."""
    return {
        "checked": dict(tally.checked),
        "could_not_check": dict(tally.could_not),
        "not_asked": tally.not_asked,
        "not_applicable": tally.not_applicable,
    }


def finding_object(finding: Finding) -> Object:
    """One thing a check found."""
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "subject": finding.subject,
        "message": finding.message,
        "where": finding.where,
        "changes": [{"field": each.field, "value": each.value} for each in finding.changes],
    }


def waiver_object(waiver: Waiver) -> Object:
    """A finding set aside."""
    return {
        "check": waiver.check,
        "subject": waiver.subject,
        "why": waiver.why,
        "by": waiver.by,
        "until": waiver.until.isoformat() if waiver.until else None,
    }


def problem_object(problem: Problem) -> Object:
    """One thing wrong with one piece of an input."""
    return {
        "file": problem.file,
        "line": problem.line,
        "code": problem.code,
        "message": problem.message,
        "raw": problem.raw,
        "is_refusal": problem.is_refusal,
    }


def _json_value(text: str) -> Any:
    """What JSON text holds; the text itself where it is none."""
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return text


def _number(value: Decimal | None) -> int | float | None:
    # JSON has no NaN and no infinity, and a hostile exponent would fill the memory as an integer.
    if value is None or not value.is_finite() or abs(value.adjusted()) > 300:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
