"""A corpus as it may be shown: nothing said of a work whose address is withheld leads to it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bib.withholding import (
    WITHHELD,
    mentions_address,
    with_addresses_covered,
    without_addresses,
    without_addresses_in,
)
from bib.works import LinkPolicy, Work
from evidence.claims import Claim
from evidence.excerpts import Excerpt
from evidence.figures import Figure
from evidence.texts import MarkKind, Text

if TYPE_CHECKING:
    # A quick search shows claims, and would load every kind of record for these two.
    from evidence.corpus import Corpus
    from evidence.verdicts import Verdict

_LEADS_THERE = re.compile(r"://|\bwww\.|\b10\.\d{4,9}/|\b[\w-]+\.[a-z]{2,}/\S", re.IGNORECASE)


def as_shown(corpus: Corpus) -> Corpus:
    """The corpus without the addresses of such works, their claims, and verdicts on them."""
    withheld = withheld_among(corpus.works)
    if not withheld:
        return corpus
    return replace(
        corpus,
        bibliography=tuple(
            work_as_shown(item) if isinstance(item, Work) else item for item in corpus.bibliography
        ),
        claims=tuple(claims_as_shown(corpus.claims, withheld)),
        verdicts=tuple(verdicts_as_shown(corpus.verdicts, withheld)),
        waiting_excerpts=tuple(excerpts_as_shown(corpus.waiting_excerpts, withheld)),
    )


def withheld_among(works: Iterable[Work]) -> frozenset[str]:
    """The citekeys of the works whose address is withheld."""
    return frozenset(work.key for work in works if work.link_policy is LinkPolicy.WITHHOLD)


def claims_as_shown(claims: Iterable[Claim], withheld: Container[str]) -> Iterator[Claim]:
    """The claims, without addresses in those of works whose address is withheld."""
    return (_claim(claim) if claim.work in withheld else claim for claim in claims)


def excerpts_as_shown(excerpts: Iterable[Excerpt], withheld: Container[str]) -> Iterator[Excerpt]:
    """The excerpts, without addresses in those from works whose address is withheld."""
    return (_excerpt(each) if each.work in withheld else each for each in excerpts)


def text_as_shown(text: Text) -> Text:
    """The text of a work whose address is withheld, with every address in it dotted out.

    All places stay the same; what its format says of addresses goes.
    """
    return replace(
        text,
        content=with_addresses_covered(text.content),
        parts=tuple(replace(part, fields={}) if part.fields else part for part in text.parts),
        marks=tuple(mark for mark in text.marks if mark.kind is not MarkKind.LINK),
    )


def verdicts_as_shown(verdicts: Iterable[Verdict], withheld: Container[str]) -> Iterator[Verdict]:
    """The verdicts, without addresses in those on works whose address is withheld."""
    return (_verdict(each) if each.work in withheld else each for each in verdicts)


def fields_left_out(work: Work) -> tuple[str, ...]:
    """The fields of a work that are shown without an address that stands in them, or not at all."""
    shown = work_as_shown(work)
    return tuple(name for name in work.fields if shown.fields.get(name) != work.fields[name])


def work_as_shown(work: Work) -> Work:
    """The work, without addresses if its own is withheld; an entry that has none stays as it is."""
    if work.link_policy is not LinkPolicy.WITHHOLD:
        return work
    bare = without_addresses(work)
    if bare.fields == work.fields and not mentions_address(work.block or ""):
        return replace(bare, block=work.block)
    return bare


def _claim(claim: Claim) -> Claim:
    return replace(
        claim,
        # A claim states something, even where the whole of it was an address.
        statement=_bare(claim.statement) or WITHHELD,
        seen=_bare(claim.seen),
        note=_bare(claim.note),
        figures=tuple(_figure(each) for each in claim.figures),
        excerpts=tuple(_excerpt(each) for each in claim.excerpts),
    )


def _figure(figure: Figure) -> Figure:
    return replace(
        figure,
        unit=_bare(figure.unit),
        subject=_bare(figure.subject),
        dispute=_bare(figure.dispute),
    )


def _excerpt(excerpt: Excerpt) -> Excerpt:
    return replace(
        excerpt,
        quote=_bare(excerpt.quote),
        prefix=_bare(excerpt.prefix),
        suffix=_bare(excerpt.suffix),
        comment=_bare(excerpt.comment),
        origin=_bare(excerpt.origin),
    )


def _verdict(verdict: Verdict) -> Verdict:
    return replace(
        verdict,
        reason=_bare(verdict.reason),
        locator=_bare(verdict.locator),
    )


def _bare(text: str) -> str:
    """The text without its addresses, if one has a path behind it.

    A host alone mostly says who reported on the work, and is somebody else's.
    """
    return without_addresses_in(text) if _LEADS_THERE.search(text) else text
