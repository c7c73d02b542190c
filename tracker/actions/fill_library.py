"""Fill a library with a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bib.problems import Problem
from evidence.corpus import Corpus
from tracker.corpora.reading import CorpusReading, read_corpus
from tracker.errors import CorpusError, LibraryNotEmptyError
from tracker.library import IndexProgress, Library, is_library, no_progress
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class FillReport:
    """What a library holds once it was filled, and whether it was made for that.

    `keys` are those of its works; `problems` did not stand in the way.
    """

    library: Path
    is_new: bool
    keys: tuple[str, ...]
    claims: int
    limitations: int
    problems: tuple[Problem, ...]

    @property
    def works(self) -> int:
        """How many works it holds."""
        return len(self.keys)


def create_library(
    root: Path, *, corpus: Path | None, now: datetime, progress: IndexProgress = no_progress
) -> FillReport:
    """Make a library at `root`, or take the one there, and fill it from the corpus if one is given.

    The corpus is read before anything is made, so that a faulty one leaves no library behind.
    Raises `CorpusError`, `FolderNotEmptyError`, `LibraryNotEmptyError`.
    """
    reading = _sound(corpus) if corpus else None
    is_new = not is_library(root)
    with Library.create(root, now=now) as library:
        if corpus and reading:
            _fill(library, reading.corpus, source=corpus, now=now, progress=progress)
            return _report(root, reading, is_new=is_new)
        with library.reading() as records:
            return _report(root, CorpusReading(corpus=records.corpus()), is_new=is_new)


def fill_library(
    library: Library,
    folder: Path,
    *,
    is_dry_run: bool = False,
    now: datetime,
    progress: IndexProgress = no_progress,
) -> FillReport:
    """Put a whole corpus into a library that holds nothing yet; a dry run changes nothing.

    Raises `CorpusError`, `LibraryNotEmptyError`.
    """
    reading = _sound(folder)
    if is_dry_run:
        with library.reading() as records:
            _refuse_full(library, records)
    else:
        _fill(library, reading.corpus, source=folder, now=now, progress=progress)
    return _report(library.root, reading, is_new=False)


def _sound(folder: Path) -> CorpusReading:
    reading = read_corpus(folder)
    if reading.is_refused:
        raise CorpusError(str(folder), reading.problems)
    return reading


def _fill(
    library: Library, corpus: Corpus, *, source: Path, now: datetime, progress: IndexProgress
) -> None:
    with library.deed("fill", now=now, why=f"from {source}", progress=progress) as deed:
        _refuse_full(library, deed.records)
        deed.records.put_corpus(corpus)


def _refuse_full(library: Library, records: Records) -> None:
    if any(records.counts().values()):
        error = LibraryNotEmptyError(str(library.root))
        error.add_note("A corpus fills an empty library: make one with `evtrack init NEW-FOLDER`.")
        raise error


def _report(root: Path, reading: CorpusReading, *, is_new: bool) -> FillReport:
    return FillReport(
        library=root,
        is_new=is_new,
        keys=tuple(work.key for work in reading.corpus.works),
        claims=len(reading.corpus.claims),
        limitations=len(reading.corpus.limitations),
        problems=reading.problems,
    )
