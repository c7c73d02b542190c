"""A library of any small corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evidence.corpus import Corpus
from tests.fakes.bibliographic_server import BibliographicServer, running_server
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


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BibliographicServer]:
    """The bibliographic services on this machine, where the commands ask them."""
    with running_server() as running:
        monkeypatch.setenv("EVTRACK_SOURCES", running.url)
        yield running
