"""Bad input: one sentence with the place and the way out, and the library as it was."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from evidence.corpus import Corpus
from tests.builders import a_limitation, a_link, a_node, a_sound_corpus
from tests.command_line import ROOT, Evtrack, Outcome
from tracker.corpora.shipped import shipped_corpus
from tracker.library import Library
from tracker.storage import engine

ONE = "@article{one2020,\n  title = {One},\n  year = {2020}\n}\n"


@pytest.fixture
def small(evtrack: Evtrack, tmp_path: Path) -> Path:
    """A library of one work."""
    (tmp_path / "one.bib").write_text(ONE)
    evtrack("init", tmp_path / "small")
    evtrack("--library", tmp_path / "small", "import", tmp_path / "one.bib")
    return tmp_path / "small"


def state(root: Path) -> Any:
    with Library.open(root) as library, library.reading() as records:
        return records.corpus(), records.log()


def assert_refused(outcome: Outcome, *said: str, status: int = 3) -> None:
    assert outcome.status == status
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    for words in said:
        assert words in outcome.err


def test_a_folder_that_is_no_library(evtrack: Evtrack, tmp_path: Path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        outcome = evtrack("--library", folder, "status")

        assert_refused(outcome, f"{folder} is not a library", "evtrack init")


def test_a_file_in_place_of_a_library(evtrack: Evtrack, tmp_path: Path):
    (tmp_path / "paper.pdf").touch()

    assert_refused(evtrack("--library", tmp_path / "paper.pdf", "works"), "is not a library")


def test_a_folder_in_use_is_no_place_for_a_new_library(evtrack: Evtrack, tmp_path: Path):
    (tmp_path / "thesis.tex").touch()

    for command in ("init", "demo"):
        assert_refused(evtrack(command, tmp_path), "holds “thesis.tex”", "Choose a new or empty")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_library_of_a_newer_program(evtrack: Evtrack, small: Path):
    with closing(sqlite3.connect(small / "library.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    assert_refused(evtrack("--library", small, "works"), "newer evtrack", "Install a newer")


def test_a_library_that_another_program_holds(
    evtrack: Evtrack, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    before = state(small)
    with closing(sqlite3.connect(small / "library.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        outcome = evtrack("--library", small, "claim", "add", "one2020", "--statement", "It is so.")

    assert_refused(outcome, "is being changed by another program", "try again")
    assert state(small) == before


_AS_NOBODY = """
import contextlib, io, os, sys
import cli
# What Python loads on demand must be loaded before: nobody may not read it.
for words in (["works"], ["claim", "add", "nothing", "--statement", "x"]):
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
        with contextlib.redirect_stderr(io.StringIO()):
            cli.main([*sys.argv[1:3], *words])
os.setgid(65534)
os.setuid(65534)
cli.main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs to become another user")
def test_a_read_only_library_can_be_read_and_not_changed(small: Path):
    # pytest's own folders are closed to other users.
    with tempfile.TemporaryDirectory() as folder:
        root = shutil.copytree(small, Path(folder) / "library")
        for path in (Path(folder), root, *root.rglob("*")):
            path.chmod(path.stat().st_mode | 0o055)
        before = state(root)

        def as_nobody(*words: str) -> Outcome:
            done = subprocess.run(
                [sys.executable, "-c", _AS_NOBODY, "--library", str(root), *words],
                capture_output=True,
                text=True,
                cwd=ROOT,
                check=False,
            )
            return Outcome(done.returncode, done.stdout, done.stderr)

        read = as_nobody("works")
        changed = as_nobody("claim", "add", "one2020", "--statement", "It is so.")
        after = state(root)

    assert (read.status, read.err, "one2020" in read.out) == (0, "1 work\n", True)
    assert_refused(changed, "cannot be changed", "It is as it was.")
    assert after == before


def test_a_disk_without_room(small: Path, tmp_path: Path):
    many = "".join(ONE.replace("one2020", f"k{n}") for n in range(4_000))
    (tmp_path / "many.bib").write_text(many)
    before = state(small)

    done = subprocess.run(
        [sys.executable, "-m", "cli", "--library", small, "import", tmp_path / "many.bib"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        # A file that may not grow is as near to a full disk as a test can come.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
        check=False,
    )

    assert_refused(Outcome(done.returncode, done.stdout, done.stderr), "library.db")
    assert state(small) == before


def spoilt_corpus(tmp_path: Path, spoil: Callable[[Path], object]) -> Path:
    folder = shutil.copytree(shipped_corpus("ding2025"), tmp_path / "spoilt")
    spoil(folder)
    return folder


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda folder: (folder / "corpus.yaml").unlink(), "corpus.yaml:1:"),
        (lambda folder: (folder / "concepts.yaml").unlink(), "stage/creation"),
        (lambda folder: os.truncate(folder / "works.bib", 5_000), "works.bib:"),
        (lambda folder: os.truncate(folder / "chains" / "L1.yaml", 700), "chains/L1.yaml:"),
        (lambda folder: (folder / "links.yaml").write_bytes(b"- link: a\0b"), "links.yaml:1:"),
    ],
)
def test_a_missing_or_half_written_corpus_file(
    evtrack: Evtrack, tmp_path: Path, spoil: Callable[[Path], object], place: str
):
    folder = spoilt_corpus(tmp_path, spoil)

    outcome = evtrack("init", tmp_path / "library", "--corpus", folder)

    assert_refused(outcome, place, "mistake")
    assert not (tmp_path / "library").exists()


def test_a_corpus_that_is_not_there(evtrack: Evtrack, tmp_path: Path):
    outcome = evtrack("init", tmp_path / "library", "--corpus", "dong2025")

    assert_refused(outcome, "no corpus “dong2025”", "“ding2025”")
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1", "utf-8-sig", "cp1252"])
def test_a_file_in_another_encoding_is_read(
    evtrack: Evtrack, small: Path, tmp_path: Path, encoding: str
):
    entry = "@article{uber2021,\n  title = {Über Möwen},\n  year = {2021}\n}\n"
    (tmp_path / "other.bib").write_bytes(entry.encode(encoding))

    assert evtrack("--library", small, "import", tmp_path / "other.bib").status == 0

    assert evtrack("--library", small, "show", "uber2021", "--json").json["title"] == "Über Möwen"


def test_a_file_with_nul_bytes(evtrack: Evtrack, small: Path, tmp_path: Path):
    before = state(small)
    (tmp_path / "nul.bib").write_bytes(b"@article{a,\n title = {\0}\n}")

    outcome = evtrack("--library", small, "import", tmp_path / "nul.bib")

    assert_refused(outcome, "nul.bib", "NUL byte in line 2", "save it as UTF-8")
    assert state(small) == before


def test_a_file_that_is_not_there(evtrack: Evtrack, small: Path, tmp_path: Path):
    before = state(small)

    outcome = evtrack("--library", small, "import", tmp_path / "one.bib", tmp_path / "missing.bib")

    assert_refused(outcome, "missing.bib could not be read")
    assert state(small) == before


@pytest.mark.parametrize("filler", [b"", b"write to someone@example.org {soon}, or do not\n"])
def test_a_very_large_file_without_an_entry(
    evtrack: Evtrack, small: Path, tmp_path: Path, filler: bytes
):
    size = 20_000_000
    with (tmp_path / "large.bib").open("wb") as stream:
        # Without filler the file is a hole, all NUL.
        stream.write(filler * (size // len(filler)) if filler else b"")
        stream.truncate(stream.tell() or size)
    started = time.process_time()

    outcome = evtrack("--library", small, "import", tmp_path / "large.bib")

    assert_refused(outcome, "large.bib is not a BibTeX file", "“@article{key, …}”")
    assert time.process_time() - started < 9


def test_a_file_larger_than_is_read(evtrack: Evtrack, small: Path, tmp_path: Path):
    with (tmp_path / "huge.bib").open("wb") as stream:
        stream.truncate(600_000_000)

    outcome = evtrack("--library", small, "import", tmp_path / "huge.bib")

    assert_refused(outcome, "huge.bib", "600,000,000 bytes")


def test_a_citation_of_an_unknown_key(evtrack: Evtrack, small: Path):
    before = state(small)

    outcome = evtrack(
        "--library", small, "claim", "add", "one2020", "--statement", "So.", "--cite", "one"
    )

    assert_refused(outcome, "no work “one”", "Did you mean “one2020”?")
    assert state(small) == before


def test_a_citation_of_an_unknown_key_in_a_corpus(evtrack: Evtrack, tmp_path: Path):
    def spoil(folder: Path) -> None:
        path = folder / "claims" / "ding2025.yaml"
        path.write_text(path.read_text().replace("work: kugler2021deepfake,", "work: kugler,", 1))

    outcome = evtrack("init", tmp_path / "new", "--corpus", spoilt_corpus(tmp_path, spoil))

    assert_refused(outcome, "claims/ding2025.yaml:", "“kugler”")


def looped() -> Corpus:
    corpus = a_sound_corpus()
    back = a_link("L1.C", "supports", "L1.P1")
    return a_sound_corpus(links=(*corpus.links, back))


def empty() -> Corpus:
    corpus = a_sound_corpus()
    return a_sound_corpus(limitations=(*corpus.limitations, a_limitation("L2")))


def test_a_chain_with_a_loop(evtrack: Evtrack, library_of: Callable[[Corpus], Path]):
    root = library_of(looped())

    outcome = evtrack("--library", root, "chain", "L1")

    assert_refused(outcome, "L1.C → L1.P1 → L1.C", "Remove one of these links")


def test_a_loop_can_be_taken_out_by_hand(evtrack: Evtrack, library_of: Callable[[Corpus], Path]):
    root = library_of(looped())

    assert evtrack("--library", root, "claim", "unlink", "L1.C", "supports", "L1.P1").status == 0

    assert evtrack("--library", root, "chain", "L1").status == 0


def test_a_limitation_without_nodes(evtrack: Evtrack, library_of: Callable[[Corpus], Path]):
    root = library_of(empty())

    outcome = evtrack("--library", root, "chain", "L2")

    assert_refused(outcome, "L2 has no chain", "chains/L2.yaml")


def test_keys_that_differ_only_in_case(evtrack: Evtrack, small: Path, tmp_path: Path):
    before = state(small)
    (tmp_path / "case.bib").write_text(ONE.replace("one2020", "One2020"))

    outcome = evtrack("--library", small, "import", tmp_path / "case.bib")

    assert outcome.status == 3
    assert "case.bib:1: refused:" in outcome.err
    assert "“One2020” differs only in case from “one2020”" in outcome.err
    assert "give it another key" in outcome.err
    assert state(small) == before


def test_two_keys_of_one_file_that_differ_only_in_case(
    evtrack: Evtrack, small: Path, tmp_path: Path
):
    both = ONE.replace("one2020", "two2020") + ONE.replace("one2020", "Two2020")
    (tmp_path / "case.bib").write_text(both)

    outcome = evtrack("--library", small, "import", tmp_path / "case.bib", "--json")

    assert outcome.status == 1
    assert [each["key"] for each in outcome.json["added"]] == ["two2020"]
    assert [(each["key"], each["line"]) for each in outcome.json["refused"]] == [("Two2020", 5)]


def test_an_unknown_option_is_misuse(evtrack: Evtrack, small: Path):
    assert_refused(evtrack("--library", small, "works", "--sort", "year"), "--sort", status=2)


def test_a_folder_that_is_no_corpus(evtrack: Evtrack, small: Path, tmp_path: Path):
    (tmp_path / "folder").mkdir()

    outcome = evtrack("--library", small, "import", tmp_path / "folder")

    assert_refused(outcome, "This folder is no corpus")


def test_a_corpus_for_a_library_that_holds_something(evtrack: Evtrack, small: Path):
    before = state(small)

    for words in (("import", shipped_corpus("ding2025")), ("init", small, "--corpus", "ding2025")):
        outcome = evtrack("--library", small, *words)
        assert_refused(outcome, "already holds records", "evtrack init NEW-FOLDER")

    assert state(small) == before


def test_a_place_or_figure_that_makes_no_sense(evtrack: Evtrack, small: Path):
    before = state(small)
    add = ("--library", small, "claim", "add", "one2020", "--statement", "So.")

    assert_refused(evtrack(*add, "--at", "4.1-x"), "place “4.1-x”", "as 4.1-1-5a")
    assert_refused(evtrack(*add, "--figure", "plenty"), "“plenty”")
    assert_refused(evtrack(*add, "--concept", "stage/none"), "no concept “stage/none”")

    assert state(small) == before


def test_an_editor_that_cannot_be_started(
    evtrack: Evtrack, shipped_original: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("VISUAL", "/nowhere/editor")

    outcome = evtrack("--library", shipped_original, "claim", "edit", "4.1-1-11")

    assert_refused(outcome, "/nowhere/editor")


def test_settings_with_a_mistake(evtrack: Evtrack, small: Path):
    (small / "evtrack.toml").write_text("[library]\ndatabase = 5\n")

    assert_refused(evtrack("--library", small, "works"), "evtrack.toml:2:")


def test_a_library_without_its_database(evtrack: Evtrack, small: Path):
    (small / "library.db").unlink()

    assert_refused(evtrack("--library", small, "works"), "there is no such file")


def test_a_node_of_no_limitation_is_found_by_nobody(
    evtrack: Evtrack, library_of: Callable[[Corpus], Path]
):
    corpus = a_sound_corpus()
    root = library_of(a_sound_corpus(nodes=(*corpus.nodes, a_node("L9.P1"))))

    assert evtrack("--library", root, "chain").status == 0
    outcome = evtrack("--library", root, "export", "--format", "corpus", "--to", root / "out")
    assert_refused(outcome, "L9", "Nothing was written")
