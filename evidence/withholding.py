"""A corpus as it may be shown: nothing said of a work whose address is withheld leads to it."""

from __future__ import annotations

from dataclasses import replace

from bib.withholding import WITHHELD, without_addresses, without_addresses_in
from bib.works import LinkPolicy, Work
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.excerpts import Excerpt
from evidence.verdicts import Verdict


def withheld_works(corpus: Corpus) -> frozenset[str]:
    """The citekeys of the works whose address is withheld."""
    return frozenset(work.key for work in corpus.works if work.link_policy is LinkPolicy.WITHHOLD)


def as_shown(corpus: Corpus) -> Corpus:
    """The corpus without the addresses of such works, their claims, and verdicts on them."""
    withheld = withheld_works(corpus)
    if not withheld:
        return corpus
    return replace(
        corpus,
        bibliography=tuple(
            work_as_shown(item) if isinstance(item, Work) else item for item in corpus.bibliography
        ),
        claims=tuple(
            claim_without_addresses(claim) if claim.work in withheld else claim
            for claim in corpus.claims
        ),
        verdicts=tuple(
            _verdict(verdict) if verdict.work in withheld else verdict
            for verdict in corpus.verdicts
        ),
    )


def fields_left_out(work: Work) -> tuple[str, ...]:
    """The fields of a work that are shown without an address that stands in them, or not at all."""
    shown = work_as_shown(work)
    return tuple(name for name in work.fields if shown.fields.get(name) != work.fields[name])


def work_as_shown(work: Work) -> Work:
    """The work, without addresses if its own is withheld."""
    return without_addresses(work) if work.link_policy is LinkPolicy.WITHHOLD else work


def claim_without_addresses(claim: Claim) -> Claim:
    """The claim with a mark in place of each address."""
    return replace(
        claim,
        # A claim states something, even where the whole of it was an address.
        statement=without_addresses_in(claim.statement) or WITHHELD,
        seen=without_addresses_in(claim.seen),
        note=without_addresses_in(claim.note),
        excerpts=tuple(_excerpt(each) for each in claim.excerpts),
    )


def _excerpt(excerpt: Excerpt) -> Excerpt:
    return replace(
        excerpt,
        quote=without_addresses_in(excerpt.quote),
        prefix=without_addresses_in(excerpt.prefix),
        suffix=without_addresses_in(excerpt.suffix),
    )


def _verdict(verdict: Verdict) -> Verdict:
    return replace(
        verdict,
        reason=without_addresses_in(verdict.reason),
        locator=without_addresses_in(verdict.locator),
    )
