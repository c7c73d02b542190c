"""Reviewing 50,000 pairs: the list, the next pair, and one more verdict beside 100,000 others."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.rows import Row
from bib.works import Citekey, ReadStatus, Work
from evidence.chains import Basis, Limitation, LimitationId, Node, NodeId, Role
from evidence.citations import Citation
from evidence.claims import Claim, ClaimId, Locator
from evidence.corpus import About, Corpus
from evidence.reviewing.bindings import binding_of
from evidence.verdicts import Verdict, VerdictState
from tracker.actions.record_verdict import Judgement, record_verdict
from tracker.actions.review_queue import Asked, review_queue
from tracker.actions.review_session import ReviewSession
from tracker.library import Library

_CLAIMS, _CITED, _WORKS = 10_000, 5, 5_000
_READERS = ("ana", "ben")
_FEW = 100
_BOUND = 1.0
_START = datetime(2026, 1, 1, tzinfo=UTC)


def rows(*, large: bool) -> Iterator[Row]:  # noqa: ARG001
    """Seconds for a reviewer who asks again, after a verdict, and for the first time."""
    corpus = _corpus()
    with _library(corpus, _verdicts(corpus)[:_FEW]) as library:
        few = _recording(library, corpus)
    with _library(corpus, _verdicts(corpus)) as library:
        # All pairs wait for a third reader.
        library.settings = replace(library.settings, readings=3)
        yield from _asking(library, corpus)
        many = _recording(library, corpus)
    yield Row(name=f"one verdict more, beside {_FEW}", figure=few, unit="s")
    yield Row(name="one verdict more, beside 100,000", figure=many, unit="s")
    yield Row(name="… the second over the first", figure=many / few, unit="", bound=1.5)


def _asking(library: Library, corpus: Corpus) -> Iterator[Row]:
    def listed() -> Any:
        return review_queue(library, Asked(), reader="eve")

    def following() -> Any:
        return ReviewSession(library, Asked(), reader="eve", clock=lambda: _START).at_hand()

    pairs = f"{_CLAIMS * _CITED:,} pairs"
    yield Row(
        name=f"review list, {pairs}, first time, with all alarms", figure=_seconds(listed), unit="s"
    )
    yield Row(name=f"review list, {pairs}, again", figure=_seconds(listed), unit="s", bound=_BOUND)
    yield Row(
        name=f"review next, {pairs}, again", figure=_seconds(following), unit="s", bound=_BOUND
    )
    _record(library, corpus, 17)
    yield Row(
        name=f"review next, {pairs}, after a verdict",
        figure=_seconds(following),
        unit="s",
        bound=_BOUND,
    )


def _recording(library: Library, corpus: Corpus) -> float:
    """Seconds of the processor for one verdict, the median of some; disks vary by the minute."""
    times = []
    for number in range(100, 130):
        started = time.process_time()
        _record(library, corpus, number)
        times.append(time.process_time() - started)
    return statistics.median(times)


def _record(library: Library, corpus: Corpus, number: int) -> None:
    claim = corpus.claims[number]
    judgement = Judgement(
        claim=claim.id,
        work=claim.citations[0].work,
        state=VerdictState.SUPPORTED,
        reader="eve",
        access=ReadStatus.FULL,
    )
    record_verdict(library, judgement, now=_START + timedelta(days=300, minutes=number))


def _seconds(deed: Callable[[], Any]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started


@contextmanager
def _library(corpus: Corpus, verdicts: tuple[Verdict, ...]) -> Iterator[Library]:
    with (
        tempfile.TemporaryDirectory() as scratch,
        Library.create(Path(scratch, "library"), now=_START) as library,
    ):
        with library.deed("fill", now=_START) as deed:
            deed.records.put_corpus(corpus)
            deed.records.put_verdicts(verdicts)
        yield library


def _corpus() -> Corpus:
    chance = random.Random(11)
    keys = [Citekey(f"work{number}") for number in range(_WORKS)]
    survey = Work(key=Citekey("survey2026"), type="article", fields={}, title="A survey")
    works = [Work(key=key, type="article", fields={}, title=f"On {key}") for key in keys]
    claims = [
        Claim(
            id=ClaimId(f"survey2026-{number}"),
            work=survey.key,
            statement=f"It is the case that {number} of them do.",
            locator=Locator(section="1", paragraph=number // 10 + 1, sentence=number % 10 + 1),
            citations=tuple(
                Citation(work=key, number=place, group=number)
                for place, key in enumerate(chance.sample(keys, _CITED), 1)
            ),
        )
        for number in range(_CLAIMS)
    ]
    limitations = [Limitation(id=LimitationId(f"L{n}"), title=f"Limitation {n}") for n in range(20)]
    nodes = [
        Node(
            id=NodeId(f"{limitation.id}.P{step}"),
            limitation=limitation.id,
            role=Role.PREMISE,
            text="A premise.",
            basis=Basis.CITED,
            claims=tuple(claim.id for claim in chance.sample(claims, 3)),
        )
        for limitation in limitations
        for step in range(10)
    ]
    return Corpus(
        about=About(survey=survey.key),
        bibliography=(survey, *works),
        claims=tuple(claims),
        limitations=tuple(limitations),
        nodes=tuple(nodes),
    )


def _verdicts(corpus: Corpus) -> tuple[Verdict, ...]:
    """Two readings of every pair."""
    return tuple(
        Verdict(
            claim=claim.id,
            work=citation.work,
            state=VerdictState.SUPPORTED,
            reader=reader,
            read_at=_START + timedelta(seconds=number),
            access=ReadStatus.FULL,
            binding=binding_of(claim, citation.work),
        )
        for number, claim in enumerate(corpus.claims)
        for citation in claim.citations
        for reader in _READERS
    )
