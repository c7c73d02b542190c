"""`evtrack annotations`: in and out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.command_line import Evtrack
from tracker.commands.annotations import command

DOI = "10.1145/3531146.3533187"


@pytest.fixture
def root(tmp_path: Path, evtrack: Evtrack, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert evtrack("init", tmp_path / "library").status == 0
    (tmp_path / "one.bib").write_text(f"@article{{one, title = {{One}}, doi = {{{DOI}}}}}")
    assert evtrack("--library", tmp_path / "library", "import", tmp_path / "one.bib").status == 0
    return tmp_path / "library"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    def note(number: int, source: str) -> dict[str, Any]:
        selector = {"type": "TextQuoteSelector", "exact": f"Words number {number}."}
        return {
            "type": "Annotation", "id": f"https://notes.example/{number}",
            "target": {"source": source, "selector": selector},
        }  # fmt: skip

    path = tmp_path / "notes.json"
    path.write_text(
        json.dumps([note(1, f"https://doi.org/{DOI}"), note(2, "https://else.example")])
    )
    return path


def run(root: Path, *words: str | Path) -> Any:
    os.chdir(root)
    return CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)


def test_what_was_taken_and_what_was_not_is_told(root: Path, notes: Path):
    dry = run(root, "import", notes, "--dry-run")
    outcome = run(root, "import", notes)

    assert dry.return_value == outcome.return_value == 1
    assert "A dry run: nothing was changed." in dry.output
    assert "one: “Words number 1.”" in outcome.output
    assert "annotation 2: no work here is “https://else.example”" in outcome.output
    assert "1 new excerpt waiting for a claim, 0 changed, 0 unchanged, 1 not taken." in (
        outcome.output
    )


def test_json_holds_every_annotation(root: Path, notes: Path):
    told = json.loads(run(root, "import", notes, "--work", "one", "--json").stdout)
    again = json.loads(run(root, "import", notes, "--work", "one", "--json").stdout)

    assert [each["quote"] for each in told["added"]] == ["Words number 1.", "Words number 2."]
    assert (again["added"], again["unchanged"], again["left"]) == ([], 2, [])


def test_they_go_out_as_json_ld(root: Path, notes: Path, tmp_path: Path):
    run(root, "import", notes, "--work", "one")

    shown = json.loads(run(root, "export").stdout)
    run(root, "export", "--work", "one", "--to", tmp_path / "out.jsonld")

    assert shown == json.loads((tmp_path / "out.jsonld").read_text())
    assert shown["type"] == "AnnotationPage"
    assert {each["target"]["source"] for each in shown["items"]} == {f"https://doi.org/{DOI}"}


def test_they_go_out_for_hypothesis_and_come_back_into_another_library(
    root: Path, notes: Path, tmp_path: Path, evtrack: Evtrack
):
    run(root, "import", notes, "--work", "one")
    run(root, "export", "--format", "hypothesis", "--to", tmp_path / "rows.json")
    other = tmp_path / "other"
    evtrack("init", other)
    evtrack("--library", other, "import", tmp_path / "one.bib")

    told = json.loads(run(other, "import", tmp_path / "rows.json", "--json").stdout)

    assert [each["quote"] for each in told["added"]] == ["Words number 1.", "Words number 2."]
