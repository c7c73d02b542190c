"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tracker.errors import UnwritableFileError


def write_whole(path: Path, text: str) -> None:
    """Put `text` (UTF-8, line ends as they are) at `path` in one step.

    A reader sees the old file or the new one, never a part. Raises `UnwritableFileError`.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnwritableFileError(str(path), error.strerror or str(error)) from error
