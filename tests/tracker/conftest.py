"""A library of any small corpus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.corpus import Corpus
from tracker.library import Library

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def library_of(tmp_path: Path) -> Callable[[Corpus], Path]:
    """Makes a library that holds the given corpus."""

    def make(corpus: Corpus) -> Path:
        root = tmp_path / "library"
        with Library.create(root, now=NOW) as library, library.deed("fill", now=NOW) as deed:
            deed.records.put_corpus(corpus)
        return root

    return make
