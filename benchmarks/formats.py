"""Reading and writing bibliographies of 10,000 entries, ours and a peer's where it is installed."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.rows import Row
from benchmarks.samples import bibtex_file
from bib.formats import FORMATS, Format
from bib.formats.bibtex import read_bibtex
from bib.works import Work

_ENTRIES = 10_000
_BOUND = 3.0
_BOUNDED = {"bibtex", "ris"}


def rows(*, large: bool) -> Iterator[Row]:
    """Seconds for the formats that have a bound; `large` adds the others, and peers are told."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "sample.bib")
        bibtex_file(path, _ENTRIES)
        text = path.read_text(encoding="utf-8")
        works = read_bibtex(text, file="sample.bib").works
        for known in FORMATS:
            if known.name in _BOUNDED or (large and known.name != "biblatex"):
                yield from _rows_of(known, works)
        yield from peers.rows(text, entries=_ENTRIES)


def _rows_of(known: Format, works: tuple[Work, ...]) -> Iterator[Row]:
    module = import_module(known.module)
    read, write = getattr(module, known.reader), getattr(module, known.writer)
    bound = _BOUND if known.name in _BOUNDED else None
    afresh = [replace(work, block=None) for work in works]
    seconds, writing = _timed(lambda: write(afresh))
    yield Row(name=f"write {known.title} afresh", figure=seconds, unit="s", bound=bound)
    seconds, reading = _timed(lambda: read(writing.text, file="sample"))
    yield Row(name=f"read {known.title}", figure=seconds, unit="s", bound=bound)
    seconds, _ = _timed(lambda: write(reading.works))
    yield Row(name=f"write {known.title} untouched", figure=seconds, unit="s", bound=bound)


def _timed(deed: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = deed()
    return time.perf_counter() - started, result
