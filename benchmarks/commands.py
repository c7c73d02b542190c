"""The commands as whole processes: help, demo, chain, import, search."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import median, run
from benchmarks.rows import Row
from benchmarks.samples import bibtex_file

PYTHON = sys.executable
INSTALLED = [str(Path(PYTHON).with_name("evtrack"))]


def rows(*, large: bool) -> Iterator[Row]:
    """Every figure; `large` adds the library of 100,000 works, which takes minutes to fill."""
    yield from _machine()
    yield from _help()
    with tempfile.TemporaryDirectory() as scratch:
        yield from _demo(Path(scratch))
        yield from _library(Path(scratch), 10_000)
        if large:
            yield from _library(Path(scratch), 100_000)


def _machine() -> Iterator[Row]:
    for name in ("click", "sqlalchemy"):
        seconds = median([PYTHON, "-c", f"import {name}"], times=7).seconds
        yield Row(name=f"this machine: python -c 'import {name}'", figure=seconds * 1000, unit="ms")


def _help() -> Iterator[Row]:
    ours = median([*INSTALLED, "--help"], times=15).seconds
    bare = median([PYTHON, "-c", "import click"], times=15).seconds
    note = f"{ours * 1000:.0f} ms over {bare * 1000:.0f} ms"
    yield Row(
        name="evtrack --help over python -c 'import click'",
        figure=ours / bare,
        unit="times",
        bound=2,
        note=note,
    )


def _demo(scratch: Path) -> Iterator[Row]:
    folder = scratch / "demo"
    first = run([*INSTALLED, "demo", str(folder)])
    yield Row(
        name="demo, making its library",
        figure=first.seconds,
        unit="s",
        bound=5,
        note=f"exit {first.status}",
    )
    again = median([*INSTALLED, "demo", str(folder)])
    yield Row(name="demo, the library being there", figure=again.seconds, unit="s", bound=5)
    chain = median([*INSTALLED, "--library", str(folder), "chain"])
    yield Row(name="chain on the shipped corpus, time", figure=chain.seconds, unit="s")
    yield Row(
        name="chain on the shipped corpus, memory", figure=chain.peak_mb, unit="MB", bound=150
    )


def _library(scratch: Path, works: int) -> Iterator[Row]:
    folder, file = scratch / f"library-{works}", scratch / f"works-{works}.bib"
    bibtex_file(file, works)
    run([*INSTALLED, "init", str(folder)])
    at = [*INSTALLED, "--library", str(folder)]
    filled = run([*at, "import", str(file)])
    small = works == 10_000
    yield Row(
        name=f"import of {works:,} BibTeX entries, indexed",
        figure=works / filled.seconds,
        unit="entries/s",
        bound=600 if small else None,
        is_floor=True,
        note=f"{filled.seconds:.1f} s, exit {filled.status}",
    )
    yield Row(
        name=f"import of {works:,} BibTeX entries, memory",
        figure=filled.peak_mb,
        unit="MB",
        bound=400 if small else None,
    )
    cold = median([*at, "search", "synthetic", "governance"])
    yield Row(
        name=f"search, cold, {works:,} works",
        figure=cold.seconds,
        unit="s",
        bound=0.5 if small else 0.7,
    )
    yield Row(
        name=f"search, cold, {works:,} works, memory",
        figure=cold.peak_mb,
        unit="MB",
        bound=100 if small else None,
    )
    yield from _warm(folder, works)


def _warm(folder: Path, works: int) -> Iterator[Row]:
    # Imported here so that the import cost does not count into the processes above.
    from benchmarks.warm import change_one, search_many

    bound = 15 if works == 10_000 else None
    yield Row(
        name=f"search, warm, {works:,} works",
        figure=search_many(folder) * 1000,
        unit="ms",
        bound=bound,
    )
    yield Row(
        name=f"one work changed and searchable, {works:,} works",
        figure=change_one(folder) * 1000,
        unit="ms",
        bound=30,
    )
