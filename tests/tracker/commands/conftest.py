"""The shipped library at hand, where nothing is changed in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Evtrack, Outcome


@pytest.fixture
def ask(evtrack: Evtrack, shipped_original: Path) -> Evtrack:
    """`evtrack WORDS…` in the library of the shipped corpus, which must stay as it is."""

    def run(*words: str | Path) -> Outcome:
        return evtrack("--library", shipped_original, *words)

    return run
