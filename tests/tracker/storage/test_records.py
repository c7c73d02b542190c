"""What is put into a library comes back as it was, in its order, and is left alone if unchanged."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bib.blocks import LooseBlock, LooseKind
from bib.dates import PartialDate
from bib.identity import Identified, Identity
from bib.names import Name
from bib.standing import Standing, StandingSignal
from bib.works import (
    Citekey,
    LinkPolicy,
    ReadStatus,
    Related,
    Sighting,
    Work,
    WorkRelation,
)
from evidence.chains import Basis, Leg, Relation, Role, StatedBy
from evidence.citations import Citation
from evidence.claims import Attribution, Locator
from evidence.concepts import Concept, Scheme
from evidence.corpus import About, Corpus
from evidence.errors import InvalidRecordError
from evidence.excerpts import Excerpt, ExcerptId, fingerprint
from evidence.figures import Figure, Qualifier, figure_id
from evidence.findings import Waiver
from evidence.matrix import Cell, CellBasis, Matrix
from evidence.responses import Response
from evidence.reviewing.bindings import Wording
from evidence.verdicts import Binding, Fault, Verdict, VerdictState
from tests.builders import a_claim, a_limitation, a_link, a_node, a_sound_corpus, a_work
from tracker.errors import DamagedRecordError, RecordTakenError, UnstorableValueError
from tracker.storage.changes import Changes
from tracker.storage.engine import Database
from tracker.storage.records import Records
from tracker.storage.schema import make_tables

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


# To run these against a server as well, name a database there that may be emptied.
URLS = ["sqlite:///library.db", *filter(None, [os.environ.get("EVTRACK_TEST_POSTGRESQL")])]


@pytest.fixture(params=URLS, ids=lambda url: url.partition(":")[0])
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    made = Database(tmp_path, request.param)
    if not made.file:
        with made.writing(is_new=True) as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    make_tables(made, now=NOW)
    yield made
    made.close()


@contextmanager
def writing(database: Database, changes: Changes | None = None) -> Iterator[Records]:
    with database.writing() as connection:
        yield Records(connection, changes or Changes())


@contextmanager
def reading(database: Database) -> Iterator[Records]:
    with database.reading() as connection:
        yield Records(connection)


def a_rich_work() -> Work:
    return a_work(
        "Gaytán+lugo:2025/a",
        type="inproceedings",
        fields={"title": "{T}he \\'e", "author": "A and B", "year": "2025", "empty": ""},
        block="@inproceedings{Gaytán+lugo:2025/a,\r\n\ttitle = {{T}he \\'e},\n}",
        title="The é",
        authors=(
            Name(family="Beauvoir", given="Simone", particle="de", suffix="Jr"),
            Name(literal="A Body"),
        ),
        editors=(Name(family="Ed"),),
        issued=PartialDate(2025, 4),
        ids={"url": "https://example.org", "doi": "10.1000/x"},
        aliases=("old2024", "older"),
        cited_as=12,
        link_policy=LinkPolicy.WARN,
        read_status=ReadStatus.PART,
        standing=(
            StandingSignal(
                state=Standing.SUPERSEDED, since=PartialDate(2024, 2, 29), seen="there", note="n"
            ),
            StandingSignal(state=Standing.GONE),
        ),
        seen=(Sighting(where="a library", what="all", on=PartialDate(2026)), Sighting(where="w")),
        repairs=("year added", "title\nrepaired"),
        related=(Related(relation=WorkRelation.VERSION_OF, work=Citekey("other")),),
        origins={"doi": "crossref 2026-11-23"},
        address_sha256="ab" * 32,
        identified=Identified(
            grade=Identity.ANOTHER, by="Crossref", on=PartialDate(2026, 11, 22), why="w"
        ),
        gist="A survey of two.",
        note="More.",
    )


def a_rich_corpus() -> Corpus:
    claim = a_claim(
        "flynn2022-1",
        kind="empirical",
        locator=Locator(section="4.1", paragraph=1, sentence=5, clause="a", page="iv"),
        attribution=Attribution.REPORTED,
        modality="may",
        population="adults",
        concepts=("stage/creation", "component/tools"),
        citations=(
            Citation(
                work=Citekey("roe2020"), number=3, group=2, through_range=True, is_ambiguous=True
            ),
            Citation(work=Citekey("flynn2022")),
        ),
        figures=(
            Figure(
                value=Decimal("14.50"),
                high=Decimal("1E+2"),
                unit="%",
                subject="adults",
                qualifier=Qualifier.MORE_THAN,
                as_of=PartialDate(2019),
                since=PartialDate(2018, 12),
                until=PartialDate(2019, 1, 31),
                dispute="Others count less.",
                disputed_by=("roe2020-1", "roe2020-2"),
                ratio_of=(figure_id("roe2020-1", 1), figure_id("roe2020-1", 2)),
                not_before=(figure_id("roe2020-2", 1),),
            ),
            Figure(value=Decimal(3), unit="", subject="", sum_of=(figure_id("roe2020-1", 3),)),
            Figure(
                value=Decimal(4),
                unit="%",
                subject="",
                growth_of=(figure_id("roe2020-1", 1), figure_id("roe2020-1", 2)),
            ),
            Figure(value=Decimal("-0.10"), unit="", subject=""),
        ),
        excerpts=(
            Excerpt(
                id=ExcerptId("flynn2022-1-x1"),
                claim="flynn2022-1",
                work=Citekey("roe2020"),
                quote="“words”",
                prefix="before",
                suffix="after",
                start=0,
                end=7,
                page="12",
                text_sha256="cd" * 32,
                found_by="exact",
                fingerprint=fingerprint("words"),
                comment="Is that so?",
                colour="#ffd400",
                by="Ana",
                made_at=datetime(2026, 11, 1, 8, 0, 0, 5, tzinfo=UTC),
                origin="https://example.org/annotation/1",
                position='{"pageIndex": 3}',
            ),
            Excerpt(id=ExcerptId("x2"), claim="flynn2022-1", work=Citekey("flynn2022")),
        ),
        read_status=ReadStatus.FULL,
        seen="a copy",
        note="doubt",
        is_withdrawn=True,
        is_draft=True,
    )
    return Corpus(
        about=About(
            **{each.name: f"{each.name} ü" for each in fields(About) if each.name != "queries"},
            queries=("one", "two words"),
        ),
        bibliography=(
            LooseBlock(kind=LooseKind.STRING, text="@string{acm = {ACM}}", name="acm"),
            a_rich_work(),
            LooseBlock(kind=LooseKind.COMMENT, text="@comment{twice}\r\n"),
            LooseBlock(kind=LooseKind.COMMENT, text="@comment{twice}\r\n"),
            a_work("flynn2022"),
            a_work("roe2020"),
            LooseBlock(kind=LooseKind.TEXT, text="the end"),
        ),
        claims=(claim, a_claim("roe2020-1"), a_claim("roe2020-2"), a_claim("roe2020-10")),
        limitations=(
            a_limitation(
                "L2",
                summary="s",
                legs=(Leg(id="B", title="b", note="n"), Leg(id="A", title="a")),
                robustness="firm",
                unstated=("u", "v"),
                cautions=("c",),
            ),
            a_limitation("L1", legs=()),
        ),
        nodes=(
            a_node(
                "L2.P1",
                role=Role.CONCESSION,
                leg="B",
                claims=("roe2020-1", "flynn2022-1"),
                basis=Basis.CARRIED_OVER,
                carried=(Citekey("roe2020"), Citekey("flynn2022")),
                note="n",
            ),
            a_node("L1.P1"),
        ),
        links=(
            a_link("L2.P1", "contrasts-with", "L1.P1", warrant="w", stated_by=StatedBy.CURATOR),
            a_link("L1.P1", "supports", "L2.P1"),
        ),
        schemes=(
            Scheme(id="stage", title="Stages", version="2", source="here", note="n"),
            Scheme(id="kind", title="Kinds"),
        ),
        concepts=(
            Concept(
                id="stage/creation",
                scheme="stage",
                label="creation",
                definition="d",
                broader="stage/all",
                alternative_labels=("making", "generation"),
                note="n",
            ),
            Concept(id="kind/empirical", scheme="kind", label="empirical"),
        ),
        matrices=(
            Matrix(
                id="m",
                title="M",
                rows="stage",
                columns="kind",
                states=(("not addressed", "nothing"), ("x", "y")),
                cells=(
                    Cell(
                        row="stage/creation",
                        column="kind/empirical",
                        state="x",
                        basis=CellBasis.IMPLIED,
                        claims=("roe2020-1",),
                        where="4.1",
                        note="n",
                        remark="r",
                    ),
                    Cell(row="a", column="b", state="not addressed"),
                ),
                note="n",
            ),
        ),
        responses=(
            Response(
                **{
                    each.name: f"{each.name} é"
                    for each in fields(Response)
                    if each.name not in {"works", "claims", "limits"}
                },
                works=(Citekey("roe2020"), Citekey("flynn2022")),
                claims=("roe2020-1",),
                limits=("roe2020-2",),
            ),
            Response(id="plain", name="Plain", kind="law"),
        ),
        verdicts=(
            Verdict(
                claim="flynn2022-1",
                work=Citekey("roe2020"),
                state=VerdictState.CANNOT_DETERMINE,
                reader="Anna",
                read_at=datetime(2026, 11, 22, 1, 2, 3, 456, tzinfo=UTC),
                access=ReadStatus.ABSTRACT,
                reason="r",
                fault=Fault.NOT_SUBSTANTIATE,
                is_major=True,
                locator="p. 3",
                excerpt="flynn2022-1-x1",
                binding=Binding(claim="a", citation="b", excerpt="c", text="d"),
                is_adjudication=True,
                agreed_by=("Anna", "Ben"),
                is_taken_back=True,
            ),
            Verdict(
                claim="flynn2022-1",
                work=Citekey("roe2020"),
                state=VerdictState.SUPPORTED,
                reader="Ben",
                read_at=NOW,
            ),
        ),
        waivers=(
            Waiver(check="c", subject="s", why="w", by="Anna", until=date(2027, 1, 31)),
            Waiver(check="b", subject="s", why="w", by="Ben"),
        ),
        wordings=(Wording(sha256="b", words="As it was."), Wording(sha256="a", words="é")),
        waiting_excerpts=(
            replace(claim.excerpts[0], id=ExcerptId("flynn2022-w2"), claim=""),
            Excerpt(id=ExcerptId("flynn2022-w1"), claim="", work=Citekey("flynn2022")),
        ),
    )


def values_within(value: Any) -> Iterator[Any]:
    """The value and all values it is made of."""
    if is_dataclass(value):
        yield value
        for each in fields(value):
            yield from values_within(getattr(value, each.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from values_within(item)


def test_a_corpus_comes_back_as_it_was(database: Database) -> None:
    corpus = a_rich_corpus()

    with writing(database) as records:
        records.put_corpus(corpus)

    with reading(database) as records:
        assert records.corpus() == corpus
        assert [list(work.fields) for work in records.works()] == [
            list(work.fields) for work in corpus.works
        ]


def test_the_corpus_of_that_test_leaves_no_field_of_any_value_empty() -> None:
    filled: dict[type, set[str]] = {}
    for value in values_within(a_rich_corpus()):
        names = {each.name for each in fields(value) if getattr(value, each.name) not in ("", ())}
        names -= {name for name in names if getattr(value, name) is None}
        filled.setdefault(type(value), set()).update(names)

    for kind, names in filled.items():
        assert names == {each.name for each in fields(kind)}, kind


def test_a_corpus_put_twice_changes_nothing_the_second_time(database: Database) -> None:
    with writing(database) as records:
        records.put_corpus(a_rich_corpus())
    again = Changes()

    with writing(database, again) as records:
        records.put_corpus(a_rich_corpus())

    assert again.is_empty
    assert not again.works
    assert not again.claims


def test_a_replaced_record_keeps_its_place_and_new_ones_come_last(database: Database) -> None:
    with writing(database) as records:
        records.put_works([a_work("a"), a_work("b")])
        records.put_loose_blocks([LooseBlock(kind=LooseKind.TEXT, text="t")])
        records.put_works([a_work("c"), a_work("a", note="new")])

    with reading(database) as records:
        names = [getattr(item, "key", "block") for item in records.bibliography()]
        assert names == ["a", "b", "block", "c"]
        assert records.works()[0].note == "new"


def test_the_order_of_fields_counts_as_a_change(database: Database) -> None:
    with writing(database) as records:
        records.put_works([a_work("a", fields={"title": "T", "year": "1"})])
    changes = Changes()

    with writing(database, changes) as records:
        records.put_works([a_work("a", fields={"year": "1", "title": "T"})])

    assert list(changes.subjects) == ["a"]


def test_parts_of_a_replaced_record_go_with_it(database: Database) -> None:
    cited = (Citation(work=Citekey("x")), Citation(work=Citekey("y")))
    with writing(database) as records:
        records.put_claims([a_claim("a-1", citations=cited)])
        records.put_claims([a_claim("a-1", citations=cited[1:])])

        assert records.counts()["citations"] == 1
        assert records.remove_claim("a-1")
        assert not records.remove_claim("a-1")
        assert not any(records.counts().values())


@pytest.mark.parametrize("name", ["Flynn2022", "flynn2022", "FLYNN2022", "old", "OLD"])
def test_a_work_is_found_by_key_or_alias_whatever_the_case(database: Database, name: str) -> None:
    with writing(database) as records:
        records.put_works([a_work("Flynn2022", aliases=("Old",)), a_work("other")])

    with reading(database) as records:
        found = records.work(name)
        assert found is not None
        assert found.key == "Flynn2022"
        assert records.work("nobody") is None


def test_an_exact_key_goes_before_an_alias_and_that_before_another_case(database: Database) -> None:
    with writing(database) as records:
        records.put_works([a_work("a", aliases=("b", "C")), a_work("b"), a_work("c")])

        assert [records.work(name).key for name in ("b", "C", "c", "B")] == ["b", "a", "c", "b"]  # type: ignore[union-attr]


def test_a_key_that_differs_only_in_case_is_refused(database: Database) -> None:
    with writing(database) as records:
        records.put_works([a_work("Flynn2022")])

        with pytest.raises(RecordTakenError, match="“flynn2022” as “Flynn2022”"):
            records.put_works([a_work("flynn2022")])
        with pytest.raises(RecordTakenError):
            records.put_works([a_work("a"), a_work("A")])


def test_claims_come_in_the_order_of_reading(database: Database) -> None:
    places = ["10-1-1", "4.1-2-1", "abstract", "", "4.1-1-2b", "4.1-1-2a", "4.1-1-10"]
    with writing(database) as records:
        records.put_works([a_work("b"), a_work("a")])
        records.put_claims([a_claim("z-1")])
        records.put_claims(
            a_claim(f"a-{n}", locator=Locator.parse(text)) for n, text in enumerate(places)
        )
        records.put_claims([a_claim("b-10"), a_claim("b-9")])

        assert [claim.id for claim in records.claims()] == [
            "b-9",
            "b-10",
            *("a-5", "a-4", "a-6", "a-1", "a-0", "a-2", "a-3"),
            "z-1",
        ]


def test_records_can_be_asked_for_in_part(database: Database) -> None:
    with writing(database) as records:
        records.put_corpus(a_rich_corpus())

    with reading(database) as records:
        assert [work.key for work in records.works(["roe2020", "flynn2022", "no"])] == [
            "flynn2022",
            "roe2020",
        ]
        assert [claim.id for claim in records.claims(works=["roe2020"])] == [
            "roe2020-1",
            "roe2020-2",
            "roe2020-10",
        ]
        assert [claim.id for claim in records.claims(["roe2020-2"])] == ["roe2020-2"]
        assert records.claims([]) == []
        assert records.claim("nobody-1") is None
        assert [node.id for node in records.nodes("L1")] == ["L1.P1"]
        assert len(records.links(["L1.P1"])) == 2
        assert records.links(["nothing"]) == []
        assert [concept.id for concept in records.concepts("kind")] == ["kind/empirical"]
        assert len(records.verdicts(["flynn2022-1"])) == 2
        assert records.verdicts(["roe2020-1"]) == []
        assert records.ids("nodes") == ["L2.P1", "L1.P1"]
        assert [block.name for block in records.loose_blocks()] == ["acm", "", "", ""]


def test_a_link_is_removed_by_its_ends_and_relation(database: Database) -> None:
    changes = Changes()
    with writing(database, changes) as records:
        records.put_links([a_link("a", "supports", "b"), a_link("a", "limits", "b")])

        assert records.remove_link("a", "supports", "b")
        assert not records.remove_link("a", "supports", "b")
        assert [link.relation for link in records.links()] == [Relation.LIMITS]
    assert list(changes.subjects) == ["a supports b", "a", "b", "a limits b"]


def test_removing_a_work_leaves_its_claims(database: Database) -> None:
    with writing(database) as records:
        records.put_works([a_work("a", aliases=("b",))])
        records.put_claims([a_claim("a-1")])

        assert records.remove_work("a")
        assert not records.remove_work("a")
        assert records.work("b") is None
        assert [claim.id for claim in records.claims()] == ["a-1"]


def test_thousands_of_ids_can_be_asked_for_at_once(database: Database) -> None:
    keys = [f"k{number}" for number in range(2_500)]
    with writing(database) as records:
        records.put_works(a_work(key) for key in keys)

        assert [work.key for work in records.works(reversed(keys))] == keys


@pytest.mark.parametrize("number", [3, 300])
def test_the_number_of_queries_does_not_grow_with_the_records(
    database: Database, number: int
) -> None:
    cited = (Citation(work=Citekey("k1")),)
    with writing(database) as records:
        records.put_works(a_work(f"k{n}", aliases=(f"a{n}",)) for n in range(number))
        records.put_claims(a_claim(f"k{n}-1", citations=cited) for n in range(number))
    asked: list[str] = []

    with reading(database) as records:
        engine = records.connection.engine
        event.listen(
            engine, "before_cursor_execute", lambda _c, _u, statement, *_: asked.append(statement)
        )
        records.works()
        assert len(asked) == 3
        records.claims()
        assert len(asked) == 3 + 6
        records.counts()
        assert len(asked) == 3 + 6 + 1


def test_records_outside_a_deed_cannot_be_changed(database: Database) -> None:
    with reading(database) as records, pytest.raises(RuntimeError, match="only within a deed"):
        records.put_works([a_work()])


def test_values_beyond_any_column_are_refused_with_a_sentence(database: Database) -> None:
    with (
        pytest.raises(UnstorableValueError, match=r"number is too large|out of range"),
        writing(database) as records,
    ):
        records.put_works([a_work(cited_as=10**40)])
    with pytest.raises(UnstorableValueError, match="surrogate"), writing(database) as records:
        records.put_works([a_work(note="\ud800")])
    with reading(database) as records:
        assert not any(records.counts().values())


def test_an_excerpt_of_another_claim_is_refused(database: Database) -> None:
    excerpt = Excerpt(id=ExcerptId("x"), claim="other-1", work=Citekey("w"))

    with writing(database) as records, pytest.raises(InvalidRecordError, match="other-1"):
        records.put_claims([a_claim("a-1", excerpts=(excerpt,))])


def test_what_a_corpus_does_not_mention_stays(database: Database) -> None:
    corpus = a_sound_corpus()
    with writing(database) as records:
        records.put_corpus(corpus)
        records.put_corpus(Corpus())

        assert records.corpus() == corpus
        assert records.about() == corpus.about


def test_the_last_of_several_records_of_one_id_stays(database: Database) -> None:
    with writing(database) as records:
        records.put_claims([a_claim("a-1", note="first"), a_claim("a-1", note="last")])

        assert [claim.note for claim in records.claims()] == ["last"]


any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.dictionaries(any_text, any_text, max_size=4),
    block=st.none() | any_text,
    aliases=st.lists(any_text, max_size=3).map(tuple),
    issued=st.none()
    | st.builds(PartialDate, st.integers(-20_000, 20_000), st.none() | st.integers(1, 12)),
    note=any_text,
)
def test_any_work_comes_back_as_it_was(database: Database, **parts: Any) -> None:
    work = a_work("k", fields=parts.pop("texts"), **parts)

    with writing(database) as records:
        records.put_works([work])

        assert records.works(["k"]) == [work]
        assert records.works(["k"])[0].block == work.block


def test_a_changed_name_is_a_new_record(database: Database) -> None:
    with writing(database) as records:
        records.put_nodes([a_node("L1.P1")])
        records.put_nodes([replace(a_node("L1.P1"), text="Another."), a_node("L1.P2")])

        assert [node.text for node in records.nodes()] == ["Another.", "A premise."]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE works SET fields = '{'", "work “flynn2022”"),
        ("UPDATE works SET read_status = 'telepathy'", "work “flynn2022”"),
        ("UPDATE works SET issued = '2022-13'", "work “flynn2022”"),
        ("UPDATE works SET authors = '[{\"nose\": 1}]'", "work “flynn2022”"),
        ("UPDATE claims SET statement = ''", "claim “flynn2022-1”"),
        ("UPDATE figures SET value = 'many'", "claim “flynn2022-1”"),
        ("UPDATE verdicts SET read_at = 'yesterday'", "verdict “flynn2022-1 roe2020 Anna"),
        ("UPDATE matrices SET states = '[1]'", "matrix “m”"),
    ],
)
def test_a_record_changed_by_other_means_is_named(
    database: Database, statement: str, what: str
) -> None:
    with writing(database) as records:
        records.put_corpus(replace(a_rich_corpus(), bibliography=(a_work("flynn2022"),)))
    with database.writing() as connection:
        connection.exec_driver_sql(statement)

    with reading(database) as records, pytest.raises(DamagedRecordError, match=re.escape(what)):
        records.corpus()
