"""A second process that builds a part of a large index, beside the one that asks for it.

It is handed documents whenever it has none left, so that both are done at about the same time, and
answers with the segments it wrote. It ends by itself when the process that started it is gone.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from tracker.search.document import Document
from tracker.search.whoosh_schema import fields, schema
from tracker.search.whoosh_segments import LARGEST_IN_MEMORY, SegmentBuilder
from tracker.search.whoosh_snapshot import INDEX_NAME
from tracker.search.zero_copy import IndexStorage

# Where this program was imported from, however it came to be there.
_HOME = str(Path(__file__).resolve().parents[2])
_END_SECONDS = 5.0
_ENDED = "the process that builds a part of the index has ended"


class SecondBuilder:
    """The process, as the first one sees it."""

    def __init__(self, folder: str) -> None:
        # Forking would copy open databases and locks, and what multiprocessing spawns runs the
        # script of whoever called us once more; this runs the present module and nothing else.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "tracker.search.whoosh_second", folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([_HOME, *filter(None, sys.path)])},
        )
        assert self._process.stdin is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        self._line: IO[bytes] = self._process.stdin
        # Not every system can tell whether a pipe has something to read; a thread that waits can.
        self._answers: SimpleQueue[Any] = SimpleQueue()
        self._listener = Thread(
            target=_listen, args=(self._process.stdout, self._answers), daemon=True
        )
        self._listener.start()
        self._is_busy = False

    @property
    def is_idle(self) -> bool:
        """Whether it has nothing left to do."""
        if self._is_busy and not self._answers.empty():
            self._take()
            self._is_busy = False
        return not self._is_busy

    def add(self, documents: list[Document]) -> None:
        """Hand it documents; to be called when it is idle."""
        self._send(documents)
        self._is_busy = True

    def finish(self) -> None:
        """Let it write what it has, while this process does the same."""
        if self._is_busy:
            self._take()
            self._is_busy = False
        self._send(None)

    def segments(self) -> list[Any]:
        """The segments it wrote; raises `OSError` as it met it."""
        found: list[Any] = self._take()
        return found

    def close(self) -> None:
        """Let it go, whatever it is doing."""
        with suppress(OSError):
            self._line.close()
        try:
            self._process.wait(0.0 if self._is_busy else _END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()

    def _send(self, value: list[Document] | None) -> None:
        try:
            _say(self._line, value)
        except BrokenPipeError:
            raise OSError(_ENDED) from None

    def _take(self) -> Any:
        answer = self._answers.get()
        if isinstance(answer, OSError):
            raise answer
        return answer


def _listen(line: IO[bytes], answers: SimpleQueue[Any]) -> None:
    """Take what the process answers, and last that it has ended."""
    with line:
        while True:
            try:
                answers.put(_heard(line))
            except (EOFError, OSError, pickle.UnpicklingError):
                answers.put(OSError(_ENDED))
                return


def _say(line: IO[bytes], value: Any) -> None:
    pickle.dump(value, line, pickle.HIGHEST_PROTOCOL)
    line.flush()


def _heard(line: IO[bytes]) -> Any:
    # Both ends of the line are this program's own.
    return pickle.load(line)  # noqa: S301


def main(folder: str) -> None:
    """Take documents until there are no more, then answer with the segments."""
    # An interrupt at the keyboard is for the first process; this one sees the line go dead.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    documents, answers = sys.stdin.buffer, _own_output()
    with suppress(BrokenPipeError):
        try:
            _build(folder, documents, answers)
        except OSError as error:
            _say(answers, OSError(error.errno, error.strerror))


def _own_output() -> IO[bytes]:
    """The line to the first process, on which nobody else can print any more."""
    line = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return line


def _build(folder: str, line: IO[bytes], answers: IO[bytes]) -> None:
    storage = IndexStorage(folder, temporary_name=f"{INDEX_NAME}.tmp2")
    segments: list[Any] = []
    builder = _builder(storage)
    try:
        while (documents := _heard(line)) is not None:
            builder = _added(storage, builder, documents, segments)
            _say(answers, ())
        if builder.count:
            segments.append(builder.finished())
        _say(answers, segments)
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


if __name__ == "__main__":
    main(sys.argv[1])
