"""An index is read where it is mapped."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest
from whoosh.filedb.filestore import StorageError

from tracker.search.zero_copy import IndexStorage, MappedStorage


@pytest.fixture
def storage(tmp_path: Path) -> IndexStorage:
    """A folder with one compound file of two parts."""
    made = IndexStorage(str(tmp_path))
    for name, content in (("a", b"first"), ("b", b"second\nline")):
        (tmp_path / name).write_bytes(content)
    MappedStorage.assemble(made.create_file("whole"), made, ["a", "b"])
    return made


def opened(storage: IndexStorage) -> MappedStorage:
    return MappedStorage(storage.open_file("whole"), use_mmap=True)


def test_the_parts_are_views_of_one_map(storage: IndexStorage) -> None:
    whole = opened(storage)

    part = whole.open_file("b")

    assert isinstance(part.get_buffer().obj, mmap.mmap)
    assert bytes(part.get_buffer()) == b"second\nline"
    assert part.subset(3, 3).get_buffer().obj is part.get_buffer().obj


def test_a_part_reads_like_a_file(storage: IndexStorage) -> None:
    part = opened(storage).open_file("b")

    assert (part.read(3), part.tell(), part.readline(), part.read()) == (
        b"sec",
        3,
        b"ond\n",
        b"line",
    )
    assert part.seek(-4, 2) == 7
    assert part.read(100) == b"line"
    assert part.get(0, 6) == b"second"


def test_a_part_can_be_unpickled_from(tmp_path: Path) -> None:
    storage = IndexStorage(str(tmp_path))
    with storage.create_file("a") as file:
        file.write_pickle({"key": [1, 2]})
        file.write_int(7)
    MappedStorage.assemble(storage.create_file("whole"), storage, ["a"])

    part = opened(storage).open_file("a")

    assert part.read_pickle() == {"key": [1, 2]}
    assert part.read_int() == 7


def test_closing_releases_the_file(storage: IndexStorage) -> None:
    whole = opened(storage)
    part = whole.open_file("a")

    whole.close()

    with pytest.raises(ValueError, match="released"):
        part.get(0, 1)
    with pytest.raises(StorageError):
        whole.open_file("a")


def test_a_file_that_is_no_compound_file_is_not_left_open(tmp_path: Path) -> None:
    (tmp_path / "whole").write_bytes(b"\xff" * 40)
    file = IndexStorage(str(tmp_path)).open_file("whole")

    with pytest.raises((ValueError, OSError, EOFError)):
        MappedStorage(file, use_mmap=True)

    assert file.is_closed
