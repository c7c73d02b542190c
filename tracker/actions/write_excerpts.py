"""Add an excerpt to a claim, tie one that waits, or remove one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from bib.works import Citekey
from evidence.anchoring.locate import anchor
from evidence.anchoring.located import Step
from evidence.claims import Claim
from evidence.excerpts import Excerpt, ExcerptId
from evidence.reading.paper import Span
from tracker.actions.named_records import claim_named, work_named
from tracker.actions.near_names import near_names
from tracker.actions.readable_texts import (
    Finding,
    ReadableText,
    ReadableTexts,
    unsureness,
)
from tracker.errors import (
    AmbiguousQuoteError,
    ChangedMeanwhileError,
    NotAnchoredError,
    NoTextError,
    UnknownRecordError,
)
from tracker.library import Deed, Library

# Enough around a place to tell it from another.
_AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words given by a person; what they know of the place helps to choose among several."""

    words: str
    page: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An excerpt as it would be stored, the claim as it is, and how the words were found.

    `finding` is `None` for words that are kept without a place.
    """

    excerpt: Excerpt
    claim: Claim
    finding: Finding | None = None

    @property
    def is_only_alike(self) -> bool:
        """Whether the words of the text are others than those given, and would be stored."""
        return self.finding is not None and self.finding.located.step is Step.APPROXIMATE


def propose_excerpt(
    library: Library, claim: str, quote: Quote, *, work: str | None = None, unanchored: bool = False
) -> Proposal:
    """Find the words in the texts of the work, which is the claim's own if none is named.

    Raises `UnknownRecordError`, `UnknownWorkError`, `NoTextError`, `NotAnchoredError` with the
    nearest place, `AmbiguousQuoteError`.
    """
    with library.reading() as records:
        of_claim = claim_named(records, claim)
        key = work_named(records, work or of_claim.work).key
        texts = () if unanchored else ReadableTexts(records).of(key)
    blank = Excerpt(
        id=free_id(of_claim),
        claim=of_claim.id,
        work=key,
        quote=" ".join(quote.words.split()),
        prefix=quote.prefix,
        suffix=quote.suffix,
        page=quote.page,
    )
    if unanchored:
        return Proposal(excerpt=blank, claim=of_claim)
    finding = _find(key, quote, texts)
    excerpt = _anchored(blank, finding)
    return Proposal(excerpt=excerpt, claim=of_claim, finding=finding)


def excerpt_at(claim: Claim, source: ReadableText, spans: Sequence[Span]) -> Excerpt:
    """An excerpt of a claim, of the words at one place of a text, given in its stretches."""
    at = source.selectors(spans)
    is_exact = source.haystack.content[at.start : at.end] == at.quote
    return Excerpt(
        id=free_id(claim),
        claim=claim.id,
        work=source.file.work,
        quote=at.quote,
        prefix=at.prefix,
        suffix=at.suffix,
        start=at.start,
        end=at.end,
        page=at.page,
        text_sha256=at.text_sha256,
        found_by=str(Step.EXACT if is_exact else Step.NORMALISED),
    )


def add_excerpt(library: Library, proposal: Proposal, *, now: datetime, why: str = "") -> Excerpt:
    """Store a proposed excerpt with its claim; one that stands there already is not added twice.

    Raises `ChangedMeanwhileError`.
    """
    with library.deed("add excerpt", now=now, why=why) as deed:
        return store_excerpt(deed, proposal)


def store_excerpt(deed: Deed, proposal: Proposal) -> Excerpt:
    """The same as a part of another deed."""
    claim = deed.records.claim(proposal.claim.id)
    if claim is None or claim != proposal.claim:
        raise ChangedMeanwhileError("claim", proposal.claim.id)
    for present in claim.excerpts:
        if _place(present) == _place(proposal.excerpt):
            return present
    deed.records.put_claims([replace(claim, excerpts=(*claim.excerpts, proposal.excerpt))])
    deed.changed(proposal.excerpt.id)
    return proposal.excerpt


def tie_excerpt(
    library: Library,
    id: str,  # noqa: A002
    claim: str,
    *,
    now: datetime,
    why: str = "",
) -> Excerpt:
    """Give an excerpt that waits to a claim; it keeps its id. Raises `UnknownRecordError`."""
    with library.deed("tie excerpt", now=now, why=why) as deed:
        records = deed.records
        waiting = {str(each.id): each for each in records.waiting_excerpts()}
        if id not in waiting:
            raise UnknownRecordError("waiting excerpt", id, near_names(id, waiting))
        to = claim_named(records, claim)
        tied = replace(waiting[id], claim=to.id)
        records.remove_waiting_excerpt(id)
        records.put_claims([replace(to, excerpts=(*to.excerpts, tied))])
        deed.changed(tied.id)
    return tied


def remove_excerpt(
    library: Library,
    id: str,  # noqa: A002
    *,
    now: datetime,
    why: str = "",
) -> Excerpt:
    """Remove an excerpt from its claim, or one that waits for a claim.

    Raises `UnknownRecordError`.
    """
    with library.deed("remove excerpt", now=now, why=why) as deed:
        records = deed.records
        by_id = {str(each.id): each for each in records.waiting_excerpts()}
        by_id |= {str(each.id): each for claim in records.claims() for each in claim.excerpts}
        if id not in by_id:
            raise UnknownRecordError("excerpt", id, near_names(id, by_id))
        excerpt = by_id[id]
        if excerpt.is_waiting:
            records.remove_waiting_excerpt(id)
        else:
            claim = claim_named(records, excerpt.claim)
            kept = tuple(each for each in claim.excerpts if each.id != id)
            records.put_claims([replace(claim, excerpts=kept)])
        deed.changed(excerpt.id)
    return excerpt


def free_id(claim: Claim) -> ExcerptId:
    """The first id that none of the claim's excerpts has."""
    taken = {str(each.id) for each in claim.excerpts}
    names = (f"{claim.id}-x{number}" for number in count(len(claim.excerpts) + 1))
    return ExcerptId(next(name for name in names if name not in taken))


def _find(work: Citekey, quote: Quote, texts: Sequence[ReadableText]) -> Finding:
    if not texts:
        raise NoTextError(work)
    findings = []
    for source in texts:
        located, _ = anchor(
            quote.words,
            source.haystack,
            prefix=quote.prefix,
            suffix=quote.suffix,
            page=quote.page,
        )
        findings.append(Finding(source, located))
    best = min(findings, key=unsureness)
    located = best.located
    if located.step is Step.ORPHANED:
        near = located.nearest
        words, page = ("", "") if near is None else _shown(best.source, near)
        raise NotAnchoredError(quote.words, work, nearest=words, page=page)
    if located.is_ambiguous:
        chosen = Span(start=located.start or 0, end=located.end or 0)
        places = [_around(best.source, each) for each in (chosen, *located.rivals)]
        raise AmbiguousQuoteError(quote.words, work, tuple(places))
    return best


def _shown(source: ReadableText, span: Span) -> tuple[str, str]:
    return source.words_at(span), source.page_at(span.start)


def _around(source: ReadableText, span: Span) -> str:
    content = source.shown.content
    around = content[max(0, span.start - _AROUND) : span.end + _AROUND]
    page = source.page_at(span.start)
    return f"{f'page {page}: ' if page else ''}… {' '.join(around.split())} …"


def _anchored(blank: Excerpt, finding: Finding) -> Excerpt:
    located = finding.located
    at = finding.source.selectors(located.spans)
    # An editor's ellipses and brackets are the quotation's own; else the text has the last word.
    is_edited = located.step is Step.EDITORIAL
    is_alike = located.step is Step.APPROXIMATE
    return replace(
        blank,
        quote=blank.quote if is_edited else at.quote,
        prefix=at.prefix,
        suffix=at.suffix,
        start=at.start,
        end=at.end,
        page=at.page or blank.page,
        text_sha256=at.text_sha256,
        found_by=str(Step.EXACT if is_alike else located.step),
    )


def _place(excerpt: Excerpt) -> tuple[object, ...]:
    if excerpt.start is None:
        return excerpt.work, excerpt.quote
    return excerpt.work, excerpt.text_sha256, excerpt.start, excerpt.end
