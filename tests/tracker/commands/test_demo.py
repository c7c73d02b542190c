"""`demo`: the main job in one command."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.command_line import Evtrack


def test_the_keys_of_the_contract(evtrack: Evtrack, shipped: Path):
    answer = evtrack("demo", shipped, "--json").json

    assert set(answer) == {"library", "works", "claims", "citations", "limitations"}
    assert answer["library"] == str(shipped)
    assert [each["id"] for each in answer["limitations"]] == ["L1", "L2", "L3"]
    assert set(answer["limitations"][0]) == {"id", "title", "nodes", "claims", "works"}
    assert all(each["nodes"] and each["claims"] and each["works"] for each in answer["limitations"])


def test_a_stranger_gets_limitations_a_search_and_what_to_try_next(
    evtrack: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)

    outcome = evtrack("demo")

    assert outcome.status == 0
    assert (tmp_path / "evtrack-demo" / "evtrack.toml").is_file()
    assert "43 works" in outcome.out
    for limitation in ("L1  ", "L2  ", "L3  "):
        assert f"\n{limitation}" in outcome.out
    assert "$ evtrack --library evtrack-demo search" in outcome.out
    assert all(len(line) <= 100 for line in outcome.out.splitlines())


def test_what_to_try_next_works_as_it_is_written(evtrack: Evtrack, tmp_path: Path):
    folder = tmp_path / "my demo; rm"
    out = evtrack("demo", folder).out

    _, _, after = out.partition("Try next:\n")
    tried = [shlex.split(line)[1:] for line in after.splitlines() if "--to" not in line]

    assert len(tried) == 3
    for words in tried:
        assert evtrack(*words).status in {0, 1}


def test_a_second_time_the_library_is_used_again(evtrack: Evtrack, shipped: Path):
    evtrack("--library", shipped, "claim", "add", "ding2025", "--statement", "Mine.")

    outcome = evtrack("demo", shipped)

    assert outcome.status == 0
    assert evtrack("--library", shipped, "search", "mine", "--json").json["total"] == 1
