"""Fill a library with a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bib.problems import Problem
from evidence.corpus import Corpus
from tracker.corpora.reading import read_corpus
from tracker.errors import CorpusError, LibraryNotEmptyError
from tracker.library import IndexProgress, Library, no_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class FillReport:
    """What a corpus brought; `problems` are those that did not stand in the way."""

    library: Path
    keys: tuple[str, ...]
    claims: int
    citations: int
    limitations: int
    problems: tuple[Problem, ...]

    @property
    def works(self) -> int:
        """How many works it brought."""
        return len(self.keys)


def create_library(
    root: Path, *, corpus: Path | None, now: datetime, progress: IndexProgress = no_progress
) -> FillReport:
    """Make a library at `root`, filled from the corpus folder if one is given.

    The corpus is read before anything is made, so that a faulty one leaves no library behind.
    Raises `CorpusError`, `FolderNotEmptyError`.
    """
    reading = read_corpus(corpus) if corpus else None
    if reading and any(problem.is_refusal for problem in reading.problems):
        raise CorpusError(str(corpus), reading.problems)
    problems = reading.problems if reading else ()
    with Library.create(root, now=now) as library:
        if reading:
            _fill(library, reading.corpus, source=str(corpus), now=now, progress=progress)
        return _report(library, reading.corpus if reading else Corpus(), problems)


def fill_library(
    library: Library, folder: Path, *, now: datetime, progress: IndexProgress = no_progress
) -> FillReport:
    """Put a whole corpus into a library that holds nothing yet.

    Raises `CorpusError`, `LibraryNotEmptyError`.
    """
    reading = read_corpus(folder)
    if any(problem.is_refusal for problem in reading.problems):
        raise CorpusError(str(folder), reading.problems)
    _fill(library, reading.corpus, source=str(folder), now=now, progress=progress)
    return _report(library, reading.corpus, reading.problems)


def _fill(
    library: Library, corpus: Corpus, *, source: str, now: datetime, progress: IndexProgress
) -> None:
    with library.deed("fill", now=now, why=f"from {source}", progress=progress) as deed:
        if any(deed.records.counts().values()):
            raise LibraryNotEmptyError(str(library.root))
        deed.records.put_corpus(corpus)


def _report(library: Library, corpus: Corpus, problems: tuple[Problem, ...]) -> FillReport:
    return FillReport(
        library=library.root,
        keys=tuple(work.key for work in corpus.works),
        claims=len(corpus.claims),
        citations=sum(len(claim.citations) for claim in corpus.claims),
        limitations=len(corpus.limitations),
        problems=problems,
    )
