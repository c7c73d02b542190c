"""Zero-copy opening: a segment is read where it is mapped, not copied into memory first.

Whoosh 2.7.4 maps a segment's file and then copies every part of it into a `BytesIO` when a searcher
opens (`whoosh.filedb.structfile.BufferFile.__init__`), so that opening costs time and memory in
proportion to the index. The storage here is Whoosh's with that one step replaced; the files on
disk are the same.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage, StorageError
from whoosh.filedb.structfile import BufferFile


class IndexStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's storage of a folder; leaves no file open where reading or writing it fails."""

    def __init__(
        self, path: str, written: list[Any] | None = None, *, temporary_name: str | None = None
    ) -> None:
        super().__init__(path)
        self._temporary_name = temporary_name
        self._written: list[Any] = [] if written is None else written

    def create_file(self, name: str, **kwargs: Any) -> Any:
        """A file to write, remembered until `close_written`."""
        file = super().create_file(name, **kwargs)
        self._written.append(file)
        return file

    def temp_storage(self, name: str | None = None) -> Any:
        """A folder inside this one, whose files are closed together with those of this one."""
        path = Path(self.folder, self._temporary_name or name or "temporary")
        return IndexStorage(str(path), self._written).create()

    def close_written(self) -> None:
        """Close what was not closed since the last time, as an error leaves it."""
        while self._written:
            file = self._written.pop()
            if not file.is_closed:
                with suppress(OSError):
                    file.close()

    def open_file(self, name: str, **kwargs: Any) -> Any:
        """A file to read; small ones are read at once and closed."""
        if not name.endswith(".toc"):
            return super().open_file(name, **kwargs)
        return BufferFile(Path(self.folder, name).read_bytes(), name=name)


class MappedStorage(CompoundStorage):  # type: ignore[misc]
    """The parts of one mapped file; closing releases every view, so that Windows can delete it."""

    def __init__(self, file: Any, *, use_mmap: bool) -> None:
        try:
            super().__init__(file, use_mmap=use_mmap)
        except BaseException:
            file.close()
            raise
        self._views: list[memoryview] = []
        self._whole = memoryview(self._source) if self._source else None

    def open_file(self, name: str, *_: Any, **__: Any) -> Any:
        """One part, as a view."""
        if self.is_closed:
            raise StorageError("Storage was closed")
        offset, length = self.range(name)
        if self._whole is None:
            # A system without memory maps reads the part instead.
            return MappedFile(memoryview(self._file.get(offset, length)), name=name)
        view = self._whole[offset : offset + length]
        self._views.append(view)
        return MappedFile(view, name=name)

    def close(self) -> None:
        """Release the views and the map."""
        if self._whole is not None:
            for view in (*self._views, self._whole):
                view.release()
        super().close()


class MappedFile(BufferFile):  # type: ignore[misc]
    """One part of a mapped file; reading copies the bytes read and no others."""

    def __init__(self, view: memoryview, name: str) -> None:
        self._buf = view
        self._name = name
        self.file = _Cursor(view)
        self.onclose = None
        self.is_real = False
        self.is_closed = False
        self.seek = self.file.seek
        self.tell = self.file.tell
        self.read = self.file.read

    def subset(self, position: int, length: int, name: str | None = None) -> Any:
        """A part of this part."""
        return MappedFile(self._buf[position : position + length], name=name or self._name)

    def get_buffer(self) -> memoryview:
        """All of it."""
        return self._buf

    def get(self, position: int, length: int) -> bytes:
        """The bytes at a place."""
        return bytes(self._buf[position : position + length])


class _Cursor:
    """The part of the file protocol that Whoosh and pickle read through."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, len(self._view))[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        start = self._at
        self._at = len(self._view) if size < 0 else min(start + size, len(self._view))
        return bytes(self._view[start : self._at])

    def readinto(self, target: Any) -> int:
        data = self.read(len(target))
        target[: len(data)] = data
        return len(data)

    def readline(self) -> bytes:
        found = bytes(self._view[self._at :]).find(b"\n")
        return self.read(found + 1 if found >= 0 else -1)

    def close(self) -> None:
        """Nothing: the storage owns the view."""
