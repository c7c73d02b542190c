"""Search the library and dress each hit with title and highlights."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bib.short_names import short_name
from bib.works import Work
from evidence.claims import Claim
from tracker.library import Library
from tracker.search.highlights import Fragment, highlights


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One hit as a person sees it; `work` is the citekey of the work it belongs to."""

    type: str
    id: str
    score: float
    title: str
    work: str
    highlights: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchReport:
    """Hits best first; `is_relaxed` tells that no record held all words and some were let go."""

    query: str
    total: int
    suggestion: str | None
    is_relaxed: bool
    hits: tuple[SearchHit, ...]


def search_library(
    library: Library, query: str, *, kinds: Collection[str] | None = None, limit: int = 20
) -> SearchReport:
    """Ask the index, then read the hits' records for titles and highlights.

    `kinds` are any of *work*, *claim*, *text*; `None` means all. A hit whose record is gone since
    is left out.
    """
    answer = library.search(query, kinds=kinds, limit=limit)
    keys = [hit.id for hit in answer.hits if hit.type == "work"]
    ids = [hit.id for hit in answer.hits if hit.type == "claim"]
    with library.reading() as records:
        works: dict[str, Work] = {each.key: each for each in records.works(keys)}
        claims: dict[str, Claim] = {each.id: each for each in records.claims(ids)}
    hits = []
    for hit in answer.hits:
        record = works.get(hit.id) if hit.type == "work" else claims.get(hit.id)
        if record is None:
            continue
        title, work, text = _shown(record)
        hits.append(
            SearchHit(
                type=hit.type,
                id=hit.id,
                score=hit.score,
                title=title,
                work=work,
                highlights=tuple(highlights(text, answer.query)),
            )
        )
    return SearchReport(
        query=query,
        total=answer.total,
        suggestion=answer.suggestion,
        is_relaxed=answer.is_relaxed,
        hits=tuple(hits),
    )


def _shown(record: Work | Claim) -> tuple[str, str, str]:
    """Title, citekey of the work, and the text to find highlights in."""
    if isinstance(record, Claim):
        return record.statement, record.work, f"{record.statement} {record.note}"
    text = " ".join((record.title, record.fields.get("abstract", ""), record.gist, record.note))
    return f"{short_name(record)}. {record.title}", record.key, text
