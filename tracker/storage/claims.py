"""Claims as rows, with their citations, figures, excerpts and concepts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bib.works import Citekey, ReadStatus
from evidence.citations import Citation
from evidence.claims import Attribution, Claim, ClaimId, Locator
from evidence.errors import InvalidRecordError
from evidence.excerpts import Excerpt
from evidence.figures import Figure, FigureId, Qualifier
from evidence.reviewing.bindings import (
    citation_wording,
    citations_of,
    digest,
    excerpt_wording,
    wording,
)
from tracker.storage.columns import (
    date_text,
    list_text,
    number_text,
    read_date,
    read_list,
    read_number,
)
from tracker.storage.excerpts import excerpt_from_row, excerpt_to_row
from tracker.storage.families import Family, PartRows, Parts, StoredRow
from tracker.storage.tables import citations, claim_concepts, claims, excerpts, figures


def _to_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "work": claim.work,
        "statement": claim.statement,
        "kind": claim.kind,
        "section": claim.locator.section,
        "paragraph": claim.locator.paragraph,
        "sentence": claim.locator.sentence,
        "clause": claim.locator.clause,
        "page": claim.locator.page,
        "attribution": str(claim.attribution),
        "modality": claim.modality,
        "population": claim.population,
        "read_status": str(claim.read_status),
        "seen": claim.seen,
        "note": claim.note,
        "is_withdrawn": claim.is_withdrawn,
        "is_draft": claim.is_draft,
        "wording_sha256": digest(wording(claim)),
    }


def _to_parts(claim: Claim) -> Parts:
    return (
        [_citation_row(claim, citation) for citation in claim.citations],
        [_figure_row(figure) for figure in claim.figures],
        [_excerpt_row(claim, excerpt) for excerpt in claim.excerpts],
        [{"concept": concept} for concept in claim.concepts],
    )


def _from_row(row: StoredRow, parts: PartRows) -> Claim:
    cited, numbers, passages, terms = parts
    return Claim(
        id=ClaimId(row.id),
        work=Citekey(row.work),
        statement=row.statement,
        kind=row.kind,
        locator=Locator(
            section=row.section,
            paragraph=row.paragraph,
            sentence=row.sentence,
            clause=row.clause,
            page=row.page,
        ),
        attribution=Attribution(row.attribution),
        modality=row.modality,
        population=row.population,
        concepts=tuple(part.concept for part in terms),
        citations=tuple(_citation(part) for part in cited),
        figures=tuple(_figure(part) for part in numbers),
        excerpts=tuple(excerpt_from_row(part, claim=row.id) for part in passages),
        read_status=ReadStatus(row.read_status),
        seen=row.seen,
        note=row.note,
        is_withdrawn=row.is_withdrawn,
        is_draft=row.is_draft,
    )


CLAIMS = Family[Claim](
    what="claim",
    table=claims,
    parts=(citations, figures, excerpts, claim_concepts),
    to_row=_to_row,
    to_parts=_to_parts,
    from_row=_from_row,
)


def _citation_row(claim: Claim, citation: Citation) -> dict[str, Any]:
    return {
        "work": citation.work,
        "number": citation.number,
        "group": citation.group,
        "through_range": citation.through_range,
        "is_ambiguous": citation.is_ambiguous,
        "wording_sha256": digest(citation_wording(citations_of(claim, citation.work))),
    }


def _citation(row: StoredRow) -> Citation:
    return Citation(
        work=Citekey(row.work),
        number=row.number,
        group=row.group,
        through_range=row.through_range,
        is_ambiguous=row.is_ambiguous,
    )


# How a figure names others; most name none.
_OTHERS = ("ratio_of", "sum_of", "growth_of", "not_before")


def _figure_row(figure: Figure) -> dict[str, Any]:
    return {
        "value": str(figure.value),
        "high": number_text(figure.high),
        "unit": figure.unit,
        "subject": figure.subject,
        "qualifier": str(figure.qualifier),
        "as_of": date_text(figure.as_of),
        "since": date_text(figure.since),
        "until": date_text(figure.until),
        "dispute": figure.dispute,
        "disputed_by": list_text(figure.disputed_by),
        **{name: list_text(of) if (of := getattr(figure, name)) else "" for name in _OTHERS},
    }


def _figure(row: StoredRow) -> Figure:
    return Figure(
        value=Decimal(row.value),
        high=read_number(row.high),
        unit=row.unit,
        subject=row.subject,
        qualifier=Qualifier(row.qualifier),
        as_of=read_date(row.as_of),
        since=read_date(row.since),
        until=read_date(row.until),
        dispute=row.dispute,
        disputed_by=read_list(row.disputed_by),
        **{
            name: tuple(map(FigureId, read_list(text)))
            for name in _OTHERS
            if (text := getattr(row, name))
        },
    )


def _excerpt_row(claim: Claim, excerpt: Excerpt) -> dict[str, Any]:
    if excerpt.claim != claim.id:
        raise InvalidRecordError(
            "excerpt", excerpt.id, f"it belongs to {excerpt.claim} and stands in {claim.id}"
        )
    return excerpt_to_row(excerpt) | {"wording_sha256": digest(excerpt_wording(excerpt))}
