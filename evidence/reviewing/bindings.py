"""Bindings: the words a verdict is about, their digests, and whether they are still the same.

A verdict is about what a claim asserts (statement, hedge, population, figures), how it cites the
work (number, group, range, clause), the words of the excerpt it names and the text that was read.
Whatever else is changed (a note, a concept, the key of a work) leaves it valid.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evidence.citations import Citation
from evidence.claims import Claim
from evidence.excerpts import Excerpt
from evidence.figures import Figure
from evidence.verdicts import Binding, Verdict


class Freshness(StrEnum):
    """Whether a verdict is still about the same bytes; unbound where it does not say which."""

    FRESH = "fresh"
    STALE = "stale"
    UNBOUND = "unbound"


class BoundPart(StrEnum):
    """What a verdict is bound to."""

    CLAIM = "claim"
    CITATION = "citation"
    EXCERPT = "excerpt"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words that were changed under a verdict, kept by their digest to show the difference."""

    sha256: str
    words: str


def wordings_of(claim: Claim) -> tuple[Wording, ...]:
    """Everything about a claim that a verdict on it can be bound to."""
    works = dict.fromkeys(citation.work for citation in claim.citations)
    every = [
        wording(claim),
        *(citation_wording(citations_of(claim, work)) for work in works),
        *(excerpt_wording(excerpt) for excerpt in claim.excerpts),
    ]
    return tuple(Wording(sha256=digest(words), words=words) for words in every if words)


def changed_wordings(
    wordings: Iterable[Wording], claims: Iterable[Claim], verdicts: Iterable[Verdict]
) -> Iterator[Wording]:
    """The wordings that verdicts are bound to and that no claim has any more."""
    bound = {
        part
        for verdict in verdicts
        if (binding := verdict.binding)
        for part in (binding.claim, binding.citation, binding.excerpt)
    }
    present = {each.sha256 for claim in claims for each in wordings_of(claim)}
    return (each for each in wordings if each.sha256 in bound - present)


def wording(claim: Claim) -> str:
    """What a claim asserts, a line for each thing; what its digest is taken of."""
    lines = [claim.statement]
    lines += [f"hedge: {claim.modality}"] if claim.modality else []
    lines += [f"population: {claim.population}"] if claim.population else []
    return "\n".join([*lines, *map(_figure_words, claim.figures)])


def citation_wording(citations: Iterable[Citation]) -> str:
    """How a claim cites one work, a line for each time."""
    return "\n".join(map(_citation_words, citations))


def excerpt_wording(excerpt: Excerpt) -> str:
    """The words of an excerpt, or the fingerprint that stands for them."""
    if excerpt.quote or not excerpt.fingerprint:
        return excerpt.quote
    return f"{excerpt.fingerprint.length} letters, {excerpt.fingerprint.sha256}"


def digest(words: str) -> str:
    """The hex SHA-256 digest of words in UTF-8; nothing for no words."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() if words else ""


def binding_of(claim: Claim, work: str, *, excerpt: str = "", text: str = "") -> Binding:
    """What a verdict given now on a claim and a work it cites is bound to.

    `excerpt` is the id of an excerpt of the claim, `text` the digest of the text that was read.
    """
    return Binding(
        claim=digest(wording(claim)),
        citation=digest(citation_wording(citations_of(claim, work))),
        excerpt=digest(next(_words_of(claim, excerpt), "")),
        text=text,
    )


def citations_of(claim: Claim, work: str) -> tuple[Citation, ...]:
    """The citations by which a claim cites one work."""
    return tuple(citation for citation in claim.citations if citation.work == work)


def changed_parts(
    verdict: Verdict, claim: Claim | None, *, texts: Collection[str] = ()
) -> tuple[BoundPart, ...]:
    """The parts that are no longer what the verdict was given on; none for an unbound verdict.

    `texts` are the digests of the texts now held of the cited work. What the verdict does not name
    is not asked for: an excerpt or a text that came later makes nothing stale.
    """
    then = verdict.binding
    if then is None:
        return ()
    if claim is None:
        return (BoundPart.CLAIM,)
    now = binding_of(claim, verdict.work, excerpt=verdict.excerpt)
    differs = {
        BoundPart.CLAIM: then.claim != now.claim,
        BoundPart.CITATION: then.citation != now.citation,
        BoundPart.EXCERPT: bool(then.excerpt) and then.excerpt != now.excerpt,
        BoundPart.TEXT: bool(then.text) and then.text not in texts,
    }
    return tuple(part for part, is_different in differs.items() if is_different)


def freshness(verdict: Verdict, claim: Claim | None, *, texts: Collection[str] = ()) -> Freshness:
    """Whether a verdict is still about the same bytes."""
    if verdict.binding is None:
        return Freshness.UNBOUND
    return Freshness.STALE if changed_parts(verdict, claim, texts=texts) else Freshness.FRESH


def _words_of(claim: Claim, excerpt: str) -> Iterator[str]:
    return (excerpt_wording(each) for each in claim.excerpts if excerpt and each.id == excerpt)


def _figure_words(figure: Figure) -> str:
    dates = (("as of", figure.as_of), ("since", figure.since), ("until", figure.until))
    told = [f"{name} {day}" for name, day in dates if day]
    return ", ".join([f"figure: {figure}", *filter(None, [figure.subject]), *told])


def _citation_words(citation: Citation) -> str:
    number = "no number" if citation.number is None else f"number {citation.number}"
    group = "no group" if citation.group is None else f"group {citation.group}"
    marks = ["through a range"] if citation.through_range else []
    marks += ["for the whole sentence"] if citation.is_ambiguous else []
    return ", ".join([number, group, *marks])
