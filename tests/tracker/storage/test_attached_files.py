"""Attached files are kept once, whole or not at all, and go only when the deed is done."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import suppress
from pathlib import Path

import pytest

from tracker.errors import DiskFullError, ReadOnlyLibraryError, UnreadableFileError
from tracker.storage.attached_files import AttachedFiles, hash_of

WORDS = b"Words.\n"
SHA256 = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "paper.PDF"
    path.write_bytes(WORDS)
    return path


@pytest.fixture
def files(tmp_path: Path) -> AttachedFiles:
    (tmp_path / "library").mkdir()
    return AttachedFiles(tmp_path / "library")


def held(files: AttachedFiles) -> list[str]:
    found = (path for path in files.folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(files.folder).as_posix() for path in found)


def keep(files: AttachedFiles, path: Path) -> str:
    with files.keeping() as keeping:
        return keeping.keep(path)


def test_a_file_is_kept_under_its_hash_with_its_ending(files: AttachedFiles, source: Path) -> None:
    assert keep(files, source) == hash_of(source) == SHA256
    assert held(files) == [f"{SHA256[:2]}/{SHA256}.pdf"]
    found = files.find(SHA256)
    assert found is not None
    assert found.read_bytes() == WORDS


def test_the_same_bytes_are_kept_once_under_whatever_name(
    files: AttachedFiles, source: Path, tmp_path: Path
) -> None:
    other = tmp_path / "copy.weird ending!"
    other.write_bytes(WORDS)
    keep(files, other)
    keep(files, source)

    assert held(files) == [f"{SHA256[:2]}/{SHA256}"]


def test_what_an_unfinished_deed_kept_is_taken_away_and_what_was_there_stays(
    files: AttachedFiles, source: Path, tmp_path: Path
) -> None:
    keep(files, source)
    new = tmp_path / "new.txt"
    new.write_bytes(b"New.")

    with suppress(ZeroDivisionError), files.keeping() as keeping:
        keeping.keep(new)
        keeping.keep(source)
        raise ZeroDivisionError

    assert held(files) == [f"{SHA256[:2]}/{SHA256}.pdf"]


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFullError), (errno.EROFS, ReadOnlyLibraryError)]
)
def test_a_copy_that_is_cut_short_leaves_nothing(
    files: AttachedFiles,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: type[Exception],
) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)

    with pytest.raises(kind):
        keep(files, source)

    assert held(files) == []


def test_a_file_goes_only_when_the_block_is_done(files: AttachedFiles, source: Path) -> None:
    keep(files, source)
    with suppress(ZeroDivisionError), files.removing() as removing:
        removing.set_aside(SHA256)
        assert files.find(SHA256) is None
        raise ZeroDivisionError
    assert held(files) == [f"{SHA256[:2]}/{SHA256}.pdf"]

    with files.removing() as removing:
        removing.set_aside(SHA256)
        removing.set_aside("cd" * 32)

    assert held(files) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "zz", "*"])
def test_only_a_hash_names_a_file(files: AttachedFiles, name: str) -> None:
    assert files.find(name) is None


def test_what_is_no_file_is_refused(files: AttachedFiles, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        keep(files, tmp_path)
    with pytest.raises(UnreadableFileError):
        keep(files, tmp_path / "missing.pdf")
    assert held(files) == []
