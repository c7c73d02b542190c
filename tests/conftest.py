"""Fixtures: a library of the shipped corpus, the command line, and what lies beside the project."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import cli
from tests.command_line import Evtrack, Outcome
from tracker.actions.fill_library import create_library
from tracker.corpora.shipped import shipped_corpus


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the surveyed paper and the research notes; skips where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("EVTRACK_SHARED") or beside)
    if not folder.is_dir():
        pytest.skip(f"the folder beside the project is absent: {folder}")
    return folder


@pytest.fixture
def evtrack(capsys: pytest.CaptureFixture[str]) -> Evtrack:
    """`evtrack WORDS…` in this process; gives the exit status and what was printed."""

    def run(*words: str | Path) -> Outcome:
        capsys.readouterr()
        try:
            cli.main([str(word) for word in words])
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        out, err = capsys.readouterr()
        return Outcome(status, out, err)

    return run


@pytest.fixture(scope="session")
def shipped_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the shipped corpus, made once; copied for each test that wants one."""
    root = tmp_path_factory.mktemp("shipped") / "library"
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    create_library(root, corpus=shipped_corpus("ding2025"), now=now)
    return root


@pytest.fixture
def shipped(shipped_original: Path, tmp_path: Path) -> Path:
    """A library of the shipped corpus, to be changed freely."""
    return shutil.copytree(shipped_original, tmp_path / "shipped")
