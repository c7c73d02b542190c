"""Any corpus there can be is written, read, and written again to the same bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bib.dates import PartialDate
from bib.standing import Standing, StandingSignal
from bib.works import Citekey, LinkPolicy, ReadStatus, Sighting, Work
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
from evidence.figures import Figure, Qualifier
from evidence.findings import Waiver
from evidence.matrix import Cell, CellBasis, Matrix
from evidence.responses import Response
from evidence.verdicts import Fault, Verdict, VerdictState
from tracker.corpora.form_order import in_form_order
from tracker.corpora.reading import read_corpus
from tracker.corpora.writing import corpus_texts, write_corpus

T = TypeVar("T")

KEYS = ("survey2025", "a:b/c+d", "Öz.2020", ".hidden")
CLAIMS = ("survey2025-4.1-1-5a", "survey2025-10", "survey2025-9", "x:×", "#1")
NODES = ("L1.C", "L1.P10", "L1.P9", "L2.C", "&a")
LIMITATIONS = ("L1", "L10", "L2", "con?")
SCHEMES = ("stage", "kind", "no")
CONCEPTS = ("stage/making", "stage/use/last", "kind/aim", "no/1.10")
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)

texts = st.one_of(
    st.just(""),
    st.text(max_size=20),
    st.text(alphabet="ab :#-\n\"'>|[]{},&*!%@`?\\\t", max_size=30),
    st.lists(st.text(alphabet="abé“”:#'-", min_size=1, max_size=12), max_size=30).map(" ".join),
)
numbers = st.none() | st.integers(min_value=0, max_value=999_999_999)
instants = st.datetimes(
    min_value=datetime(1000, 1, 2),  # noqa: DTZ001  the strategy adds the zone
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)
dates = st.dates(min_value=date(1000, 1, 1)).map(
    lambda day: PartialDate(day.year, day.month, day.day)
) | st.sampled_from([PartialDate(2023), PartialDate(1024, 5)])


def tuples(strategy: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def some(ids: Iterable[str]) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(tuple(ids)), max_size=12).map(tuple)


def one(ids: Iterable[str]) -> st.SearchStrategy[Any]:
    return st.sampled_from(tuple(ids))


def subsets(ids: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(ids), unique=True)


decimals = st.decimals(
    min_value=Decimal("-1e15"), max_value=Decimal("1e15"), allow_nan=False, places=2
) | st.sampled_from([Decimal("5.85E+9"), Decimal("1E-7"), Decimal("-0.10")])
figures = st.builds(
    Figure,
    value=decimals,
    high=st.none() | st.just(Decimal("1e16")),
    unit=texts,
    subject=texts,
    qualifier=st.sampled_from(Qualifier),
    as_of=st.none() | dates,
    since=st.none() | dates,
    until=st.none() | dates,
    dispute=texts,
    disputed_by=some(CLAIMS),
)
citations = st.builds(
    Citation,
    work=one(KEYS),
    number=numbers,
    group=numbers,
    through_range=st.booleans(),
    is_ambiguous=st.booleans(),
)
prints = st.builds(Fingerprint, length=st.integers(0, 999), sha256=DIGESTS)
excerpts = st.builds(
    Excerpt,
    id=st.sampled_from(["", "own-id"]),
    claim=st.just(""),
    work=one(KEYS),
    quote=texts,
    prefix=texts,
    suffix=texts,
    start=numbers,
    end=numbers,
    page=texts,
    text_sha256=st.just("") | DIGESTS,
    fingerprint=st.none() | prints,
)
places = st.sampled_from(["", "4.1-1-5a", "4.1-1", "10", "0-1-1", "abstract", "fig1-2", "4-0-1"])


@st.composite
def works(draw: st.DrawFn, key: str) -> Work:
    block = f"@article{{{key},\n  title = {{A Work}},\n}}"
    return Work(
        key=Citekey(key),
        type="article",
        fields={"title": "A Work"},
        title="A Work",
        block=block,
        aliases=draw(some([f"{key}-old"]).map(lambda aliases: aliases[:1])),
        cited_as=draw(numbers),
        link_policy=draw(st.sampled_from(LinkPolicy)),
        read_status=draw(st.sampled_from(ReadStatus)),
        standing=draw(
            tuples(
                st.builds(
                    StandingSignal,
                    state=st.sampled_from(Standing),
                    since=st.none() | dates,
                    seen=texts,
                    note=texts,
                )
            )
        ),
        seen=draw(tuples(st.builds(Sighting, where=texts, what=texts, on=st.none() | dates))),
        repairs=draw(tuples(texts)),
        address_sha256=draw(st.none() | DIGESTS),
        gist=draw(texts),
        note=draw(texts),
    )


@st.composite
def claims(draw: st.DrawFn, id_: str) -> Claim:
    work = draw(one(KEYS))
    taken = draw(st.lists(excerpts, max_size=2, unique_by=lambda each: each.id))
    return Claim(
        id=ClaimId(id_),
        work=work,
        statement=draw(texts.filter(str.strip)),
        kind=draw(one(["", "aim"])),
        locator=Locator.parse(draw(places), page=draw(texts)),
        attribution=draw(st.sampled_from(Attribution)),
        modality=draw(texts),
        population=draw(texts),
        concepts=draw(some(CONCEPTS)),
        citations=draw(tuples(citations)),
        figures=draw(tuples(figures)),
        excerpts=tuple(
            replace(
                each,
                id=ExcerptId(f"{id_}-x{place}" if not each.id else f"{id_}-{each.id}"),
                claim=id_,
            )
            for place, each in enumerate(taken, 1)
        ),
        read_status=draw(st.sampled_from(ReadStatus)),
        seen=draw(texts),
        note=draw(texts),
        is_withdrawn=draw(st.booleans()),
    )


def limitations(id_: str) -> st.SearchStrategy[Limitation]:
    return st.builds(
        Limitation,
        id=st.just(LimitationId(id_)),
        title=texts,
        summary=texts,
        legs=tuples(st.builds(Leg, id=one(["A", "no", "B:1"]), title=texts, note=texts)),
        robustness=texts,
        unstated=tuples(texts),
        cautions=tuples(texts),
    )


@st.composite
def nodes(draw: st.DrawFn, id_: str, limitation: Limitation) -> Node:
    return Node(
        id=NodeId(id_),
        limitation=limitation.id,
        role=draw(st.sampled_from(Role)),
        text=draw(texts),
        leg=draw(one(["", *(leg.id for leg in limitation.legs)])),
        claims=draw(some(CLAIMS)),
        basis=draw(st.sampled_from(Basis)),
        carried=draw(some(KEYS)),
        note=draw(texts),
    )


def links(steps: list[str]) -> st.SearchStrategy[Link]:
    return st.builds(
        Link,
        source=one(steps),
        relation=st.sampled_from([each for each in Relation if each is not Relation.SUPPORTS]),
        target=one(steps),
        warrant=texts,
        stated_by=st.sampled_from(StatedBy),
    )


matrices = st.builds(
    Matrix,
    id=st.just("m"),
    title=texts,
    rows=st.just("stage"),
    columns=st.just("kind"),
    states=st.just((("silent", ""), ("no", "said: no"))),
    cells=tuples(
        st.builds(
            Cell,
            row=one(["stage/making", "stage/use/last"]),
            column=st.just("kind/aim"),
            state=one(["silent", "no"]),
            basis=st.sampled_from(CellBasis),
            claims=some(CLAIMS),
            where=texts,
            note=texts,
            remark=texts,
        )
    ),
    note=texts,
)
responses = st.builds(
    Response,
    id=st.just("an-act"),
    name=texts,
    kind=texts,
    works=some(KEYS),
    claims=some(CLAIMS),
    stage=texts,
    touches=texts,
    limits=some(CLAIMS),
    limits_note=texts,
    actor=texts,
    jurisdiction=texts,
    duty_holder=texts,
    trigger=texts,
    burden=texts,
    since=texts,
    note=texts,
)
verdicts = st.builds(
    Verdict,
    claim=one(CLAIMS),
    work=one(KEYS),
    state=st.sampled_from(VerdictState),
    reader=texts,
    read_at=instants,
    access=st.sampled_from(ReadStatus),
    reason=texts,
    fault=st.none() | st.sampled_from(Fault),
    is_major=st.booleans(),
    locator=texts,
)
waivers = st.builds(
    Waiver,
    check=one(["single-source", "no"]),
    subject=texts.filter(lambda text: bool(text) and text[:1].strip() != ""),
    why=texts,
    by=texts,
    until=st.none() | st.dates(),
)


abouts = st.builds(
    About,
    title=texts,
    survey=one(["", *KEYS]),
    language=texts,
    licence=texts,
    scope=texts,
    content_note=texts,
    read_on=texts,
    queries=tuples(texts),
    note=texts,
)


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    held = [draw(limitations(id_)) for id_ in draw(subsets(LIMITATIONS))]
    steps: list[Node] = []
    for place, id_ in enumerate(draw(st.permutations(NODES)) if held else []):
        # Each limitation has a node; the rest stand anywhere.
        home = held[place] if place < len(held) else draw(st.sampled_from(held))
        steps.append(draw(nodes(id_, home)))
    ends = [*CLAIMS, *(node.id for node in steps)]
    return Corpus(
        about=draw(abouts),
        bibliography=tuple(draw(works(key)) for key in KEYS),
        claims=tuple(draw(claims(id_)) for id_ in draw(st.permutations(CLAIMS))),
        limitations=tuple(held),
        nodes=tuple(steps),
        links=tuple(
            draw(
                st.lists(
                    links(ends),
                    max_size=4,
                    unique_by=lambda link: (link.source, link.relation, link.target),
                )
            )
        ),
        schemes=tuple(Scheme(id=id_, title=draw(texts), note=draw(texts)) for id_ in SCHEMES),
        concepts=tuple(
            Concept(
                id=id_,
                scheme=id_.split("/", maxsplit=1)[0],
                label=draw(texts),
                definition=draw(texts),
                broader=draw(one(["", *CONCEPTS])),
                alternative_labels=draw(tuples(texts)),
            )
            for id_ in draw(st.permutations(CONCEPTS))
        ),
        matrices=draw(tuples(matrices, 1)),
        responses=draw(tuples(responses, 1)),
        verdicts=tuple(
            draw(
                st.lists(
                    verdicts,
                    max_size=3,
                    unique_by=lambda each: (each.claim, each.work, each.reader, each.read_at),
                )
            )
        ),
        waivers=tuple(
            draw(st.lists(waivers, max_size=3, unique_by=lambda each: (each.check, each.subject)))
        ),
    )


@settings(
    max_examples=40,
    deadline=None,
    # To shrink a whole corpus takes minutes; the first one that fails tells enough.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(corpora())
def test_any_corpus_survives_writing_and_reading_and_its_bytes_do_too(corpus: Corpus) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(corpus, Path(folder))
        reading = read_corpus(Path(folder))

    assert reading.problems == ()
    assert reading.corpus == in_form_order(corpus)
    assert corpus_texts(reading.corpus) == corpus_texts(corpus)
