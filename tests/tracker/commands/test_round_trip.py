"""A corpus exported, taken into a new library and exported again is the same to the byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.corpus import Corpus
from tests.command_line import Evtrack
from tracker.corpora.shipped import shipped_corpus
from tracker.library import Library

BLOCKS = (
    "% Encoding: UTF-8",
    '@string{acm = "Association for {\\"U}bung"}',
    '@preamble{"\\newcommand{\\noop}[1]{}"}',
    "@comment{jabref-meta: groups:1;}",
    (
        "@article{crlf2020,\r\n  title = {A {Title} with \\'E},\r\n  publisher = acm,\r\n"
        "  author = {van der Berg, Jo and {A Bureau}},\r\n  year = 2020\r\n}"
    ),
    "free text between",
    "@book(paren2019, title = {B}, year = {2019}, crossref = {crlf2020})",
)
BIBTEX = "\r\n".join(BLOCKS)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def corpus_of(root: Path) -> Corpus:
    with Library.open(root) as library, library.reading() as records:
        return records.corpus()


def twice(evtrack: Evtrack, library: Path, tmp_path: Path) -> tuple[dict[str, bytes], ...]:
    """What a library exports, and what a library made of that exports."""
    first, second = tmp_path / "first", tmp_path / "second"
    export = ("export", "--format", "corpus", "--to")
    assert evtrack("--library", library, *export, first).status == 0
    made = evtrack("init", tmp_path / "again", "--corpus", first)
    assert (made.status, made.err) == (0, "")
    assert evtrack("--library", tmp_path / "again", *export, second).status == 0
    return contents(first), contents(second)


def test_the_shipped_corpus_comes_out_as_it_went_in(
    evtrack: Evtrack, shipped_original: Path, tmp_path: Path
):
    shipped = contents(shipped_corpus("ding2025"))

    first, second = twice(evtrack, shipped_original, tmp_path)

    assert first == second
    assert {name: first[name] for name in first} == {name: shipped[name] for name in first}
    assert {Path(name).suffix for name in set(shipped) - set(first)} <= {".md", ".py", ".pyc"}


@pytest.fixture
def worked_on(evtrack: Evtrack, shipped: Path, tmp_path: Path) -> Path:
    """A library with evidence added, linked, waived and withdrawn by hand, and works imported."""
    (tmp_path / "mine.bib").write_bytes(BIBTEX.encode())

    def do(*words: str | Path) -> None:
        outcome = evtrack("--library", shipped, *words)
        assert outcome.status == 0, outcome.err

    do("import", tmp_path / "mine.bib")
    claim = ("claim", "add", "crlf2020", "--statement")
    do(*claim, 'It "is": so, # and: not - otherwise.', "--at", "2-1-3b", "--page", "xiv")
    do(*claim, "no", "--cite", "flynn2022deepfakes", "--figure", "more than 3.50 %: of all")
    do(
        *claim,
        "2020-01-01",
        "--note",
        "  two\n\nparagraphs: [a]\n",
        "--seen",
        "~",
        "--modality",
        "may",
    )
    do("claim", "edit", "4.1-1-11", "--concept", "stage/consumption", "--why", "closer")
    do("claim", "link", "crlf2020-2-1-3b", "limits", "L1.P7", "--warrant", "It narrows it.")
    do("claim", "link", "crlf2020-1", "supports", "crlf2020-2-1-3b", "--by", "paper")
    do("claim", "remove", "crlf2020-2", "--why", "misread")
    do("waive", "single-source-node", "L1.P7", "--why", "the only study", "--until", "2030-01-31")
    return shipped


def test_a_library_worked_on_by_hand_comes_out_the_same_twice(
    evtrack: Evtrack, worked_on: Path, tmp_path: Path
):
    first, second = twice(evtrack, worked_on, tmp_path)

    assert first == second


def test_nothing_of_it_is_lost(evtrack: Evtrack, worked_on: Path, tmp_path: Path):
    twice(evtrack, worked_on, tmp_path)

    before, after = corpus_of(worked_on), corpus_of(tmp_path / "again")
    assert after.about == before.about
    assert after.bibliography == before.bibliography
    for family in ("claims", "nodes", "links", "verdicts", "waivers", "concepts", "limitations"):
        assert sorted(map(repr, getattr(after, family))) == sorted(
            map(repr, getattr(before, family))
        )


def test_an_export_into_the_same_folder_takes_away_what_is_gone(
    evtrack: Evtrack, worked_on: Path, tmp_path: Path
):
    folder = tmp_path / "corpus"
    shutil.copytree(shipped_corpus("ding2025"), folder)
    (folder / "claims" / "nobody2020.yaml").write_text("- claim: nobody2020-1\n")
    (folder / "mine.txt").write_text("my own")

    outcome = evtrack("--library", worked_on, "export", "--format", "corpus", "--to", folder)

    assert outcome.status == 0
    assert not (folder / "claims" / "nobody2020.yaml").exists()
    assert (folder / "mine.txt").read_text() == "my own"


def test_works_that_were_not_changed_are_exported_byte_for_byte(evtrack: Evtrack, tmp_path: Path):
    (tmp_path / "mine.bib").write_bytes(BIBTEX.encode())
    evtrack("init", tmp_path / "library")
    evtrack("--library", tmp_path / "library", "import", tmp_path / "mine.bib")

    evtrack("--library", tmp_path / "library", "export", "--to", tmp_path / "out.bib")

    out = (tmp_path / "out.bib").read_bytes().decode()
    assert out == "\n\n".join(BLOCKS) + "\n"


def test_what_was_exported_and_is_imported_again_is_unchanged(
    evtrack: Evtrack, shipped: Path, tmp_path: Path
):
    for dialect in ("bibtex", "biblatex"):
        out = tmp_path / f"{dialect}.bib"
        evtrack("--library", shipped, "export", "--format", dialect, "--to", out)

        report = evtrack("--library", shipped, "import", out, "--json").json

        assert (report["added"], report["merged"], report["refused"]) == ([], [], [])
        assert len(report["unchanged"]) == report["blocks"]
