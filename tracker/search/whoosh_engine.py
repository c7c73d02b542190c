"""The engine that answers queries with Whoosh."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from whoosh import query as whoosh_query
from whoosh import scoring
from whoosh.searching import Searcher

from tracker.search.documents import Document
from tracker.search.engine import NEVER_BUILT, Answer, Hit
from tracker.search.spelling import nearest
from tracker.search.tree import Query, Word, as_text, relaxed, replaced
from tracker.search.whoosh_folder import WhooshFolder
from tracker.search.whoosh_queries import Expressed
from tracker.search.whoosh_schema import fields, reference
from tracker.search.words import chunks

# One field that holds everything ranks better than several that are weighed (BM25, B and K1 as
# measured on labelled reviews); the title's weight is its being said twice.
_WEIGHTING = scoring.BM25F(B=0.4, K1=1.2)


class WhooshEngine:
    """A search index in a folder of its own; see `tracker.search.engine.Engine`."""

    def __init__(self, folder: WhooshFolder) -> None:
        self._folder = folder
        self._searcher: Any = None

    @classmethod
    def open(cls, folder: Path) -> WhooshEngine:
        """The engine of a folder, which need not exist; opening writes nothing."""
        return cls(WhooshFolder(folder))

    @property
    def generation(self) -> int:
        """Which state of the library the index reflects."""
        return self._folder.generation if self._fresh_searcher() else NEVER_BUILT

    @property
    def document_count(self) -> int:
        """How many documents can be found."""
        searcher = self._fresh_searcher()
        return int(searcher.doc_count()) if searcher else 0

    def close(self) -> None:
        """Let go of all files."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None

    def update(
        self,
        documents: Iterable[Document],
        *,
        gone: Collection[tuple[str, str]] = (),
        generation: int,
    ) -> None:
        """Put documents in place of those of the same type and id; drop `gone` (type, id)."""
        latest = {reference(document.type, document.id): document for document in documents}
        replaced_ = {*latest, *(reference(type_, id_) for type_, id_ in gone)}
        with self._folder.writing(generation=generation) as writer:
            writer.delete(replaced_)
            for document in latest.values():
                writer.add(fields(document))

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
        ) as writer:
            for document in documents:
                writer.add(fields(document))

    def answer(self, query: Query, *, limit: int, offset: int = 0) -> Answer:
        """The best hits; `limit` 0 only counts."""
        searcher = self._fresh_searcher()
        if searcher is None:
            return Answer(total=0, hits=())
        found = self._found(searcher, query, limit, offset)
        looser = relaxed(query) if not found.total else None
        if looser is not None:
            found = self._found(searcher, looser, limit, offset)
            found = replace(found, relaxed=bool(found.total))
        return found

    def suggest(self, query: Query) -> str | None:
        """The query as text with unknown words put right, or `None` where there is nothing to."""
        searcher = self._fresh_searcher()
        if searcher is None:
            return None
        speller = _Speller(Expressed(searcher.reader()), searcher)
        corrected = replaced(query, speller.corrected)
        return as_text(corrected) if corrected != query else None

    def _fresh_searcher(self) -> Any:
        if self._folder.generation == NEVER_BUILT:
            self._searcher = None
        elif self._searcher is None or not self._searcher.up_to_date():
            # The old one is dropped rather than closed: another thread may still be reading it.
            index, reader = self._folder.opened()
            fresh = {"fromindex": index, "weighting": _WEIGHTING}
            self._searcher = Searcher(reader, **fresh) if reader else None
        return self._searcher

    def _found(self, searcher: Any, query: Query, limit: int, offset: int) -> Answer:
        asked = Expressed(searcher.reader()).query(query)
        if asked is whoosh_query.NullQuery:
            return Answer(total=0, hits=())
        results = searcher.search(asked, limit=max(1, limit + offset))
        best = results.top_n[offset : offset + limit]
        return Answer(total=len(results), hits=tuple(_hits(searcher, best)))


def _hits(searcher: Any, best: list[tuple[float, int]]) -> Iterator[Hit]:
    if not best:
        return
    names = searcher.reader().column_reader("ref")
    for score, number in best:
        type_, _, id_ = names[number].partition("\t")
        yield Hit(type=type_, id=id_, score=float(score))


class _Speller:
    """Puts words right that the index does not know."""

    def __init__(self, expressed: Expressed, searcher: Any) -> None:
        self._expressed = expressed
        self._searcher = searcher

    def corrected(self, part: Query) -> Query:
        """The part with an unknown word replaced by the nearest known one."""
        if not isinstance(part, Word) or part.field not in _SPELLING_FIELDS:
            return part
        places = list(chunks(part.text))
        if self._expressed.frequency(part) or len(places) != 1 or places[0].forms.whole:
            return part
        known = self._nearest(places[0].forms.parts[0], _SPELLING_FIELDS[part.field])
        start, end = places[0].start, places[0].end
        return replace(part, text=part.text[:start] + known + part.text[end:]) if known else part

    def _nearest(self, word: str, field: str) -> str | None:
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        for beginning in (word[:2], word[:1]):
            known = self._expressed.terms(field, beginning)
            found = nearest(
                word,
                known,
                frequency=lambda term: int(self._searcher.doc_frequency(field, term)),
                limit=1 if len(word) < _LONG else 2,
            )
            if found:
                return found
        return None


_SPELLING_FIELDS = {None: "exact", "title": "title_exact", "author": "author"}
_SHORTEST = 3
_LONG = 5
