"""A snapshot: one committed state of the index, open for reading."""

from __future__ import annotations

import pickle
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from io import BytesIO
from itertools import accumulate, islice, repeat
from typing import Any, NamedTuple

from whoosh.index import TOC
from whoosh.reading import SegmentReader, TermNotFound

from tracker.search.whoosh_schema import PRESENT, schema

INDEX_NAME = "MAIN"

_HEADER = 4
_SIZE = 4
# Looking for the blocks that hold candidates pays when those are this much rarer than the term.
_WORTH_SKIPPING = 8
_MOST_WORDS_LOOKED_AT = 200_000
_MOST_REMEMBERED = 8


class Block(NamedTuple):
    """Some postings of a term: document numbers, rising, with how often and where it stands there.

    Counts are `None` where they are all 1, places where the field has no positions.
    """

    numbers: list[int]
    counts: Sequence[int] | None
    places: bytes | None

    def with_places(self) -> Iterator[tuple[int, array[int]]]:
        """The documents, each with the places of the term in it."""
        places, at = array("I", self.places or b""), 0
        for number, count in zip(self.numbers, self.counts or repeat(1), strict=False):
            yield number, places[at : at + count]
            at += count


class OpenSegment(SegmentReader):  # type: ignore[misc]
    """A segment of Whoosh's, whose postings are read block by block instead of one by one."""

    @cached_property
    def lengths(self) -> bytes:
        """The length of `content` by document, in Whoosh's one-byte code (`byte_to_length`)."""
        return bytes(self._perdoc.length_bytes("content")).ljust(self.doc_count_all(), b"\0")

    @cached_property
    def references(self) -> Sequence[bytes]:
        """The names of the documents, by number."""
        names: Sequence[bytes] = self.column_reader("ref", translate=False)
        return names

    @cached_property
    def deleted(self) -> frozenset[int]:
        """Numbers of documents that are no longer to be found."""
        return frozenset(self._perdoc.deleted_docs())

    def terms_beginning(self, field: str, beginning: str) -> Iterator[bytes]:
        """The terms of a field that begin so, in order."""
        found: Iterator[bytes] = self._terms.terms_beginning(field, beginning.encode())
        return found

    def blocks(
        self, field: str, term: str, candidates: Sequence[int] | None = None
    ) -> Iterator[Block]:
        """The postings of a term; with candidates, rising, at least those in which they are."""
        try:
            about = self.term_info(field, term)
        except TermNotFound:
            return
        if candidates and len(candidates) * _WORTH_SKIPPING > about.doc_frequency():
            candidates = None
        offset, (length,) = about.extent()
        file = BytesIO(self._terms.postings(offset, length))
        at, lowest, is_last = _HEADER, 0, False
        while not is_last:
            file.seek(at)
            size = int.from_bytes(file.read(_SIZE), "big", signed=True)
            is_last = size < 0
            _, highest, *_ = pickle.load(file)  # noqa: S301 (only what was made here)
            data, at = file.tell(), at + _SIZE + abs(size)
            if candidates is None or _has_any(candidates, lowest, highest):
                yield _block(file.read(at - data))
            lowest = highest + 1


class Snapshot:
    """All segments of one commit; `commit` counts the commits of the index.

    What has not changed since a snapshot that is known already is not opened again.
    """

    def __init__(self, storage: Any, known: Snapshot | None = None) -> None:
        self.schema = schema()
        self._terms: dict[tuple[str, str], frozenset[str]] = {}
        toc = TOC.read(storage, INDEX_NAME, schema=self.schema)
        self.commit = int(toc.generation)
        opened = {_state(each.segment()): each for each in (known.segments if known else ())}
        self.segments: list[OpenSegment] = [
            opened.get(_state(segment)) or OpenSegment(storage, self.schema, segment)
            for segment in toc.segments
        ]

    @cached_property
    def document_count(self) -> int:
        """How many documents can be found."""
        return sum(segment.doc_count() for segment in self.segments)

    @cached_property
    def average_length(self) -> float:
        """Words in `content`, on average."""
        words = sum(segment.field_length("content") for segment in self.segments)
        return words / max(1, sum(segment.doc_count_all() for segment in self.segments)) or 1.0

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term stands, those deleted since the last merge included."""
        return sum(int(segment.doc_frequency(field, term)) for segment in self.segments)

    def terms(self, field: str, beginning: str) -> frozenset[str]:
        """The terms of a field that begin so, as far as one can look through them in a moment."""
        key = field, beginning
        if key not in self._terms:
            if len(self._terms) >= _MOST_REMEMBERED:
                self._terms.clear()
            found: set[str] = set()
            for segment in self.segments:
                terms = islice(segment.terms_beginning(field, beginning), _MOST_WORDS_LOOKED_AT)
                found.update(map(bytes.decode, terms))
            self._terms[key] = frozenset(found - {PRESENT})
        return self._terms[key]

    def close(self) -> None:
        """Let go of the files."""
        for segment in self.segments:
            segment.close()


def _state(segment: Any) -> tuple[str, int]:
    # A segment is never written to; documents are only ever added to those deleted of it.
    return segment.segment_id(), segment.deleted_count()


def _has_any(candidates: Sequence[int], lowest: int, highest: int) -> bool:
    at = bisect_left(candidates, lowest)
    return at < len(candidates) and candidates[at] <= highest


def _block(data: bytes) -> Block:
    deltas, counts, places = pickle.loads(data)  # noqa: S301 (only what was made here)
    return Block(list(accumulate(deltas)), counts, places)
