from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Evtrack
from tracker.corpora.shipped import shipped_corpus


def test_an_empty_library_is_made(evtrack: Evtrack, tmp_path: Path):
    outcome = evtrack("init", tmp_path / "new")

    assert outcome.out == f"Made the library {tmp_path}/new: 0 works, 0 claims, 0 limitations.\n"
    assert outcome.err == "Next: evtrack import FILE.bib\n"
    assert (tmp_path / "new" / "evtrack.toml").is_file()


def test_the_present_folder_is_meant_where_none_is_named(
    evtrack: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)

    assert evtrack("init", "--json").json == {
        "library": str(tmp_path),
        "works": 0,
        "claims": 0,
        "limitations": 0,
    }


@pytest.mark.parametrize("corpus", ["ding2025", shipped_corpus("ding2025")])
def test_a_library_is_filled_from_a_shipped_corpus_or_a_folder(
    evtrack: Evtrack, tmp_path: Path, corpus: str | Path
):
    made = evtrack("init", tmp_path / "new", "--corpus", corpus, "--json").json

    assert (made["works"], made["limitations"]) == (43, 3)
    assert evtrack("--library", tmp_path / "new", "status", "--json").json["index"]["fresh"]


def test_a_library_that_is_there_is_left_as_it_is(evtrack: Evtrack, shipped: Path):
    outcome = evtrack("init", shipped)

    assert outcome.status == 0
    assert outcome.out.startswith("There is already ")
    assert "43 works" in outcome.out
