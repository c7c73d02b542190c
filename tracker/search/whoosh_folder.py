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
import re
import shutil
import struct
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.filelock import try_for

from tracker.errors import LockedLibraryError
from tracker.search.engine import NEVER_BUILT
from tracker.search.whoosh_schema import FORM, schema
from tracker.search.whoosh_segments import SegmentBuilder
from tracker.search.whoosh_snapshot import INDEX_NAME, Snapshot

_MARKER = "evtrack-index.json"
_LONGEST_MARKER = 4096
_TOC = re.compile(rf"_{INDEX_NAME}_(\d+)\.toc")
_READ_ATTEMPTS = 10
_LOCK_SECONDS = 120.0
_LARGEST_IN_MEMORY = 20_000_000
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

    def latest_commit(self) -> int:
        """The number of the latest commit, -1 where there is none."""
        found = (_TOC.fullmatch(name) for name in self._storage.list())
        return max((int(match[1]) for match in found if match), default=-1)

    def snapshot(self) -> Snapshot | None:
        """The latest commit, or `None` where there is none that may and can be read."""
        if self.generation == NEVER_BUILT:
            return None
        for _ in range(_READ_ATTEMPTS):
            try:
                return Snapshot(self._storage)
            except FileNotFoundError:
                # Another process has committed meanwhile and removed the files of before.
                time.sleep(0.05)
            except _BROKEN:
                return None
        return None

    @contextmanager
    def writing(self, *, generation: int) -> Iterator[IndexChange]:
        """A change of the index, committed on leaving the block and dropped on an error."""
        with self._locked():
            change = IndexChange(self._storage, self._toc())
            yield change
            change.commit()
            self._record(generation)

    @contextmanager
    def rewriting(
        self, *, total: int, generation: int, progress: Callable[[int], None]
    ) -> Iterator[IndexChange]:
        """A change that replaces everything; the old index answers until the block is left."""
        with self._locked():
            change = IndexChange(
                self._storage, self._toc(), is_rewriting=True, total=total, progress=progress
            )
            yield change
            change.commit()
            self._record(generation)
            progress(total)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._path.mkdir(parents=True, exist_ok=True)
        # The system lets go of this lock when its holder dies, so none is ever left behind.
        lock = self._storage.lock(f"{INDEX_NAME}_WRITELOCK")
        if not try_for(lock.acquire, timeout=_LOCK_SECONDS, delay=0.02):
            raise LockedLibraryError(self._path, seconds=_LOCK_SECONDS)
        try:
            yield
        finally:
            lock.release()

    def _toc(self) -> Any:
        """Whoosh's table of contents, empty where the index may not or cannot be read."""
        snapshot = self.snapshot()
        if snapshot is None:
            self._clear()
            TOC.create(self._storage, schema(), INDEX_NAME)
        else:
            snapshot.close()
        return TOC.read(self._storage, INDEX_NAME, schema=schema())

    def _clear(self) -> None:
        (self._path / _MARKER).unlink(missing_ok=True)
        for path in self._path.iterdir():
            if path.name == f"{INDEX_NAME}.tmp":
                shutil.rmtree(path, ignore_errors=True)
            elif (
                path.name.startswith((f"{INDEX_NAME}_", f"_{INDEX_NAME}_"))
                and "LOCK" not in path.name
            ):
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


class IndexChange:
    """Documents added and deleted in one commit; nothing is seen of them before it.

    What a change leaves behind that was never committed is swept up by the next commit.
    """

    def __init__(
        self,
        storage: Any,
        toc: Any,
        *,
        is_rewriting: bool = False,
        total: int = 0,
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._storage, self._schema = storage, toc.schema
        self._commit = toc.generation + 1
        self._segments: list[Any] = [] if is_rewriting else list(toc.segments)
        self._new: list[Any] = []
        self._builder: SegmentBuilder | None = None
        self._total, self._progress = total, progress
        self._added = 0

    def add(self, fields: dict[str, Any]) -> None:
        """Add one document."""
        builder = self._current_builder()
        builder.add(fields)
        self._added += 1
        if not self._added % 64:
            self._tell(0.0)
        if builder.size > _LARGEST_IN_MEMORY:
            self._finish_segment()

    def delete(self, references: Collection[str]) -> None:
        """Delete the documents of these names, where they exist."""
        for segment in self._segments:
            reader = SegmentReader(self._storage, self._schema, segment)
            try:
                for name in references:
                    with suppress(TermNotFound):
                        for number in list(reader.postings("ref", name).all_ids()):
                            segment.delete_document(number)
            finally:
                reader.close()

    def commit(self) -> None:
        """Make the change seen, all at once."""
        merged = _to_merge(self._segments)
        for segment in merged:
            if segment.doc_count():
                self._current_builder().absorb(segment)
        if self._builder:
            self._finish_segment()
        kept = [segment for segment in self._segments if segment not in merged]
        segments = kept + self._new
        TOC(self._schema, segments, self._commit).write(self._storage, INDEX_NAME)
        clean_files(self._storage, INDEX_NAME, self._commit, segments)
        shutil.rmtree(Path(self._storage.folder) / f"{INDEX_NAME}.tmp", ignore_errors=True)

    def _current_builder(self) -> SegmentBuilder:
        if self._builder is None:
            self._builder = SegmentBuilder(self._storage, self._schema, indexname=INDEX_NAME)
        return self._builder

    def _finish_segment(self) -> None:
        if self._builder:
            self._new.append(self._builder.finished(self._tell))
            self._builder = None

    def _tell(self, written: float) -> None:
        pass


def _to_merge(segments: list[Any]) -> list[Any]:
    """The segments to write anew: those eight of a size, and those of which most is deleted.

    Sizes are powers of eight, so a document is written a few times in its life and no index has
    more than some dozens of segments; Whoosh's own policy lets segments of some sizes pile up.
    """
    sizes = Counter(_size(segment) for segment in segments)
    return [
        segment
        for segment in segments
        if sizes[_size(segment)] >= _MOST_OF_A_SIZE
        or segment.deleted_count() * 2 > segment.doc_count_all()
    ]


def _size(segment: Any) -> int:
    return int(segment.doc_count_all()).bit_length() // 3
