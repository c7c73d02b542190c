"""One record as text for the terminal, with what surrounds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from bib.works import LinkPolicy, Work
from evidence.annotations import Annotation
from evidence.attachments import Attachment
from evidence.chains import Limitation, Link, Node
from evidence.citations import Citation
from evidence.claims import Claim
from evidence.concepts import Concept, Scheme
from evidence.excerpts import Excerpt
from evidence.responses import Response
from evidence.reviewing.views import Reviewed
from evidence.verdicts import Verdict
from tracker.render.annotation_text import (
    bears,
    identity_text,
    reading_text,
    reports,
    standing_text,
    used_for,
)
from tracker.render.figures_text import figure_text
from tracker.render.lists import columns
from tracker.render.pair_text import given_told, states_line
from tracker.render.references import reference

Rows = Iterator[tuple[str, str]]


def work_text(
    annotation: Annotation,
    *,
    filed: Iterable[Concept] = (),
    files: Iterable[Attachment] = (),
    width: int,
) -> str:
    """A work with its annotation, the collections it is `filed` in, and its attached files."""
    places = (("filed in", f"{each.id} {each.label}") for each in filed)
    names = (("files", f"{each.name} {each.sha256[:12]}") for each in files)
    rows = [*_work_rows(annotation), *_once(places), *_once(names)]
    return columns(rows, width=width)


def claim_text(
    claim: Claim,
    *,
    nodes: Iterable[Node],
    links: Iterable[Link],
    verdicts: Iterable[Verdict],
    words: Mapping[str, str] = MappingProxyType({}),
    alarms: Iterable[str] = (),
    reviewed: Iterable[Reviewed] = (),
    width: int,
) -> str:
    """A claim with its citations, what readers found of them, and its part in the chains.

    `words` are those that a text has for excerpts which hold none, by the excerpt's id. `reviewed`
    are its pairs under review, with the whole history of each.
    """
    pairs = {str(each.pair.work): each for each in reviewed}
    rows = [*_claim_rows(claim, list(verdicts), words, pairs), *_link_rows(links)]
    rows += [("alarm", line) for line in alarms]
    rows += [("carries", f"{node.id} {node.text}") for node in nodes]
    return columns(_once(rows), width=width)


def node_text(node: Node, *, claims: Iterable[Claim], links: Iterable[Link], width: int) -> str:
    """A step of a chain with its claims and links."""
    leg = f", leg {node.leg}" if node.leg else ""
    rows = [("node", node.id), ("role", f"{node.role}{leg}, {node.basis}"), ("text", node.text)]
    rows += [("claims", f"{claim.id} {claim.statement}") for claim in claims]
    rows += [("carried by", key) for key in node.carried]
    rows += _link_rows(links)
    rows += [("note", node.note)] if node.note else []
    return columns(_once(rows), width=width)


def limitation_text(limitation: Limitation, *, nodes: Iterable[Node], width: int) -> str:
    """A limitation with its legs, steps and weak points."""
    rows = [("limitation", limitation.id), ("title", limitation.title)]
    rows += [("summary", limitation.summary)] if limitation.summary else []
    rows += [("legs", f"{leg.id} {leg.title}") for leg in limitation.legs]
    rows += [("nodes", f"{node.id} ({node.role}) {node.text}") for node in nodes]
    rows += [("robustness", limitation.robustness)] if limitation.robustness else []
    rows += [("unstated", text) for text in limitation.unstated]
    rows += [("cautions", text) for text in limitation.cautions]
    return columns(_once(rows), width=width)


def concept_text(
    concept: Concept, *, claims: Iterable[Claim], works: Iterable[str] = (), width: int
) -> str:
    """A concept with the claims about it, and the works that are filed under it."""
    rows = [("concept", concept.id), ("label", concept.label)]
    rows += [("definition", concept.definition)] if concept.definition else []
    rows += [("also", label) for label in concept.alternative_labels]
    rows += [("broader", concept.broader)] if concept.broader else []
    rows += [("note", concept.note)] if concept.note else []
    rows += [("claims", f"{claim.id} {claim.statement}") for claim in claims]
    rows += [("works", key) for key in works]
    return columns(_once(rows), width=width)


def scheme_text(scheme: Scheme, *, width: int) -> str:
    """A scheme with its version and source."""
    named = [
        ("scheme", scheme.id),
        ("title", scheme.title),
        ("version", scheme.version),
        ("source", scheme.source),
        ("note", scheme.note),
    ]
    return columns([row for row in named if row[1]], width=width)


def excerpt_text(
    excerpt: Excerpt, *, words: Mapping[str, str] = MappingProxyType({}), width: int
) -> str:
    """An excerpt: its words or those of the text, or the fingerprint that finds them."""
    claim = excerpt.claim or "none yet; `evtrack excerpt tie` gives it to one"
    rows = [("excerpt", excerpt.id), ("claim", claim), ("work", excerpt.work)]
    if excerpt.quote:
        rows.append(("quote", f"“{excerpt.quote}”"))
    elif excerpt.id in words:
        rows.append(("words", words[excerpt.id]))
    if excerpt.fingerprint:
        mark = excerpt.fingerprint
        rows.append(("fingerprint", f"{mark.length} letters, SHA-256 {mark.sha256}"))
    made = f"{excerpt.made_at:%Y-%m-%d}" if excerpt.made_at else ""
    rows += [
        ("page", excerpt.page),
        ("comment", excerpt.comment),
        ("marked", ", ".join(part for part in (excerpt.by, made, excerpt.colour) if part)),
        ("origin", excerpt.origin),
        ("found", excerpt.found_by),
    ]
    return columns([row for row in rows if row[1]], width=width)


def response_text(response: Response, *, width: int) -> str:
    """A response already taken, with its limits and what became of it."""
    rows = [
        ("response", response.id),
        ("name", response.name),
        ("kind", response.kind),
        ("actor", response.actor),
        ("jurisdiction", response.jurisdiction),
        ("works", ", ".join(response.works)),
        ("claims", ", ".join(response.claims)),
        ("stage", response.stage),
        ("touches", response.touches),
        ("duty holder", response.duty_holder),
        ("trigger", response.trigger),
        ("burden", response.burden),
        ("limits", ", ".join(response.limits)),
        ("", response.limits_note),
        ("since", response.since),
        ("note", response.note),
    ]
    return columns([row for row in rows if row[1]], width=width)


def _work_rows(annotation: Annotation) -> Rows:
    work = annotation.work
    number = f"  [{work.cited_as}]" if work.cited_as else ""
    yield "work", f"{work.key}{number}"
    yield "reference", reference(work)
    yield "read", reading_text(work)
    yield from _address_rows(work)
    if work.identified:
        yield "identity", identity_text(work.identified)
    for signal in work.standing:
        yield "standing", standing_text(signal)
    parts = {
        "reports": reports(annotation),
        "used for": used_for(annotation),
        "bears": bears(annotation),
        "seen": [" — ".join(filter(None, (s.where, s.what))) for s in work.seen],
        "repairs": list(work.repairs),
        "aliases": list(work.aliases),
        "note": [work.note] if work.note else [],
    }
    for title, sentences in parts.items():
        for index, sentence in enumerate(sentences):
            yield title if index == 0 else "", sentence


def _address_rows(work: Work) -> Rows:
    if work.link_policy is LinkPolicy.WITHHOLD:
        yield "address", "withheld; confirm one in hand with --address"
    elif work.link_policy is LinkPolicy.WARN:
        yield "address", "may upset or be unsafe at work: look before you open it"


def _claim_rows(
    claim: Claim,
    verdicts: list[Verdict],
    words: Mapping[str, str],
    reviewed: Mapping[str, Reviewed],
) -> Rows:
    states = (("withdrawn", claim.is_withdrawn), ("draft", claim.is_draft))
    yield "claim", claim.id + "".join(f" ({state})" for state, is_so in states if is_so)
    yield "statement", claim.statement
    page = f", page {claim.locator.page}" if claim.locator.page else ""
    yield "place", f"{claim.work} {claim.locator}{page}".strip()
    about = [claim.kind, claim.attribution, claim.population, *claim.concepts]
    yield "about", ", ".join(part for part in about if part)
    if claim.modality:
        yield "modality", claim.modality
    for figure in claim.figures:
        yield "figures", figure_text(figure)
    for citation in claim.citations:
        yield "cites", _cited(citation)
        if found := reviewed.get(citation.work):
            yield from _reviewed_rows(found)
            continue
        for verdict in verdicts:
            if verdict.work == citation.work:
                yield "", f"  {_found(verdict)}"
    yield "read", claim.read_status
    for title, text in (("seen", claim.seen), ("note", claim.note)):
        if text:
            yield title, text
    for excerpt in claim.excerpts:
        said = f"“{excerpt.quote}”" if excerpt.quote else words.get(excerpt.id, "")
        source = "" if excerpt.work == claim.work else f" {excerpt.work}"
        page = f" p. {excerpt.page}" if excerpt.page and source else ""
        yield "excerpts", f"{excerpt.id}{source}{page} {said}".rstrip()


def _reviewed_rows(found: Reviewed) -> Rows:
    yield "", f"  {states_line(found.pair)}"
    for given in found.given:
        for told in given_told(given):
            yield "", f"  {told.lead}{told.words}"


def _found(verdict: Verdict) -> str:
    fault = f", {verdict.fault}" if verdict.fault else ""
    who = f"{verdict.reader}, {verdict.read_at:%Y-%m-%d}"
    return f"{verdict.state}{fault} ({who}): {verdict.reason or 'no reason recorded'}"


def _cited(citation: Citation) -> str:
    number = f"[{citation.number}] " if citation.number else ""
    marks = [
        f"group {citation.group}" if citation.group else "",
        "through a range" if citation.through_range else "",
        "ambiguous" if citation.is_ambiguous else "",
    ]
    told = ", ".join(mark for mark in marks if mark)
    return f"{number}{citation.work}" + (f" ({told})" if told else "")


def _link_rows(links: Iterable[Link]) -> list[tuple[str, str]]:
    return [
        (
            "links",
            f"{link.source} {link.relation} {link.target}"
            + (f": {link.warrant}" if link.warrant else "")
            + (" (curator)" if link.stated_by == "curator" else ""),
        )
        for link in links
    ]


def _once(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The rows with a title that repeats shown only the first time."""
    told: set[str] = set()
    shown = []
    for title, text in rows:
        shown.append(("" if title in told else title, text))
        told.add(title)
    return shown
