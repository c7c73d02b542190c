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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.index import TOC
from whoosh.index import IndexError as WhooshIndexError
from whoosh.util.filelock import try_for

from tracker.errors import LockedLibraryError
from tracker.search.engine import NEVER_BUILT
from tracker.search.whoosh_changes import IndexChange
from tracker.search.whoosh_schema import FORM, schema
from tracker.search.whoosh_snapshot import INDEX_NAME, Snapshot
from tracker.search.zero_copy import IndexStorage

_MARKER = "evtrack-index.json"
_LONGEST_MARKER = 4096
_TOC = re.compile(rf"_{INDEX_NAME}_(\d+)\.toc")
_READ_ATTEMPTS = 10
_LOCK_SECONDS = 120.0

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
        self._storage = IndexStorage(str(path))

    @property
    def generation(self) -> int:
        """The generation on record, or `NEVER_BUILT` where the index may not be read."""
        try:
            with (self._path / _MARKER).open("rb") as file:
                found = json.loads(file.read(_LONGEST_MARKER))
            generation = found.pop("generation")
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return NEVER_BUILT
        return generation if isinstance(generation, int) and found == self._made() else NEVER_BUILT

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._path

    def snapshot(self, known: Snapshot | None = None) -> Snapshot | None:
        """The latest commit, or `None` where there is none that may and can be read.

        A snapshot that is known already is given back if it is the latest.
        """
        if self.generation == NEVER_BUILT:
            return None
        if known and known.commit == self._latest_commit():
            return known
        for _ in range(_READ_ATTEMPTS):
            try:
                return Snapshot(self._storage, known)
            except FileNotFoundError:
                # Another process has committed meanwhile and removed the files of before.
                time.sleep(0.05)
            except _BROKEN:
                return None
        return None

    @contextmanager
    def writing(self, *, generation: int, known: Snapshot | None) -> Iterator[IndexChange]:
        """A change of the index, committed on leaving the block and dropped on an error."""
        with self._locked():
            change = IndexChange(self._storage, self._snapshot_or_empty(known))
            with change.committing():
                yield change
            self._record(generation)

    @contextmanager
    def rewriting(
        self, *, total: int, generation: int, progress: Callable[[int], None]
    ) -> Iterator[IndexChange]:
        """A change that replaces everything; the old index answers until the block is left."""
        with self._locked():
            snapshot = self._snapshot_or_empty(None)
            change = IndexChange(self._storage, snapshot, is_rewriting=True, progress=progress)
            with change.committing():
                yield change
            self._record(generation)
            progress(total)

    def _latest_commit(self) -> int:
        found = (_TOC.fullmatch(name) for name in self._storage.list())
        return max((int(match[1]) for match in found if match), default=-1)

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

    def _snapshot_or_empty(self, known: Snapshot | None) -> Snapshot:
        snapshot = self.snapshot(known)
        if snapshot is None:
            self._clear()
            TOC.create(self._storage, schema(), INDEX_NAME)
            snapshot = Snapshot(self._storage)
        return snapshot

    def _clear(self) -> None:
        (self._path / _MARKER).unlink(missing_ok=True)
        for path in self._path.iterdir():
            if path.name.startswith(f"{INDEX_NAME}.tmp"):
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
