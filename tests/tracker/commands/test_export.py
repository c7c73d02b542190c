"""`export` and `bibliography`: files whole or not at all, and what they hold."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bib.formats.bibtex import read_bibtex
from tests.command_line import Evtrack
from tracker.library import Library


def test_an_export_says_what_was_written(ask: Evtrack, tmp_path: Path):
    answer = ask("export", "--to", tmp_path / "out.bib", "--json").json

    assert set(answer) == {"written", "losses"}
    assert len(answer["written"]) == 43
    assert "kim2019scraper" in answer["written"]


def test_without_a_file_it_goes_to_standard_output(ask: Evtrack, tmp_path: Path):
    ask("export", "--to", tmp_path / "out.bib")

    outcome = ask("export")

    assert outcome.out == (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert ask("export", "--to", "-").out == outcome.out
    assert ask("export", "--json").json["text"] == outcome.out


def test_a_selection_is_exported_without_what_is_between(evtrack: Evtrack, tmp_path: Path):
    (tmp_path / "mine.bib").write_text("@comment{x}\n@misc{a, title={A}}\n@misc{b, title={B}}\n")
    evtrack("init", tmp_path / "library")
    evtrack("--library", tmp_path / "library", "import", tmp_path / "mine.bib")

    outcome = evtrack("--library", tmp_path / "library", "export", "--work", "b")

    assert outcome.out == "@misc{b, title={B}}\n"


def test_a_corpus_is_a_folder_and_the_whole_library(ask: Evtrack, tmp_path: Path):
    without_folder = ask("export", "--format", "corpus")
    selected = ask("export", "--format", "corpus", "--to", tmp_path / "c", "--limitation", "L1")

    assert (without_folder.status, selected.status) == (2, 2)
    assert "--to FOLDER" in without_folder.err
    assert not (tmp_path / "c").exists()


def test_a_file_is_written_whole_or_not_at_all(ask: Evtrack, tmp_path: Path):
    (tmp_path / "folder").mkdir()

    for target in (tmp_path / "nowhere" / "out.bib", tmp_path / "folder"):
        for command in ("export", "bibliography"):
            outcome = ask(command, "--to", target)
            assert outcome.status == 3
            assert f"{target} could not be written" in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_that_is_replaced_keeps_its_permissions(ask: Evtrack, tmp_path: Path):
    target = tmp_path / "out.bib"
    target.write_text("old")
    target.chmod(0o600)

    ask("export", "--to", target)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_text(encoding="utf-8") != "old"


def test_a_device_is_written_to_and_not_replaced(ask: Evtrack, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    outcome = ask("export", "--work", "flynn2022deepfakes", "--to", pipe)

    assert outcome.status == 0
    assert os.read(reader, 100_000).startswith(b"@article{flynn2022deepfakes")
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(("format_", "field"), [("bibtex", "annote"), ("biblatex", "annotation")])
def test_an_annotated_bibliography_reads_back_with_every_field(
    ask: Evtrack, shipped_original: Path, format_: str, field: str
):
    text = ask("bibliography", "--format", format_).out

    reading = read_bibtex(text, file="survey.bib")

    with Library.open(shipped_original) as library, library.reading() as records:
        works = {work.key: work for work in records.works()}
    assert reading.problems == ()
    assert {work.key for work in reading.works} == set(works)
    for work in reading.works:
        added = dict(work.fields)
        assert added.pop(field)
        assert added == works[work.key].fields
        assert work.type == works[work.key].type


@pytest.mark.parametrize("order", ["limitation", "year"])
def test_every_work_is_written_out_once(ask: Evtrack, order: str):
    text = ask("bibliography", "--by", order).out
    answer = ask("bibliography", "--by", order, "--json").json

    assert len(answer["written"]) == len(set(answer["written"])) == 43
    assert text.count("\n### ") == 43
    assert answer["text"] == text


def test_a_bibliography_of_a_selection(ask: Evtrack):
    text = ask("bibliography", "--limitation", "L2", "--work", "nist2024ai1004").out

    assert text.count("\n### ") == 1
    assert "`nist2024ai1004`" in text


def test_an_entry_says_what_it_reports_is_used_for_and_can_bear(ask: Evtrack):
    text = ask("bibliography", "--work", "flynn2022deepfakes").out

    for title in ("What it reports", "What the survey uses it for", "What it can and cannot bear"):
        assert f"\n**{title}**\n" in text
    assert "<https://doi.org/" in text


def test_a_file_of_a_bibliography_is_told_with_its_counts(ask: Evtrack, tmp_path: Path):
    outcome = ask("bibliography", "--to", tmp_path / "survey.md")

    assert outcome.out == ""
    assert f"Wrote {tmp_path}/survey.md. Works: 43" in outcome.err
