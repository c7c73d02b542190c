"""Fixtures for tests that read what lies beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the surveyed paper and the research notes; skips where it is absent."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("EVTRACK_SHARED") or beside)
    if not folder.is_dir():
        pytest.skip(f"the folder beside the project is absent: {folder}")
    return folder
