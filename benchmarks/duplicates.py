"""Duplicates: how many are found, how many wrongly, how fast, in how much memory."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.dirty_works import Taste, bibliography, true_pairs
from benchmarks.processes import run
from benchmarks.rows import Row
from bib.duplicates.clusters import find_duplicates
from bib.duplicates.decision import State
from bib.entries import work_from_fields
from bib.works import Citekey, Work
from tracker.library import Library

INSTALLED = [str(Path(sys.executable).with_name("evtrack"))]
NOW = datetime(2026, 11, 23, tzinfo=UTC)
# Works with which no rule was ever tried out.
_UNSEEN = (201, 202, 203)


def rows(*, large: bool) -> Iterator[Row]:
    """Faults on works of both tastes, and the time and memory of `dedupe`, 5,000 to 50,000."""
    tastes: tuple[Taste, ...] = ("tuned", "held out")
    for taste in tastes:
        yield from _faults(taste)
    with tempfile.TemporaryDirectory() as scratch:
        sizes = (5_000, 50_000) if large else (5_000,)
        spent = {size: _dedupe(Path(scratch, str(size)), size) for size in sizes}
    for size, (seconds, peak) in spent.items():
        is_whole = size == 50_000
        yield Row(
            name=f"dedupe over {size:,} works, time",
            figure=seconds,
            unit="s",
            bound=120 if is_whole else 12,
        )
        yield Row(name=f"dedupe over {size:,} works, memory", figure=peak, unit="MB", bound=1_000)
    if large:
        growth = spent[50_000][0] / spent[5_000][0] / 10
        yield Row(name="dedupe, growth beyond linear, 5,000 to 50,000", figure=growth, unit="times")


def _faults(taste: Taste) -> Iterator[Row]:
    counted: Counter[str] = Counter()
    for seed in _UNSEEN:
        counted.update(_count(taste, seed))
    true = counted["true"]
    note = f"{true:,} true pairs among {counted['works']:,} works"
    yield Row(
        name=f"sensitivity, certain pairs, works {taste}",
        figure=counted["merged"] / true,
        unit="share",
        bound=0.97,
        is_floor=True,
        note=note,
    )
    yield Row(
        name=f"sensitivity, with doubtful pairs, works {taste}",
        figure=counted["shown"] / true,
        unit="share",
        bound=0.97,
        is_floor=True,
        note=f"{counted['doubtful']:,} doubtful, {counted['doubtful true']:,} of them true",
    )
    yield Row(
        name=f"false merges, works {taste}", figure=counted["false"], unit="pairs", bound=1e-9
    )


def _count(taste: Taste, seed: int) -> dict[str, int]:
    entries = bibliography(4_000, taste=taste, seed=seed)
    found = find_duplicates(_works(taste, seed, 4_000))
    true = true_pairs(entries)
    merged = {
        (one, other)
        for cluster in found.clusters
        for at, one in enumerate(cluster)
        for other in cluster[at + 1 :]
    }
    doubtful = {
        (pair.one, pair.other) for pair in found.pairs if pair.judgement.state is State.DOUBTFUL
    }
    return {
        "works": len(entries),
        "true": len(true),
        "merged": len(merged & true),
        "shown": len((merged | doubtful) & true),
        "false": len(merged - true),
        "doubtful": len(doubtful),
        "doubtful true": len(doubtful & true),
    }


def _works(taste: Taste, seed: int, count: int) -> list[Work]:
    return [
        work_from_fields(Citekey(entry.key), entry.type, entry.fields)
        for entry in bibliography(count, taste=taste, seed=seed)
    ]


def _dedupe(folder: Path, count: int) -> tuple[float, float]:
    works = _works("tuned", 5, count)[:count]
    with Library.create(folder, now=NOW) as library, library.deed("fill", now=NOW) as deed:
        deed.records.put_works(works)
    done = run([*INSTALLED, "--library", str(folder), "dedupe", "--json"])
    if done.status:
        raise RuntimeError(f"dedupe ended with {done.status}")
    return done.seconds, done.peak_mb
