"""A second process that builds a part of a large index, beside the one that asks for it.

It is handed documents whenever it has none left, so that both are done at about the same time, and
answers with the segments it wrote. It ends by itself when the process that started it is gone.
"""

from __future__ import annotations

import signal
from collections.abc import Iterable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from tracker.search.document import Document
from tracker.search.whoosh_schema import fields, schema
from tracker.search.whoosh_segments import LARGEST_IN_MEMORY, SegmentBuilder
from tracker.search.whoosh_snapshot import INDEX_NAME
from tracker.search.zero_copy import IndexStorage

_END_SECONDS = 5.0


class SecondBuilder:
    """The process, as the first one sees it."""

    def __init__(self, folder: str) -> None:
        # Forking would copy open databases and locks; spawning starts clean everywhere.
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_build, args=(folder, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._is_busy = False

    @property
    def is_idle(self) -> bool:
        """Whether it has nothing left to do."""
        if self._is_busy and self._connection.poll():
            self._take()
            self._is_busy = False
        return not self._is_busy

    def add(self, documents: list[Document]) -> None:
        """Hand it documents; to be called when it is idle."""
        self._connection.send(documents)
        self._is_busy = True

    def finish(self) -> None:
        """Let it write what it has, while this process does the same."""
        if self._is_busy:
            self._take()
        self._connection.send(None)

    def segments(self) -> list[Any]:
        """The segments it wrote; raises `OSError` as it met it."""
        found: list[Any] = self._take()
        return found

    def close(self) -> None:
        """Let it go, whatever it is doing."""
        self._connection.close()
        self._process.join(0.0 if self._is_busy else _END_SECONDS)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()
        self._process.close()

    def _take(self) -> Any:
        try:
            answer = self._connection.recv()
        except EOFError:
            raise OSError("the process that builds a part of the index has ended") from None
        if isinstance(answer, OSError):
            raise answer
        return answer


def _build(folder: str, connection: Connection) -> None:
    """Take documents until there are no more, then answer with the segments."""
    # An interrupt at the keyboard is for the first process; this one sees the line go dead.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    storage = IndexStorage(folder, temporary_name=f"{INDEX_NAME}.tmp2")
    segments: list[Any] = []
    builder = _builder(storage)
    try:
        while (documents := connection.recv()) is not None:
            builder = _added(storage, builder, documents, segments)
            connection.send(())
        if builder.count:
            segments.append(builder.finished())
        connection.send(segments)
    except OSError as error:
        connection.send(OSError(error.errno, error.strerror))
    except EOFError:
        return
    finally:
        storage.close_written()


def _added(
    storage: IndexStorage,
    builder: SegmentBuilder,
    documents: Iterable[Document],
    segments: list[Any],
) -> SegmentBuilder:
    for document in documents:
        builder.add(fields(document))
        if builder.size > LARGEST_IN_MEMORY:
            segments.append(builder.finished())
            builder = _builder(storage)
    return builder


def _builder(storage: IndexStorage) -> SegmentBuilder:
    return SegmentBuilder(storage, schema(), indexname=INDEX_NAME)
