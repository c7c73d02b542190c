"""Every check over the shipped corpus, and over 10,000 claims with figures and verdicts."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from benchmarks.processes import median, run
from benchmarks.rows import Row
from benchmarks.samples import bibtex_file
from bib.dates import PartialDate
from bib.formats.bibtex import read_bibtex
from bib.works import Citekey, ReadStatus, Work
from evidence.chains import (
    Basis,
    Limitation,
    LimitationId,
    Link,
    Node,
    NodeId,
    Relation,
    Role,
)
from evidence.citations import Citation
from evidence.claims import Claim, ClaimId, Locator
from evidence.corpus import About, Corpus
from evidence.figures import Figure, Qualifier, figure_id
from evidence.reviewing.bindings import binding_of
from evidence.verdicts import Verdict, VerdictState
from tracker.library import Library

_EVTRACK = str(Path(sys.executable).with_name("evtrack"))
_WORKS, _CLAIMS, _CITED, _READERS = 2_000, 10_000, 3, ("ana", "ben")
_SURVEY = Citekey("survey2026")
_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def rows(*, large: bool) -> Iterator[Row]:  # noqa: ARG001
    """Seconds of the whole command, output and all."""
    with tempfile.TemporaryDirectory() as scratch:
        shipped, big = Path(scratch, "shipped"), Path(scratch, "big")
        run([_EVTRACK, "init", str(shipped), "--corpus", "ding2025"])
        small = median([_EVTRACK, "--library", str(shipped), "check"])
        yield Row(name="check of the shipped corpus", figure=small.seconds, unit="s", bound=3)
        _fill(big, Path(scratch))
        found = run([_EVTRACK, "--library", str(big), "check", "--json"])
        yield Row(
            name=f"check of {_CLAIMS:,} claims, {_WORKS:,} works",
            figure=found.seconds,
            unit="s",
            bound=30,
            note=f"{_CLAIMS * _CITED * len(_READERS):,} verdicts, {found.peak_mb:.0f} MB, "
            f"exit {found.status}",
        )


def _fill(root: Path, scratch: Path) -> None:
    corpus = _corpus(scratch)
    with Library.create(root, now=_DAY) as library, library.deed("fill", now=_DAY) as deed:
        deed.records.put_corpus(corpus)


def _corpus(scratch: Path) -> Corpus:
    chance = random.Random(5)
    bibtex_file(scratch / "works.bib", _WORKS)
    text = (scratch / "works.bib").read_text(encoding="utf-8")
    works = [
        replace(work, cited_as=number, read_status=ReadStatus.ABSTRACT)
        for number, work in enumerate(read_bibtex(text, file="works.bib").works, 1)
    ]
    survey = Work(key=_SURVEY, type="article", fields={"title": "A survey"}, title="A survey")
    claims = tuple(_claim(number, works, chance) for number in range(_CLAIMS))
    limitations = tuple(
        Limitation(id=LimitationId(f"L{number}"), title="A limitation") for number in range(20)
    )
    nodes = tuple(
        node for limitation in limitations for node in _chain(limitation.id, claims, chance)
    )
    return Corpus(
        about=About(survey=_SURVEY),
        bibliography=(survey, *works),
        claims=claims,
        limitations=limitations,
        nodes=nodes,
        links=tuple(_links(nodes, claims, chance)),
        verdicts=tuple(_verdicts(claims, chance)),
    )


def _claim(number: int, works: list[Work], chance: random.Random) -> Claim:
    """A claim of the survey, or every third time of a cited work; most state figures."""
    own = number % 3 != 0
    cited = chance.sample(works, _CITED)
    return Claim(
        id=ClaimId(f"survey2026-{number}"),
        work=_SURVEY if own else works[number % _WORKS].key,
        statement=f"It is the case that {number} of them do.",
        locator=Locator(section="1", paragraph=number // 10 + 1, sentence=number % 10 + 1),
        citations=tuple(
            Citation(work=work.key, number=work.cited_as, group=number) for work in cited
        ),
        figures=tuple(_figure(number, chance) for _ in range(number % 4)),
    )


def _figure(number: int, chance: random.Random) -> Figure:
    other = chance.randrange(_CLAIMS)
    figure = Figure(
        value=Decimal(chance.randrange(1, 100_000)),
        unit=chance.choice(["images", "mentions", "tools", "people", "%"]),
        subject=f"what was counted {number % 500}",
        qualifier=chance.choice(list(Qualifier)),
        as_of=chance.choice([None, PartialDate(2020), PartialDate(2024, 5)]),
        disputed_by=(f"survey2026-{other}",) if number % 5 == 0 else (),
    )
    parts = figure_id(f"survey2026-{number - 1}", 1), figure_id(f"survey2026-{other}", 1)
    return replace(figure, ratio_of=parts) if number % 7 == 0 else figure


def _chain(
    limitation: LimitationId, claims: tuple[Claim, ...], chance: random.Random
) -> Iterator[Node]:
    yield Node(
        id=NodeId(f"{limitation}.C"),
        limitation=limitation,
        role=Role.CONCLUSION,
        text="A conclusion.",
        basis=Basis.INFERRED,
    )
    for step in range(30):
        yield Node(
            id=NodeId(f"{limitation}.P{step}"),
            limitation=limitation,
            role=Role.PREMISE,
            text="A premise.",
            basis=Basis.CITED,
            claims=tuple(claim.id for claim in chance.sample(claims, 5)),
        )


def _links(
    nodes: tuple[Node, ...], claims: tuple[Claim, ...], chance: random.Random
) -> Iterator[Link]:
    for node in nodes:
        if node.role is Role.PREMISE:
            yield Link(source=node.id, relation=Relation.SUPPORTS, target=f"{node.limitation}.C")
    for claim in claims[::2]:
        other = chance.choice(claims)
        yield Link(source=claim.id, relation=Relation.CONTRADICTS, target=other.id)


def _verdicts(claims: tuple[Claim, ...], chance: random.Random) -> Iterator[Verdict]:
    """Two of every pair; those of every tenth claim were given on other words."""
    for number, claim in enumerate(claims):
        then = replace(claim, statement="It was said otherwise.") if number % 10 == 0 else claim
        for citation in claim.citations:
            for reader in _READERS:
                yield Verdict(
                    claim=claim.id,
                    work=citation.work,
                    state=chance.choice(list(VerdictState)),
                    reader=reader,
                    read_at=_DAY,
                    access=ReadStatus.ABSTRACT,
                    binding=binding_of(then, citation.work),
                )
