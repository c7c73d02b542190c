"""Make or reuse a library of a shipped corpus, and gather what shows it best."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evidence.chain_assembly import assemble_chains
from evidence.support import Chain
from evidence.withholding import as_shown
from tracker.actions.fill_library import create_library
from tracker.actions.search_library import SearchReport, search_library
from tracker.actions.visible import visible_corpus
from tracker.corpora.shipped import shipped_corpora, shipped_corpus
from tracker.library import IndexProgress, Library, is_library, no_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """The shipped survey in short; `example` is a claim worth showing."""

    library: Path
    title: str
    content_note: str
    works: int
    claims: int
    citations: int
    chains: tuple[Chain, ...]
    search: SearchReport | None
    example: str


def show_demo(folder: Path, *, now: datetime, progress: IndexProgress = no_progress) -> Demo:
    """Fill `folder` from the first shipped corpus unless it is a library already."""
    if not is_library(folder):
        corpus = shipped_corpus(shipped_corpora()[0])
        create_library(folder, corpus=corpus, now=now, progress=progress)
    with Library.open(folder) as library:
        with library.reading() as records:
            corpus_now = as_shown(visible_corpus(library, records))
        about = corpus_now.about
        disputed = [
            claim.id
            for claim in corpus_now.claims
            if claim.work == about.survey and any(each.is_disputed for each in claim.figures)
        ]
        return Demo(
            library=folder,
            title=about.title,
            content_note=about.content_note,
            works=sum(1 for _ in corpus_now.works),
            claims=len(corpus_now.claims),
            citations=sum(len(claim.citations) for claim in corpus_now.claims),
            chains=assemble_chains(corpus_now),
            search=search_library(library, about.queries[0], limit=5) if about.queries else None,
            example=disputed[0] if disputed else "",
        )
