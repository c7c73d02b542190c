"""The folder of a Whoosh index: opened only if made here, written by one process at a time.

Beside Whoosh's files stands `evtrack-index.json`, which tells that this program made the index, in
this very folder, in which form, and which generation of the library it reflects. Whoosh keeps
pickles in its files, and a pickle can run code; so an index without that file, of another form, or
brought from elsewhere (its folder's inode differs) is never read, and the next change starts anew.

The file is replaced after Whoosh's own commit. A process killed between the two leaves the older
generation on record, and the library does the change again.
"""

from __future__ import annotations

import json
import pickle
import shutil
import struct
import sys
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.filelock import try_for
from whoosh.writing import CLEAR, IndexingError, SegmentWriter

from tracker.errors import LockedLibraryError
from tracker.search.engine import NEVER_BUILT
from tracker.search.whoosh_schema import FORM, schema
from tracker.search.zero_copy import ZeroCopyCodec

_MARKER = "evtrack-index.json"
_LONGEST_MARKER = 4096
_INDEX = "MAIN"
_LOCK_SECONDS = 120.0
_REWRITE_MEGABYTES = 64
_UPDATE_MEGABYTES = 32
_MOST_OF_A_SIZE = 8

# What reading a file raises that was cut short or overwritten.
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    NameError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
    WhooshIndexError,
)


class WhooshFolder:
    """One index folder, which need not exist."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._storage = FileStorage(str(path))

    @property
    def generation(self) -> int:
        """The generation on record, or `NEVER_BUILT` where the index may not be read."""
        try:
            with (self._path / _MARKER).open("rb") as file:
                found = json.loads(file.read(_LONGEST_MARKER))
            generation = found.pop("generation")
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return NEVER_BUILT
        return generation if isinstance(generation, int) and found == self._made() else NEVER_BUILT

    def opened(self) -> tuple[Any, Any]:
        """The index and a reader of it, or twice `None` where there is none that can be read."""
        if self.generation == NEVER_BUILT:
            return None, None
        try:
            index = FileIndex(self._storage, schema())
            return index, index.reader()
        except _BROKEN:
            return None, None

    @contextmanager
    def writing(self, *, generation: int) -> Iterator[IndexWriter]:
        """A writer that adds to the index; leaving the block commits, an error abandons."""
        with self._locked():
            writer = IndexWriter(self._index(), megabytes=_UPDATE_MEGABYTES)
            with writer.committing(_merge_similar):
                yield writer
            self._record(generation)

    @contextmanager
    def rewriting(
        self, *, total: int, generation: int, progress: Callable[[int], None]
    ) -> Iterator[IndexWriter]:
        """A writer that replaces the index; the old one answers until the block is left."""
        with self._locked():
            writer = IndexWriter(self._index(), megabytes=_REWRITE_MEGABYTES, progress=progress)
            with writer.committing(CLEAR):
                yield writer
            self._record(generation)
            progress(total)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._path.mkdir(parents=True, exist_ok=True)
        # The system lets go of this lock when its holder dies, so none is ever left behind.
        lock = self._storage.lock(f"{_INDEX}_WRITELOCK")
        if not try_for(lock.acquire, timeout=_LOCK_SECONDS, delay=0.02):
            raise LockedLibraryError(self._path, seconds=_LOCK_SECONDS)
        try:
            yield
        finally:
            lock.release()

    def _index(self) -> Any:
        """The index to write to, emptied first where it may not or cannot be read."""
        index, reader = self.opened()
        if index is None:
            self._clear()
            return FileIndex.create(self._storage, schema())
        reader.close()
        return index

    def _clear(self) -> None:
        (self._path / _MARKER).unlink(missing_ok=True)
        for path in self._path.iterdir():
            if path.name == f"{_INDEX}.tmp":
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith((f"{_INDEX}_", f"_{_INDEX}_")) and "LOCK" not in path.name:
                path.unlink(missing_ok=True)

    def _record(self, generation: int) -> None:
        new = self._path / f"{_MARKER}.new"
        new.write_text(json.dumps({**self._made(), "generation": generation}), encoding="utf-8")
        new.replace(self._path / _MARKER)

    def _made(self) -> dict[str, Any]:
        return {
            "made_by": "evtrack",
            "form": FORM,
            "folder": self._path.stat().st_ino,
            "byte_order": sys.byteorder,
        }


class IndexWriter:
    """Adds and deletes documents of one commit."""

    def __init__(
        self, index: Any, *, megabytes: int, progress: Callable[[int], None] | None = None
    ) -> None:
        self._writer = SegmentWriter(index, _lk=False, limitmb=megabytes, codec=ZeroCopyCodec())
        self._progress = progress
        self._added = 0

    def add(self, fields: dict[str, Any]) -> None:
        """Add one document."""
        self._writer.add_document(**fields)
        self._added += 1
        if self._progress and not self._added % 50:
            self._progress(self._added)

    def delete(self, references: Collection[str]) -> None:
        """Delete the documents of these names, where they exist."""
        reader = self._writer.reader()
        try:
            for name in references:
                with suppress(TermNotFound):
                    for number in list(reader.postings("ref", name).all_ids()):
                        self._writer.delete_document(number)
        finally:
            reader.close()

    @contextmanager
    def committing(self, merge: Callable[[Any, list[Any]], list[Any]]) -> Iterator[None]:
        """Commit on leaving the block; on an error leave the index as it was."""
        try:
            yield
            self._writer.commit(mergetype=merge)
        except BaseException:
            # Whatever could not be closed is swept up by the next commit.
            with suppress(OSError, ValueError, IndexingError):
                self._writer.cancel()
            raise


def _merge_similar(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge segments once eight are of a size, and those of which more than half is deleted.

    Sizes are powers of eight, so a document is merged a few times in its life and no index has more
    than some dozens of segments; Whoosh's own policy lets segments of some size pile up.
    """
    sizes: dict[int, list[Any]] = {}
    for segment in segments:
        sizes.setdefault(segment.doc_count_all().bit_length() // 3, []).append(segment)
    kept: list[Any] = []
    merged: list[Any] = []
    for segment in segments:
        alike = sizes[segment.doc_count_all().bit_length() // 3]
        is_sparse = segment.deleted_count() * 2 > segment.doc_count_all()
        (merged if is_sparse or len(alike) >= _MOST_OF_A_SIZE else kept).append(segment)
    for segment in merged:
        if segment.doc_count():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return kept
