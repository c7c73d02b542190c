"""The attached files of a library, each kept once under the hash of its bytes."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import DiskFullError, ReadOnlyLibraryError, UnreadableFileError

FOLDER = "attachments"
_CHUNK = 1 << 20
_ENDING = re.compile(r"\.[a-z0-9]{1,12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class AttachedFiles:
    """Files under `attachments/ab/abcdef….pdf` in a library folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.folder = root / FOLDER

    def find(self, sha256: str) -> Path | None:
        """Where the file of that hash is kept, if it is."""
        if not _SHA256.fullmatch(sha256):
            return None
        return next(iter(sorted((self.folder / sha256[:2]).glob(f"{sha256}*"))), None)

    @contextmanager
    def keeping(self) -> Iterator[Keeping]:
        """Keep files; those that are new are taken away again if an error leaves the block."""
        keeping = Keeping(self)
        try:
            yield keeping
        except BaseException:
            keeping.take_back()
            raise

    @contextmanager
    def removing(self) -> Iterator[Removing]:
        """Set files aside, to be deleted after the block, and put back if an error leaves it."""
        removing = Removing(self)
        try:
            yield removing
        except BaseException:
            removing.put_back()
            raise
        removing.finish()

    def remove(self, sha256: str) -> None:
        """Delete the file of that hash, if it is there."""
        if path := self.find(sha256):
            path.unlink(missing_ok=True)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()


class Keeping:
    """Files on their way into a library."""

    def __init__(self, files: AttachedFiles) -> None:
        self._files = files
        self._new: list[str] = []

    def keep(self, path: Path) -> str:
        """Copy a file, whole or not at all, and tell its hash; one that is there stays as it is.

        Raises `UnreadableFileError`, `DiskFullError`, `ReadOnlyLibraryError`.
        """
        folder = self._files.folder
        partial = folder / f".partial-{secrets.token_hex(8)}"
        try:
            folder.mkdir(exist_ok=True)
            try:
                sha256 = _copy(path, partial)
                if self._files.find(sha256) is None:
                    target = folder / sha256[:2] / f"{sha256}{_ending(path.name)}"
                    target.parent.mkdir(exist_ok=True)
                    partial.replace(target)
                    self._new.append(sha256)
            finally:
                partial.unlink(missing_ok=True)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFullError(folder) from error
            raise ReadOnlyLibraryError(folder, (error.strerror or str(error)).lower()) from error
        return sha256

    def take_back(self) -> None:
        """Delete what was not there before."""
        for sha256 in self._new:
            self._files.remove(sha256)


class Removing:
    """Files on their way out of a library."""

    def __init__(self, files: AttachedFiles) -> None:
        self._files = files
        self._aside: list[tuple[Path, Path]] = []

    def set_aside(self, sha256: str) -> None:
        """Take the file of that hash out of its place, if it is there."""
        if path := self._files.find(sha256):
            aside = self._files.folder / f".removed-{secrets.token_hex(8)}"
            path.replace(aside)
            self._aside.append((path, aside))

    def put_back(self) -> None:
        """Put every file back in its place."""
        for path, aside in self._aside:
            path.parent.mkdir(exist_ok=True)
            aside.replace(path)

    def finish(self) -> None:
        """Delete what was set aside."""
        for path, aside in self._aside:
            aside.unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()


def hash_of(path: Path) -> str:
    """The hash of a file's bytes; raises `UnreadableFileError`."""
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def _copy(path: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("xb") as stream:
        for chunk in _chunks(path):
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        if not path.is_file():
            raise UnreadableFileError(path, "there is no such file")
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if _ENDING.fullmatch(ending) else ""
