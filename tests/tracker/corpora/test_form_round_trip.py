"""Any corpus there can be is written, read, and written again to the same bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from bib.dates import PartialDate
from bib.identity import Identified, Identity
from bib.standing import Standing, StandingSignal
from bib.works import Citekey, LinkPolicy, ReadStatus, Related, Sighting, Work, WorkRelation
from evidence.chains import (
    Basis,
    Leg,
    Limitation,
    LimitationId,
    Link,
    Node,
    NodeId,
    Relation,
    Role,
    StatedBy,
)
from evidence.citations import Citation
from evidence.claims import Attribution, Claim, ClaimId, Locator
from evidence.concepts import Concept, Scheme
from evidence.corpus import About, Corpus
from evidence.excerpts import Excerpt, ExcerptId, Fingerprint
from evidence.figures import Figure, FigureId, Qualifier, figure_id
from evidence.findings import Waiver
from evidence.matrix import Cell, CellBasis, Matrix
from evidence.responses import Response
from evidence.reviewing.bindings import Wording, changed_wordings, digest
from evidence.verdicts import Binding, Fault, Verdict, VerdictState
from tracker.corpora.form_order import in_form_order
from tracker.corpora.reading import read_corpus
from tracker.corpora.withheld import shown
from tracker.corpora.writing import corpus_texts, write_corpus

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

KEYS = ("survey2025", "a:b/c+d", "Öz.2020", ".hidden")
CLAIMS = ("survey2025-4.1-1-5a", "survey2025-10", "survey2025-9", "x:×", "#1")
NODES = ("L1.C", "L1.P10", "L1.P9", "L2.C", "&a")
LIMITATIONS = ("L1", "L10", "L2", "con?")
SCHEMES = ("stage", "kind", "no")
CONCEPTS = ("stage/making", "stage/use/last", "kind/aim", "no/1.10")
PLACES = ("", "4.1-1-5a", "4.1-1", "10", "0-1-1", "abstract", "fig1-2", "4-0-1")
QUANTITIES = tuple(map(Decimal, ("2.2", "1.10", "0", "5.85E+9", "1E-7", "-0.50", "70000")))
DATES = (PartialDate(2023), PartialDate(1024, 5), PartialDate(2026, 11, 22), None)


@dataclass(frozen=True)
class Making:
    """Makes corpora that hang together, of given texts and in ways that chance decides."""

    texts: Sequence[str]
    chance: Random

    def text(self) -> str:
        return self.chance.choice(self.texts)

    def one(self, choices: Sequence[T]) -> T:
        return self.chance.choice(choices)

    def word(self, words: type[E]) -> E:
        return self.chance.choice(list(words))

    def yes(self) -> bool:
        return self.chance.random() < 0.5

    def some(self, make: Callable[[], T], most: int = 3) -> tuple[T, ...]:
        return tuple(make() for _ in range(self.chance.randrange(most + 1)))

    def ids(self, ids: Sequence[str]) -> Any:
        return self.some(lambda: self.one(ids), 12)

    def number(self) -> int | None:
        return self.one((None, 0, 7, 999_999_999))

    def digest(self) -> str:
        return f"{self.chance.getrandbits(256):064x}"

    def distinct(self, make: Callable[[], T], by: Callable[[T], object]) -> tuple[T, ...]:
        return tuple({by(each): each for each in self.some(make, 5)}.values())

    def work(self, key: str) -> Work:
        return Work(
            key=Citekey(key),
            type="article",
            fields={"title": "A Work"},
            title="A Work",
            block=f"@article{{{key},\n  title = {{A Work}},\n}}",
            aliases=self.one(((), (f"{key}-old",))),
            cited_as=self.number(),
            link_policy=self.word(LinkPolicy),
            read_status=self.word(ReadStatus),
            standing=self.some(
                lambda: StandingSignal(
                    state=self.word(Standing),
                    since=self.one(DATES),
                    seen=self.text(),
                    note=self.text(),
                )
            ),
            seen=self.some(
                lambda: Sighting(where=self.text(), what=self.text(), on=self.one(DATES))
            ),
            identified=self.one(
                (
                    None,
                    Identified(
                        grade=self.word(Identity),
                        by=self.text(),
                        on=self.one(DATES),
                        why=self.text(),
                    ),
                )
            ),
            repairs=self.some(self.text),
            related=self.some(
                lambda: Related(relation=self.word(WorkRelation), work=Citekey(self.one(KEYS)))
            ),
            origins=dict(self.some(lambda: (self.text(), self.text()))),
            address_sha256=self.one((None, self.digest())),
            gist=self.text(),
            note=self.text(),
        )

    def figure(self) -> Figure:
        value = self.one(QUANTITIES)
        return Figure(
            value=value,
            high=self.one((None, value, value + 1)),
            unit=self.text(),
            subject=self.text(),
            qualifier=self.word(Qualifier),
            as_of=self.one(DATES),
            since=self.one(DATES),
            until=self.one(DATES),
            dispute=self.text(),
            disputed_by=self.ids(CLAIMS),
            not_before=self.some(self.figure_id),
            **self.one(
                (
                    {},
                    {"ratio_of": (self.figure_id(), self.figure_id())},
                    {"sum_of": (self.figure_id(), self.figure_id(), self.figure_id())},
                    {"growth_of": (self.figure_id(), self.figure_id())},
                )
            ),
        )

    def figure_id(self) -> FigureId:
        return figure_id(self.one(CLAIMS), self.chance.randrange(1, 12))

    def excerpt(self, claim: str, place: int) -> Excerpt:
        mark = Fingerprint(length=self.chance.randrange(999), sha256=self.digest())
        return Excerpt(
            id=ExcerptId(self.one((f"{claim}-x{place}", f"{claim}-own-{place}"))),
            claim=claim,
            work=Citekey(self.one(KEYS)),
            quote=self.text(),
            prefix=self.text(),
            suffix=self.text(),
            start=self.number(),
            end=self.number(),
            page=self.text(),
            text_sha256=self.one(("", self.digest())),
            found_by=self.one(("", "exact", "orphaned")),
            fingerprint=self.one((None, mark)),
            comment=self.text(),
            colour=self.one(("", "#ffd400")),
            by=self.text(),
            made_at=self.one((None, datetime(2026, 11, 22, 9, 30, 0, 7, tzinfo=UTC))),
            origin=self.text(),
            position=self.text(),
        )

    def waiting(self) -> Excerpt:
        id_ = self.one(("z-w10", "z-w9", "#2"))
        return replace(self.excerpt("z", 1), id=ExcerptId(id_), claim="")

    def claim(self, id_: str) -> Claim:
        return Claim(
            id=ClaimId(id_),
            work=Citekey(self.one(KEYS)),
            statement=self.text() + "Something.",
            kind=self.one(("", "aim")),
            locator=Locator.parse(self.one(PLACES), page=self.text()),
            attribution=self.word(Attribution),
            modality=self.text(),
            population=self.text(),
            concepts=self.ids(CONCEPTS),
            citations=self.some(
                lambda: Citation(
                    work=Citekey(self.one(KEYS)),
                    number=self.number(),
                    group=self.number(),
                    through_range=self.yes(),
                    is_ambiguous=self.yes(),
                )
            ),
            figures=self.some(self.figure),
            excerpts=tuple(self.excerpt(id_, place) for place in self.one(((), (1,), (1, 2)))),
            read_status=self.word(ReadStatus),
            seen=self.text(),
            note=self.text(),
            is_withdrawn=self.yes(),
            is_draft=self.yes(),
        )

    def limitation(self, id_: str) -> Limitation:
        return Limitation(
            id=LimitationId(id_),
            title=self.text(),
            summary=self.text(),
            legs=self.some(
                lambda: Leg(id=self.one(("A", "no")), title=self.text(), note=self.text())
            ),
            robustness=self.text(),
            unstated=self.some(self.text),
            cautions=self.some(self.text),
        )

    def node(self, id_: str, limitation: Limitation) -> Node:
        return Node(
            id=NodeId(id_),
            limitation=limitation.id,
            role=self.word(Role),
            text=self.text(),
            leg=self.one(["", *(leg.id for leg in limitation.legs)]),
            claims=self.ids(CLAIMS),
            basis=self.word(Basis),
            carried=self.ids(KEYS),
            note=self.text(),
        )

    def nodes(self, held: Sequence[Limitation]) -> tuple[Node, ...]:
        ids = self.chance.sample(NODES, len(NODES)) if held else []
        # Each limitation has a node; the rest stand anywhere.
        homes = [*held, *(self.one(held) for _ in ids[len(held) :])]
        return tuple(self.node(id_, home) for id_, home in zip(ids, homes, strict=True))

    def link(self, ends: Sequence[str]) -> Link:
        relation = self.one([each for each in Relation if each is not Relation.SUPPORTS])
        return Link(
            source=self.one(ends),
            relation=relation,
            target=self.one(ends),
            warrant=self.text(),
            stated_by=self.word(StatedBy),
        )

    def concept(self, id_: str) -> Concept:
        return Concept(
            id=id_,
            scheme=id_.split("/", maxsplit=1)[0],
            label=self.text(),
            definition=self.text(),
            broader=self.one(("", *CONCEPTS)),
            alternative_labels=self.some(self.text),
            note=self.text(),
        )

    def matrix(self) -> Matrix:
        return Matrix(
            id="m",
            title=self.text(),
            rows="stage",
            columns="kind",
            states=(("silent", self.text()), ("no", self.text())),
            cells=self.some(
                lambda: Cell(
                    row=self.one(("stage/making", "stage/use/last")),
                    column="kind/aim",
                    state=self.one(("silent", "no")),
                    basis=self.word(CellBasis),
                    claims=self.ids(CLAIMS),
                    where=self.text(),
                    note=self.text(),
                    remark=self.text(),
                )
            ),
            note=self.text(),
        )

    def response(self, id_: str) -> Response:
        return Response(
            id=id_,
            name=self.text(),
            kind=self.text(),
            works=self.ids(KEYS),
            claims=self.ids(CLAIMS),
            stage=self.text(),
            touches=self.text(),
            limits=self.ids(CLAIMS),
            limits_note=self.text(),
            actor=self.text(),
            jurisdiction=self.text(),
            duty_holder=self.text(),
            trigger=self.text(),
            burden=self.text(),
            since=self.text(),
            note=self.text(),
        )

    def verdict(self) -> Verdict:
        past = timedelta(microseconds=self.chance.randrange(10**16))
        return Verdict(
            claim=self.one(CLAIMS),
            work=Citekey(self.one(KEYS)),
            state=self.word(VerdictState),
            reader=self.text(),
            read_at=datetime(2026, 11, 22, tzinfo=UTC) - past,
            access=self.word(ReadStatus),
            reason=self.text(),
            fault=self.one((None, *Fault)),
            is_major=self.yes(),
            locator=self.text(),
            excerpt=self.one(("", "ding2025-1-x1")),
            binding=self.one((None, self.binding())),
            is_adjudication=self.yes(),
            agreed_by=self.some(self.text),
            is_taken_back=self.yes(),
        )

    def binding(self) -> Binding:
        return Binding(
            claim=self.one((digest(self.text()), self.digest())) or self.digest(),
            citation=self.one(("", self.digest())),
            excerpt=digest(self.text()),
            text=self.one(("", self.digest())),
        )

    def waiver(self) -> Waiver:
        return Waiver(
            check=self.one(("single-source", "no")),
            subject=f"L1.P1 {self.text()}",
            why=self.text(),
            by=self.text(),
            until=self.one((None, date(2027, 1, 31))),
        )

    def about(self) -> About:
        return About(
            title=self.text(),
            survey=self.one(("", *KEYS)),
            language=self.text(),
            licence=self.text(),
            scope=self.text(),
            content_note=self.text(),
            read_on=self.text(),
            queries=self.some(self.text),
            note=self.text(),
        )

    def corpus(self) -> Corpus:
        names = self.chance.sample(LIMITATIONS, self.chance.randrange(5))
        held = tuple(self.limitation(id_) for id_ in names)
        nodes = self.nodes(held)
        ends = [*CLAIMS, *(node.id for node in nodes)]
        return Corpus(
            about=self.about(),
            bibliography=tuple(self.work(key) for key in KEYS),
            claims=tuple(self.claim(id_) for id_ in self.chance.sample(CLAIMS, len(CLAIMS))),
            limitations=held,
            nodes=nodes,
            links=self.distinct(
                lambda: self.link(ends), lambda link: (link.source, link.relation, link.target)
            ),
            schemes=tuple(
                Scheme(id=id_, title=self.text(), version=self.text(), note=self.text())
                for id_ in SCHEMES
            ),
            concepts=tuple(self.concept(id_) for id_ in self.chance.sample(CONCEPTS, 4)),
            matrices=self.one(((), (self.matrix(),))),
            responses=tuple(self.response(id_) for id_ in ("b-act", "an-act")),
            verdicts=self.distinct(
                self.verdict, lambda each: (each.claim, each.work, each.reader, each.read_at)
            ),
            waivers=self.distinct(self.waiver, lambda each: (each.check, each.subject)),
            waiting_excerpts=self.distinct(self.waiting, lambda each: each.id),
            wordings=tuple(
                Wording(sha256=digest(words), words=words)
                for words in dict.fromkeys(self.texts)
                if words
            ),
        )


SENTENCES = st.lists(st.text("abé“”:#'-", min_size=1, max_size=12), max_size=30).map(" ".join)
AWKWARD = st.text("ab :#-\n\"'>|[]{},&*!%@`?\\\t\r\x85\u2028\ufeff", max_size=30)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(max_size=20) | AWKWARD | SENTENCES, min_size=1, max_size=12),
    st.integers(0, 2**32),
)
def test_any_corpus_survives_writing_and_reading_and_its_bytes_do_too(
    texts: list[str], seed: int
) -> None:
    corpus = Making(texts, Random(seed)).corpus()  # noqa: S311

    with tempfile.TemporaryDirectory() as folder:
        write_corpus(corpus, Path(folder))
        reading = read_corpus(Path(folder))

    assert reading.problems == ()
    kept = replace(
        corpus,
        bibliography=tuple(map(shown, corpus.works)),
        wordings=tuple(changed_wordings(corpus.wordings, corpus.claims, corpus.verdicts)),
    )
    assert reading.corpus == in_form_order(kept)
    assert corpus_texts(reading.corpus) == corpus_texts(corpus)
