"""Works found by what an incoming one has in common with them, without loading all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.works import Citekey, Related, WorkRelation
from tests.builders import a_work
from tracker.errors import NothingToUndoError, RecordTakenError
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    works = [
        a_work("by-key", title="One"),
        a_work("aliased", title="Two", aliases=("Older",)),
        a_work("identified", title="Three", ids={"doi": "10.1234/ab", "issn": "0378-5955"}),
        a_work("titled", title="A Telling Title"),
        a_work("other", title="Four", ids={"pmid": "10.1234/ab", "issn": "0378-5955"}),
        a_work("related", title="Five", fields={"crossref": "by-key"}),
        a_work(
            "version",
            title="Six",
            related=(Related(relation=WorkRelation.VERSION_OF, work=Citekey("by-key")),),
        ),
    ]
    with Library.create(tmp_path / "lib", now=NOW) as made:
        with made.deed("fill", now=NOW) as deed:
            deed.records.put_works(works)
        yield made


@pytest.mark.parametrize(
    ("incoming", "found"),
    [
        (a_work("BY-KEY", title=""), ["by-key"]),
        (a_work("older", title=""), ["aliased"]),
        (a_work("x", title="", aliases=("titled",)), ["titled"]),
        (a_work("x", title="", ids={"doi": "10.1234/ab"}), ["identified"]),
        (a_work("x", title="a telling title"), ["titled"]),
        (a_work("x", title="", ids={"issn": "0378-5955"}), []),
        (a_work("x", title=""), []),
    ],
)
def test_works_are_found_by_key_alias_identifier_and_title(library, incoming, found):
    with library.reading() as records:
        assert [work.key for work in records.works_like([incoming])] == found


def test_works_that_mention_a_key_are_found(library):
    with library.reading() as records:
        assert [work.key for work in records.works_mentioning("by-key")] == ["related", "version"]


def test_a_replaced_record_keeps_its_place_and_comes_back(library):
    with library.reading() as records:
        before = records.works()
    with library.deed("replace", now=NOW) as deed:
        pairs = [(before[1], a_work("new", title="New")), (before[3], None)]
        deed.records.replace(pairs, can_be_undone=True)
        seq = deed.records.head()[0] + 1

    with library.reading() as records:
        keys = [work.key for work in records.works()]
        assert keys == ["by-key", "new", "identified", "other", "related", "version"]
    with library.deed("undo", now=NOW) as deed:
        deed.records.undo(seq)
    with library.reading() as records:
        assert records.works() == before


@pytest.mark.parametrize("taken", ["other", "OTHER"])
def test_a_record_is_not_replaced_by_one_of_a_taken_name(library, taken):
    with library.reading() as records:
        before = records.works()

    with pytest.raises(RecordTakenError), library.deed("replace", now=NOW) as deed:
        deed.records.replace([(before[1], a_work(taken))])

    with library.reading() as records:
        assert records.works() == before


def test_what_was_not_kept_cannot_be_undone(library):
    with pytest.raises(NothingToUndoError), library.deed("undo", now=NOW) as deed:
        deed.records.undo(1)
