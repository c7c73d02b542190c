"""Changing the index: documents added and deleted in one commit, and segments merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from whoosh.index import TOC, clean_files

from tracker.search.whoosh_segments import LARGEST_IN_MEMORY, SegmentBuilder
from tracker.search.whoosh_snapshot import INDEX_NAME, OpenSegment, Snapshot

_MOST_OF_A_SIZE = 8


class IndexChange:
    """Documents added and deleted in one commit; nothing is seen of them before it.

    Files left behind by a change that was never committed are swept up by the next commit.
    """

    def __init__(
        self,
        storage: Any,
        snapshot: Snapshot,
        *,
        is_rewriting: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._storage, self._schema = storage, snapshot.schema
        self._number = snapshot.commit + 1
        # Deletions are noted in copies, for the snapshot may go on answering.
        self._old = [] if is_rewriting else [_Old(each) for each in snapshot.segments]
        self._new: list[Any] = []
        self._builder: SegmentBuilder | None = None
        self._progress = progress
        self._added = self._written = 0

    def add(self, fields: dict[str, Any]) -> None:
        """Add one document."""
        builder = self._current_builder()
        builder.add(fields)
        self._added += 1
        if not self._added % 64:
            self._tell(0.0)
        if builder.size > LARGEST_IN_MEMORY:
            self.finish_segment()

    def take(self, segments: Iterable[Any]) -> None:
        """Add segments that were built elsewhere in the same folder."""
        self._new += segments

    def finish_segment(self) -> None:
        """Write what was added so far; it is seen with the commit and not before."""
        if self._builder:
            self._new.append(self._builder.finished(self._tell))
            self._written += self._builder.count
            self._builder = None

    def count_elsewhere(self, documents: int) -> None:
        """Tell the progress of documents that are added elsewhere."""
        self._added += documents
        self._tell(0.0)

    def delete(self, references: Collection[str]) -> None:
        """Delete the documents of these names, where they exist."""
        for old in self._old:
            for name in references:
                for block in old.opened.blocks("ref", name):
                    old.deleted.update(block.numbers)

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Commit on leaving the block, or let go of what is half written on an error."""
        try:
            yield
            self._commit()
        finally:
            self._storage.close_written()

    def _commit(self) -> None:
        merged = _to_merge(self._old)
        for old in merged:
            if old.left:
                self._current_builder().absorb(old.opened, without=old.deleted)
        self.finish_segment()
        segments = [old.segment() for old in self._old if old not in merged] + self._new
        # Renaming this one file makes the change seen, all at once.
        TOC(self._schema, segments, self._number).write(self._storage, INDEX_NAME)
        clean_files(self._storage, INDEX_NAME, self._number, segments)

    def _current_builder(self) -> SegmentBuilder:
        if self._builder is None:
            self._builder = SegmentBuilder(self._storage, self._schema, indexname=INDEX_NAME)
        return self._builder

    def _tell(self, part_written: float) -> None:
        # Gathering a document takes about as long as writing it.
        in_hand = self._builder.count * part_written if self._builder else 0
        self._progress(int(self._added + self._written + in_hand) // 2)


class _Old:
    """A segment there is already, and what is to be deleted of it."""

    def __init__(self, opened: OpenSegment) -> None:
        self.opened = opened
        self.deleted = set(opened.deleted)

    @property
    def count(self) -> int:
        return int(self.opened.doc_count_all())

    @property
    def left(self) -> int:
        return self.count - len(self.deleted)

    @property
    def size(self) -> int:
        return self.count.bit_length() // 3

    def segment(self) -> Any:
        segment = copy(self.opened.segment())
        segment._deleted = self.deleted or None  # noqa: SLF001 (there is no way to set all at once)
        return segment


def _to_merge(segments: list[_Old]) -> list[_Old]:
    """The segments to write anew: those eight of a size, and those of which most is deleted.

    Sizes are powers of eight, so a document is written a few times in its life and no index has
    more than some dozens of segments; Whoosh's own policy lets segments of some sizes pile up.
    """
    sizes = Counter(old.size for old in segments)
    return [
        old for old in segments if sizes[old.size] >= _MOST_OF_A_SIZE or old.left * 2 < old.count
    ]
