"""The lock that lets one process at a time change a library."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from tracker.errors import DiskFullError, LockedLibraryError, ReadOnlyLibraryError

LOCK_FILE = "library.lock"
HOLDER_FILE = "library.busy"
QUIET_SECONDS = 1.0


@contextmanager
def exclusive(
    root: Path, *, by: str, seconds: float, on_wait: Callable[[str], None]
) -> Iterator[None]:
    """Hold the library for as long as the block runs; `by` tells others who holds it and why.

    A lock left behind by a process that was killed is free: the system lets go of it. `on_wait` is
    told who holds the library, once, if it takes longer than a moment. Raises `LockedLibraryError`
    after `seconds`, `ReadOnlyLibraryError`.
    """
    lock = FileLock(root / LOCK_FILE)
    holder = root / HOLDER_FILE
    try:
        _acquire(lock, root, seconds=seconds, on_wait=on_wait)
    except OSError as error:
        raise _ours(error, root) from error
    try:
        # To say who holds the lock is a courtesy; a full disk does not forbid holding it.
        with suppress(OSError):
            holder.write_text(f"{by}, process {os.getpid()}", encoding="utf-8", errors="replace")
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _acquire(lock: FileLock, root: Path, *, seconds: float, on_wait: Callable[[str], None]) -> None:
    try:
        lock.acquire(timeout=min(QUIET_SECONDS, seconds))
    except Timeout:
        on_wait(_holder(root))
        try:
            lock.acquire(timeout=max(0.0, seconds - QUIET_SECONDS))
        except Timeout as error:
            raise LockedLibraryError(root, seconds=seconds, holder=_holder(root)) from error


def _holder(root: Path) -> str:
    try:
        return (root / HOLDER_FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "another program"


def _ours(error: OSError, root: Path) -> Exception:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFullError(root)
    return ReadOnlyLibraryError(root, (error.strerror or "nothing can be written there").lower())
