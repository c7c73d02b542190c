"""Write a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from tracker.errors import UnwritableFileError


def write_whole(path: Path, text: str) -> None:
    """Put `text` (UTF-8, line ends as they are) at `path` in one step.

    A reader sees the old file or the new one, never a part. A link is followed, and what is no
    file (a pipe, a terminal) is written to as it is. Raises `UnwritableFileError`.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(text.encode())
        else:
            _replace(target, text.encode())
    except (OSError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnwritableFileError(str(path), why) from error


def _replace(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}")
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666
    try:
        # Opened so, a new file gets the permissions that the user's umask leaves it.
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
