"""Files inside a ZIP archive such as DOCX or EPUB, taken out in memory and within bounds.

Sizes are counted as bytes come out, whatever the archive claims; nothing is written anywhere.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from tracker.errors import TextNotTakenError
from tracker.texts.limits import Limits

MOST_MEMBERS = 20_000
_PIECE = 1 << 20


class MemberError(Exception):
    """A file of the archive that cannot be taken out; the sentence says which and why."""


class ZippedFile:
    """An open archive; all that is read from it together stays below `limits.unpacked_bytes`."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._left = limits.unpacked_bytes
        self._most = limits.unpacked_bytes
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise TextNotTakenError(path, "the ZIP archive is damaged or cut off") from error
        members = self._archive.infolist()
        if len(members) > MOST_MEMBERS:
            self._archive.close()
            raise TextNotTakenError(path, f"the archive holds {len(members):,} files")
        self._members = {member.filename: member for member in members}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._archive.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of one file; raises `MemberError`."""
        member = self._members.get(name)
        if member is None:
            raise MemberError(f"“{name[:200]}” is not in the archive.")
        data = bytearray()
        try:
            with self._archive.open(member) as stream:
                while piece := stream.read(min(_PIECE, self._left + 1)):
                    data += piece
                    self._left -= len(piece)
                    if self._left < 0:
                        most = f"{self._most / 1e6:,.0f} MB"
                        raise MemberError(
                            f"“{name[:200]}” unpacks to more than {most} and was left out."
                        )
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise MemberError(f"“{name[:200]}” is damaged in the archive.") from error
        except (NotImplementedError, RuntimeError) as error:
            raise MemberError(f"“{name[:200]}” is locked, or packed in an odd way.") from error
        return bytes(data)


def inside(folder: str, reference: str) -> str | None:
    """The name of a file that another in `folder` refers to; `None` where it leads outside."""
    path = unquote(reference.partition("#")[0])
    if "\\" in path or "\0" in path or ":" in path.partition("/")[0]:
        return None
    name = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    name = posixpath.normpath(name)
    return None if name.startswith(("..", "/")) or name == "." else name
