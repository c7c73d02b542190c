"""Searches and changes inside one process, once everything is loaded."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tracker.library import Library

QUERIES = (
    "governance",
    "synthetic content",
    "harm AND survivor",
    '"image abuse"',
    "govern*",
    "framewrok~",
    "title:consent year:2019..2023",
    "policy OR platform",
    "detection NOT watermark",
    "risk report study",
)


def search_many(folder: Path) -> float:
    """Median seconds of a search over ten queries of every form."""
    with Library.open(folder) as library:
        for query in QUERIES:
            library.search(query)
        spent = []
        for _ in range(3):
            for query in QUERIES:
                started = time.perf_counter()
                library.search(query)
                spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def change_one(folder: Path) -> float:
    """Median seconds from the start of a change to its being found."""
    spent = []
    with Library.open(folder) as library:
        for number in range(10):
            started = time.perf_counter()
            with library.deed("edit", now=datetime.now(UTC)) as deed:
                work = deed.records.work("work7")
                if work is None:
                    raise KeyError("work7")
                deed.records.put_works([replace(work, note=f"remarkable{number}word")])
            found = library.search(f"remarkable{number}word").total
            spent.append(time.perf_counter() - started)
            if found != 1:
                raise RuntimeError(f"the changed work was found {found} times")
    return statistics.median(spent[1:])
