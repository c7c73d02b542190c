"""Finding quoted words again: one quotation in a text of 1 MB, and a thousand excerpts at once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from benchmarks.rows import Row
from benchmarks.search_corpus import documents
from bib.works import Citekey
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import locate
from evidence.claims import Claim, ClaimId
from evidence.excerpts import Excerpt, ExcerptId, fingerprint
from evidence.passages import PassageIndex
from evidence.texts import Text

_TEXT = 1_000_000
_PAGES_100 = 600_000
_QUOTE = 300
_KINDS = {"exact": 700, "normalised": 150, "editorial": 50, "approximate": 70, "orphaned": 30}
_BOUNDS = {"exact": 50.0, "approximate": 300.0}


def rows(*, large: bool) -> Iterator[Row]:
    """Milliseconds for one quotation by the step that finds it, seconds for a thousand.

    `large` repeats each quotation more often.
    """
    draw = random.Random(4)
    content, other = _prose(_TEXT, seed=1), _prose(60_000, seed=2)
    for kind in _KINDS:
        quotes = [_quote(kind, content, other, draw) for _ in range(21 if large else 7)]
        times = [_cold(quote, content) for quote in quotes]
        yield Row(
            name=f"one quotation in 1 MB, text not seen before, {kind}",
            figure=median(each for each, _ in times) * 1000,
            unit="ms",
            bound=_BOUNDS.get(kind),
            note=", ".join(dict.fromkeys(step for _, step in times)),
        )
    yield _thousand(content, other, draw)
    yield _fingerprints(content, draw)
    yield from _passages(_prose(_PAGES_100, seed=3), draw)


def _prose(length: int, *, seed: int) -> str:
    """Invented words in sentences and paragraphs, with the quotation marks of print."""
    said, total = [], 0
    for document in documents(length // 600, seed=seed):
        said.append(f"{document.title}: “{document.body[-2]}”")
        total += len(said[-1]) + 2
        if total >= length:
            break
    return "\n\n".join(said)[:length]


def _quote(kind: str, content: str, other: str, draw: random.Random) -> str:
    source = other if kind == "orphaned" else content
    start = source.index(" ", draw.randrange(len(source) - 2 * _QUOTE)) + 1
    words = source[start : source.index(" ", start + _QUOTE)]
    if kind == "normalised":
        return words.upper().replace(" ", "\n").replace("“", '"')
    if kind == "editorial":
        return f"{words[:100].rpartition(' ')[0]} […] {words[200:].partition(' ')[2]}"
    if kind == "approximate":
        return "".join(draw.choice("aeions") if draw.random() < 0.05 else each for each in words)
    return words


def _cold(quote: str, content: str) -> tuple[float, str]:
    started = perf_counter()
    found = locate(_excerpt(quote), Haystack(Text(content=content)))
    return perf_counter() - started, str(found.step)


def _excerpt(quote: str) -> Excerpt:
    return Excerpt(id=ExcerptId("e"), claim="", work=Citekey("w"), quote=quote)


def _thousand(content: str, other: str, draw: random.Random) -> Row:
    excerpts = [
        _excerpt(_quote(kind, content, other, draw))
        for kind, count in _KINDS.items()
        for _ in range(count)
    ]
    started = perf_counter()
    haystack = Haystack(Text(content=content))
    steps = Counter(str(locate(each, haystack).step) for each in excerpts)
    return Row(
        name="1,000 excerpts anchored again in a text of 1 MB",
        figure=perf_counter() - started,
        unit="s",
        bound=10,
        note=", ".join(f"{count} {step}" for step, count in steps.items()),
    )


def _fingerprints(content: str, draw: random.Random) -> Row:
    sentences = [each for each in content.replace("\n\n", ". ").split(". ") if each.strip()]
    prints = [fingerprint(draw.choice(sentences)) for _ in range(100)]
    started = perf_counter()
    haystack = Haystack(Text(content=content))
    found = sum(
        locate(
            Excerpt(id=ExcerptId("e"), claim="", work=Citekey("w"), fingerprint=each), haystack
        ).start
        is not None
        for each in prints
    )
    seconds = perf_counter() - started
    name = "100 fingerprints of sentences found in 1 MB"
    return Row(name=name, figure=seconds, unit="s", note=f"{found} found")


def _passages(content: str, draw: random.Random) -> Iterator[Row]:
    started = perf_counter()
    index = PassageIndex(Text(content=content))
    seconds = perf_counter() - started
    yield Row(name="a text of 100 pages made ready for passages", figure=seconds, unit="s")
    times = []
    for _ in range(15):
        claim = Claim(
            id=ClaimId("c"), work=Citekey("w"), statement=_quote("exact", content, content, draw)
        )
        started = perf_counter()
        index.ranked(claim, limit=5)
        times.append(perf_counter() - started)
    yield Row(
        name="passages for a claim in a text of 100 pages, warm",
        figure=median(times) * 1000,
        unit="ms",
        bound=150,
    )
