"""What a deed touches is all that its changes make the index say differently."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bib.names import Name
from bib.works import Citekey
from evidence.chains import LimitationId
from evidence.citations import Citation
from evidence.corpus import Corpus
from evidence.verdicts import VerdictState
from tests.builders import a_claim, a_node, a_verdict, a_work
from tracker.search.document import Document
from tracker.search.documents import corpus_documents
from tracker.storage.changes import (
    CLAIM,
    KEPT_DEEDS,
    MOST_TOUCHED,
    WORK,
    Changes,
    Touched,
    load_touched,
    save_touched,
)
from tracker.storage.engine import Database
from tracker.storage.records import Records
from tracker.storage.schema import make_tables

NOW = datetime(2026, 11, 22, tzinfo=UTC)
Index = dict[tuple[str, str], Document]

keys = st.sampled_from(["a", "b", "c"])
key_sets = st.lists(keys, unique=True, max_size=2)
claim_ids = st.builds("{}-{}".format, keys, st.integers(1, 2))
claim_id_sets = st.lists(claim_ids, unique=True, max_size=2)


@st.composite
def changes(draw: st.DrawFn) -> Callable[[Records], object]:
    """Put or remove one record whose neighbours are drawn from a few."""
    kind = draw(st.sampled_from(["work", "no work", "claim", "no claim", "node", "verdict"]))
    key, claim = draw(keys), draw(claim_ids)
    if kind == "work":
        work = a_work(key, authors=(Name(family=draw(keys)),), aliases=(draw(keys).upper(),))
        return lambda records: records.put_works([work])
    if kind == "no work":
        return lambda records: records.remove_work(key)
    if kind == "claim":
        cited = tuple(Citation(work=Citekey(each)) for each in draw(key_sets))
        put = a_claim(claim, work=key, citations=cited, kind=draw(keys))
        return lambda records: records.put_claims([put])
    if kind == "no claim":
        return lambda records: records.remove_claim(claim)
    if kind == "node":
        node = a_node(
            f"{draw(st.sampled_from(['L1', 'L2']))}.P1",
            limitation=LimitationId(draw(st.sampled_from(["L1", "L2"]))),
            claims=tuple(draw(claim_id_sets)),
            carried=tuple(map(Citekey, draw(key_sets))),
        )
        return lambda records: records.put_nodes([node])
    verdict = a_verdict(claim, key, state=draw(st.sampled_from(VerdictState)))
    return lambda records: records.put_verdicts([verdict])


def documents(corpus: Corpus) -> Index:
    # In which order a work cites others or serves limitations makes no difference to what finds it.
    return {
        (each.type, each.id): replace(
            each, cites=tuple(sorted(each.cites)), limitations=tuple(sorted(each.limitations))
        )
        for each in corpus_documents(corpus)
    }


def follow(index: Index, records: Records, works: Collection[str], claims: Collection[str]) -> None:
    fresh = documents(records.neighbourhood(works=works, claims=claims))
    for name in [*((WORK, key) for key in works), *((CLAIM, id_) for id_ in claims)]:
        index.pop(name, None)
        if name in fresh:
            index[name] = fresh[name]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path, "sqlite:///library.db")
    make_tables(made, now=NOW)
    return made


class UndoneError(Exception):
    """Takes a transaction back."""


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(changes(), min_size=1, max_size=3), max_size=8))
def test_an_index_that_follows_deed_by_deed_says_what_a_new_one_says(
    database: Database, deeds: list[list[Callable[[Records], object]]]
) -> None:
    index: Index = {}
    with suppress(UndoneError), database.writing() as connection:
        for deed in deeds:
            done = Changes()
            records = Records(connection, done)
            for change in deed:
                change(records)

            follow(index, records, done.works, done.claims)

            assert index == documents(records.corpus())
        raise UndoneError


def test_what_the_latest_deeds_touched_is_remembered_and_what_long_past_ones_did_not(
    database: Database,
) -> None:
    with database.writing() as connection:
        for seq in range(1, KEPT_DEEDS + 3):
            save_touched(connection, seq, Changes(works={f"w{seq}"}, claims={"c"}))
        last = KEPT_DEEDS + 2

        assert load_touched(connection, after=last, until=last) == Touched()
        assert load_touched(connection, after=last - 2, until=last) == Touched(
            works=frozenset({f"w{last - 1}", f"w{last}"}), claims=frozenset({"c"})
        )
        assert load_touched(connection, after=3, until=last) is not None
        assert load_touched(connection, after=2, until=last) is None


def test_a_deed_that_touched_very_much_is_remembered_only_as_such(database: Database) -> None:
    with database.writing() as connection:
        save_touched(connection, 1, Changes(works={f"w{n}" for n in range(MOST_TOUCHED + 1)}))
        save_touched(connection, 2, Changes(works={"w"}))

        assert load_touched(connection, after=0, until=2) is None
        assert load_touched(connection, after=1, until=2) == Touched(works=frozenset({"w"}))
