"""The search engine by itself: building, opening, answering and changing an index.

The documents are invented by `search_corpus`, so that the figures are of search alone; the whole
commands are measured in `commands`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in

from benchmarks.processes import run
from benchmarks.rows import Row
from benchmarks.search_corpus import documents
from tracker.search.query import parse_query
from tracker.search.whoosh_engine import WhooshEngine

_CHANGES = 60


def rows(*, large: bool) -> Iterator[Row]:
    """Figures for 10,000 documents; `large` adds 100,000, which takes minutes to index."""
    with tempfile.TemporaryDirectory() as scratch:
        yield from _rows(Path(scratch, "small"), 10_000)
        if large:
            yield from _rows(Path(scratch, "large"), 100_000)


def build(folder: str, count: int) -> None:
    """Index that many documents."""
    made = documents(count)
    engine = WhooshEngine.open(Path(folder))
    engine.rebuild(made, total=count, generation=1, progress=lambda _: None)


def queries() -> dict[str, str]:
    """A query of every form, from words that are frequent, middling and rare."""
    sample = list(islice(documents(200), 200))
    counted = Counter(word for each in sample for word in " ".join(each.body[4:5]).split())
    ranked = [word.strip(".") for word, _ in counted.most_common()]
    often, middling, rare = ranked[0], ranked[80:100], ranked[-30:]
    return {
        "a frequent word": often,
        "a middling word": middling[0],
        "three words": f"{often} {middling[1]} {middling[2]}",
        "or": f"{middling[3]} OR {middling[4]}",
        "not": f"{middling[5]} NOT {middling[6]}",
        "a phrase": '"' + " ".join(sample[3].title.split()[2:5]) + '"',
        "a prefix": middling[7][:4] + "*",
        "a pattern": middling[8][:2] + "?" + middling[8][3:],
        "a fuzzy word": rare[0] + "~",
        "a title and years": f"title:{middling[9]} year:2005..2015",
        "an author": "author:" + sample[5].authors[0].split()[1],
        "a pasted abstract": sample[7].body[4],
    }


def _rows(folder: Path, count: int) -> Iterator[Row]:
    small = count == 10_000
    made = run(_python(f"islice(documents({count}), {count})"))
    built = run(_python(f"build({str(folder)!r}, {count})"))
    if made.status or built.status:
        raise RuntimeError("the documents or their index could not be made")
    yield Row(
        name=f"index {count:,} documents, time",
        figure=built.seconds - made.seconds,
        unit="s",
    )
    yield Row(name=f"index {count:,} documents, memory", figure=built.peak_mb, unit="MB", bound=300)
    if small:
        yield _against_whoosh(folder.parent)
    asked = queries()
    engine = WhooshEngine.open(folder)
    for form, text in asked.items():
        yield Row(
            name=f"{form}, warm, {count:,}",
            figure=_median(lambda text=text: engine.answer(parse_query(text), limit=20)) * 1000,
            unit="ms",
            bound=15 if small else None,
        )
    yield Row(
        name=f"one document changed and found, {count:,}",
        figure=_change(engine) * 1000,
        unit="ms",
        bound=30,
    )
    engine.close()


def _against_whoosh(scratch: Path) -> Row:
    """Ours, with eleven fields, over Whoosh's own writer with a title and a body, in CPU time."""
    sample = list(islice(documents(2_000), 2_000))
    started = time.process_time()
    engine = WhooshEngine.open(scratch / "ours")
    engine.rebuild(sample, total=len(sample), generation=1, progress=lambda _: None)
    ours = time.process_time() - started
    (scratch / "theirs").mkdir()
    stemmed = TEXT(analyzer=StemmingAnalyzer())
    index = create_in(str(scratch / "theirs"), Schema(id=ID, title=stemmed, content=stemmed))
    started = time.process_time()
    writer = index.writer(limitmb=512)
    for each in sample:
        said = " ".join((each.title, *each.body))
        writer.add_document(id=each.id, title=each.title, content=said)
    writer.commit()
    theirs = time.process_time() - started
    return Row(
        name="index 2,000 documents, over Whoosh's own writer",
        figure=ours / theirs,
        unit="times",
        bound=1,
        note=f"{ours:.1f} s over {theirs:.1f} s of CPU time",
    )


def _change(engine: WhooshEngine) -> float:
    (document,) = islice(documents(1), 1)
    spent = []
    for number in range(_CHANGES):
        changed = replace(document, body=(*document.body, f"remarkable{number}"))
        started = time.perf_counter()
        engine.update([changed], generation=2 + number)
        total = engine.answer(parse_query(f"remarkable{number}"), limit=5).total
        spent.append(time.perf_counter() - started)
        if total != 1:
            raise RuntimeError(f"the changed document was found {total} times")
    return statistics.median(spent)


def _median(deed: Callable[[], object]) -> float:
    spent = []
    for _ in range(8):
        started = time.perf_counter()
        deed()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent[1:])


def _python(expression: str) -> list[str]:
    names = "from itertools import islice; from benchmarks.search import build, documents"
    return [sys.executable, "-c", f"{names}\nfor _ in [{expression}]: list(_) if _ else None"]
