"""The corpora that come with the program, and finding a corpus by name or path."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from tracker.errors import UnknownCorpusError

MARK = "corpus.yaml"


def shipped_corpora() -> tuple[str, ...]:
    """The names of the corpora that come with the program."""
    return tuple(sorted(path.parent.name for path in _home().glob(f"*/{MARK}")))


def shipped_corpus(name: str) -> Path:
    """The folder of a shipped corpus. Raises `UnknownCorpusError`."""
    if name not in shipped_corpora():
        raise UnknownCorpusError(name, shipped_corpora())
    return _home() / name


def find_corpus(name: str) -> Path:
    """The folder that a user names: a shipped corpus by its name, any other by its path.

    A folder of one's own with the name of a shipped corpus is written with its path (`./name`).
    Raises `UnknownCorpusError`.
    """
    if name in shipped_corpora():
        return shipped_corpus(name)
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise UnknownCorpusError(name, shipped_corpora())
    return folder


def _home() -> Path:
    return Path(str(files("tracker.corpora")))
