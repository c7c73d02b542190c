"""The engine that keeps its index with Whoosh."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from heapq import nlargest
from itertools import islice
from pathlib import Path
from typing import TypeGuard

from tracker.search.document import Document
from tracker.search.engine import NEVER_BUILT, Answer, Hit
from tracker.search.spelling import nearest
from tracker.search.tree import Query, Word, as_text, relaxed, replaced, walk
from tracker.search.whoosh_changes import IndexChange
from tracker.search.whoosh_clauses import STEMMED, UNSTEMMED, Clauses
from tracker.search.whoosh_folder import WhooshFolder
from tracker.search.whoosh_schema import fields, reference
from tracker.search.whoosh_scoring import found_in
from tracker.search.whoosh_snapshot import Snapshot
from tracker.search.words import all_forms, chunks

_SHORTEST_CORRECTED = 3
_MOST_CORRECTED = 4

# Starting a second process takes about as long as indexing some hundred works.
_WORTH_A_SECOND_PROCESS = 3_000
_FOR_THE_SECOND = 400
_FOR_THE_FIRST = 50
_LONG_WORD = 5


class WhooshEngine:
    """A search index in a folder of its own; see `tracker.search.engine.Engine`."""

    def __init__(self, folder: WhooshFolder) -> None:
        self._folder = folder
        self._snapshot: Snapshot | None = None

    @classmethod
    def open(cls, folder: Path) -> WhooshEngine:
        """The engine of a folder, which need not exist; opening writes nothing."""
        return cls(WhooshFolder(folder))

    @property
    def generation(self) -> int:
        """Which state of the library the index reflects."""
        return self._folder.generation if self._latest() else NEVER_BUILT

    @property
    def document_count(self) -> int:
        """How many documents can be found."""
        snapshot = self._latest()
        return snapshot.document_count if snapshot else 0

    def close(self) -> None:
        """Let go of all files."""
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def update(
        self,
        documents: Iterable[Document],
        *,
        gone: Collection[tuple[str, str]] = (),
        generation: int,
    ) -> None:
        """Put documents in place of those of the same type and id; drop `gone` (type, id)."""
        latest = {reference(document.type, document.id): document for document in documents}
        dropped = {*latest, *(reference(type_, id_) for type_, id_ in gone)}
        with self._folder.writing(generation=generation, known=self._snapshot) as change:
            change.delete(dropped)
            for document in latest.values():
                change.add(fields(document))

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        total: int,
        generation: int,
        progress: Callable[[int], None],
    ) -> None:
        """Replace everything; `progress` is told how many of the `total` are done so far."""
        with self._folder.rewriting(
            total=total, generation=generation, progress=progress
        ) as change:
            if total < _WORTH_A_SECOND_PROCESS or (os.cpu_count() or 1) < 2:
                for document in documents:
                    change.add(fields(document))
            else:
                _add_in_two_processes(change, iter(documents), str(self._folder.path))

    def answer(self, query: Query, *, limit: int, offset: int = 0) -> Answer:
        """The best hits; `limit` 0 only counts."""
        snapshot = self._latest()
        if snapshot is None:
            return Answer(total=0, hits=())
        found = _answer(snapshot, query, limit, offset)
        looser = relaxed(query) if not found.total else None
        if looser is not None:
            found = _answer(snapshot, looser, limit, offset)
            found = replace(found, relaxed=bool(found.total))
        return found

    def suggest(self, query: Query) -> str | None:
        """The query as text with unknown words put right, or `None` where there is nothing to."""
        snapshot = self._latest()
        if snapshot is None:
            return None
        unknown = islice(
            (part for part in walk(query) if _is_unknown(part, snapshot)), _MOST_CORRECTED
        )
        corrections: dict[Query, Query] = {part: _corrected(part, snapshot) for part in unknown}
        corrected = replaced(query, lambda part: corrections.get(part, part))
        return as_text(corrected) if corrected != query else None

    def _latest(self) -> Snapshot | None:
        # An old one is dropped rather than closed: another thread may still be reading it.
        self._snapshot = self._folder.snapshot(self._snapshot)
        return self._snapshot


def _add_in_two_processes(change: IndexChange, documents: Iterator[Document], folder: str) -> None:
    # Only building a large index needs what starts processes; every search would load it.
    from tracker.search.whoosh_second import SecondBuilder

    with closing(SecondBuilder(folder)) as second:
        while True:
            if second.is_idle and (many := list(islice(documents, _FOR_THE_SECOND))):
                second.add(many)
                change.count_elsewhere(len(many))
            few = list(islice(documents, _FOR_THE_FIRST))
            if not few:
                break
            for document in few:
                change.add(fields(document))
        second.finish()
        change.finish_segment()
        change.take(second.segments())


def _answer(snapshot: Snapshot, query: Query, limit: int, offset: int) -> Answer:
    clause, most = Clauses(snapshot).clause(query), limit + offset
    total, best = 0, []
    for place, segment in enumerate(snapshot.segments):
        scores = found_in(segment, clause)
        total += len(scores)
        least = min(nlargest(most, scores.values()), default=0.0) if most < len(scores) else 0.0
        # Of equal scores, the document indexed first comes first.
        best += [(-score, place, at) for at, score in scores.items() if score >= least]
    hits = []
    for score, place, number in sorted(best)[offset:most]:
        type_, _, id_ = snapshot.segments[place].references[number].decode().partition("\t")
        hits.append(Hit(type=type_, id=id_, score=-score))
    return Answer(total=total, hits=tuple(hits))


def _is_unknown(part: Query, snapshot: Snapshot) -> TypeGuard[Word]:
    """Whether the part is a single word that no document has."""
    if not isinstance(part, Word) or part.field not in STEMMED:
        return False
    forms = all_forms(part.text)
    is_single = len(forms) == 1 and len(forms[0].parts) == 1
    return is_single and not Clauses(snapshot).clause(part).size


def _corrected(part: Word, snapshot: Snapshot) -> Word:
    """The word, or the nearest one there is."""
    (place,) = chunks(part.text)
    known = _nearest(place.forms.parts[0], UNSTEMMED[part.field], snapshot)
    if known is None:
        return part
    return replace(part, text=part.text[: place.start] + known + part.text[place.end :])


def _nearest(word: str, field: str, snapshot: Snapshot) -> str | None:
    if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
        return None
    return nearest(
        word,
        snapshot.terms(field, word[:1]),
        frequency=lambda term: snapshot.frequency(field, term),
        limit=1 if len(word) < _LONG_WORD else 2,
    )
