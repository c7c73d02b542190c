"""A quick look into a library says what the library itself says, and leaves the rest to it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.dates import PartialDate
from bib.names import Name
from tests.builders import a_claim, a_work
from tracker.actions.search_library import search_library, search_quickly
from tracker.library import Library
from tracker.settings import Settings, load_settings
from tracker.storage.glance import glance

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    with (
        Library.create(tmp_path / "library", now=NOW) as library,
        library.deed("x", now=NOW) as deed,
    ):
        deed.records.put_works(
            [
                a_work(
                    "flynn2022",
                    title="Altered imagery",
                    authors=(Name(family="Flynn", given="Asher"),),
                    issued=PartialDate(2022, 10),
                    fields={"title": "Altered imagery", "abstract": "On harm."},
                )
            ]
        )
        deed.records.put_claims([a_claim("flynn2022-1", statement="Harm is done.", note="Read.")])
    return tmp_path / "library"


def test_works_and_claims_are_those_of_the_library(root: Path) -> None:
    with Library.open(root) as library, library.reading() as records:
        works, claims = records.works(["flynn2022"]), records.claims(["flynn2022-1"])

    with glance(root, load_settings(root)) as seen:
        assert seen is not None
        assert seen.works(["flynn2022", "unknown"]) == works
        assert seen.claims(["flynn2022-1"]) == claims


@pytest.mark.parametrize("query", ["harm", "flynn", "author:Flynn year:2022", "nothing", '"'])
def test_a_quick_search_answers_as_the_library_does(root: Path, query: str) -> None:
    with Library.open(root) as library:
        assert search_quickly(root, query) == search_library(library, query)


def test_a_search_is_left_to_the_library_while_the_index_is_behind(root: Path) -> None:
    shutil.rmtree(root / "index")

    assert search_quickly(root, "harm") is None


@pytest.mark.parametrize(
    "url", ["postgresql://host/name", "sqlite:///absent.db", "sqlite:///library.db?mode=ro"]
)
def test_another_kind_of_database_is_left_to_the_library(root: Path, url: str) -> None:
    with glance(root, Settings(database=url)) as seen:
        assert seen is None


def test_a_file_that_is_no_database_or_of_another_form_is_left_to_the_library(root: Path) -> None:
    (root / "library.db").write_bytes(b"not a database at all" * 100)

    with glance(root, load_settings(root)) as seen:
        assert seen is None
    assert search_quickly(root, "harm") is None
