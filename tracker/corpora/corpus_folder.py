"""Replacing the files of a corpus folder, so that nobody finds a file half written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tracker.corpora.corpus_files import ABOUT, FILES, FOLDERS
from tracker.corpora.file_names import ENDING
from tracker.errors import NotACorpusFolderError, UnwritableFileError


def replace_files(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Put the texts into the folder under their names; remove files of the form without a text.

    All texts are on disk before the first file is replaced, and a new folder appears in one step.
    A file whose text is as it was is not touched. Raises `NotACorpusFolderError`,
    `UnwritableFileError`.
    """
    _refuse_foreign(folder)
    try:
        if folder.exists():
            _renew(folder, texts)
        else:
            _make(folder, texts)
    except OSError as error:
        where = error.filename or folder
        raise UnwritableFileError(str(where), error.strerror or str(error)) from error
    return [folder / name for name in texts]


def _refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds something and is no corpus, or whose parts lead elsewhere."""
    try:
        if folder.exists() and not folder.is_dir():
            raise UnwritableFileError(str(folder), "it is a file, and a folder is wanted")
        held = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise UnwritableFileError(str(folder), error.strerror or str(error)) from error
    visible = [name for name in held if not name.startswith(".")]
    if visible and ABOUT not in held:
        raise NotACorpusFolderError(str(folder), visible[0])
    for part in FOLDERS:
        path = folder / part
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise UnwritableFileError(str(path), "a plain folder is wanted here")


def _make(folder: Path, texts: Mapping[str, str]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _scratch(folder.parent) as scratch:
        whole = scratch / "whole"
        _write_all(whole, texts)
        whole.rename(folder)


def _renew(folder: Path, texts: Mapping[str, str]) -> None:
    changed = {name: text for name, text in texts.items() if _is_new(folder / name, text)}
    # Inside the folder, since the one above it may be another disk or not ours to write in.
    with _scratch(folder) as scratch:
        _write_all(scratch, changed)
        for part in FOLDERS:
            if any(name.startswith(f"{part}/") for name in changed):
                (folder / part).mkdir(exist_ok=True)
        for name in changed:
            (scratch / name).replace(folder / name)
    for path in _stale(folder, texts):
        path.unlink()
    for part in FOLDERS:
        path = folder / part
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _is_new(path: Path, text: str) -> bool:
    return path.is_symlink() or not path.is_file() or path.read_bytes() != text.encode("utf-8")


def _stale(folder: Path, texts: Mapping[str, str]) -> Iterator[Path]:
    kept = set(texts)
    yield from (folder / name for name in FILES if name not in kept and (folder / name).is_file())
    for part in FOLDERS:
        if (folder / part).is_dir():
            for path in sorted((folder / part).iterdir()):
                is_ours = path.name.endswith(ENDING) and not path.name.startswith(".")
                if is_ours and path.is_file() and f"{part}/{path.name}" not in kept:
                    yield path


def _write_all(folder: Path, texts: Mapping[str, str]) -> None:
    for part in (".", *FOLDERS):
        if part == "." or any(name.startswith(f"{part}/") for name in texts):
            (folder / part).mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".evtrack-writing-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
