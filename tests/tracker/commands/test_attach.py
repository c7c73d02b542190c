"""Files of works, kept by what is in them, and the texts taken from them."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.works import LinkPolicy
from evidence.corpus import Corpus
from tests.builders import a_sound_corpus, a_work
from tests.command_line import Evtrack, Outcome
from tracker.library import Library

WORDS = "Labels are read by few.\n\nMost readers never see them.\n"


@pytest.fixture
def run(evtrack: Evtrack, library_of: Callable[[Corpus], Path]) -> Evtrack:
    """`evtrack WORDS…` in a library of a small corpus."""
    corpus = a_sound_corpus()
    spare = a_work("spare2020", title="Another Work")
    root = library_of(replace(corpus, bibliography=(*corpus.bibliography, spare)))

    def in_library(*words: str | Path) -> Outcome:
        return evtrack("--library", root, *words)

    return in_library


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text(WORDS, encoding="utf-8")
    return path


def kept(root: Path) -> list[Path]:
    return sorted(path for path in (root / "attachments").rglob("*") if path.is_file())


def test_a_file_is_kept_by_its_content_and_its_text_is_taken(
    run: Evtrack, root: Path, paper: Path
) -> None:
    told = run("attach", "flynn2022", paper, "--json").json

    sha256 = hashlib.sha256(WORDS.encode()).hexdigest()
    assert (told["work"], told["sha256"], told["characters"]) == ("flynn2022", sha256, len(WORDS))
    assert (told["has_text"], told["is_new"], told["scope"]) == (True, True, "full")
    assert kept(root) == [root / "attachments" / sha256[:2] / f"{sha256}.txt"]
    with Library.open(root) as library, library.reading() as records:
        text = records.text(sha256)
    assert text is not None
    assert text.content == WORDS
    assert run("status", "--json").json["attachments"] == 1
    shown = run("show", "flynn2022", "--json").json["attachments"]
    assert [each["name"] for each in shown] == ["paper.txt"]
    assert "paper.txt" in run("show", "flynn2022").out


def test_a_file_attached_twice_is_one_whatever_it_is_called(
    run: Evtrack, root: Path, paper: Path, tmp_path: Path
) -> None:
    run("attach", "flynn2022", paper)
    other = tmp_path / "renamed.md"
    other.write_bytes(paper.read_bytes())

    told = run("attach", "flynn2022", other, paper, "--json").json

    assert [each["is_new"] for each in told["attachments"]] == [False, False]
    assert len(kept(root)) == 1
    assert len(run("attachments", "--json").json["attachments"]) == 1
    assert len(run("log", "--json").json["entries"]) == 2


def test_two_formats_are_two_files_of_one_work(run: Evtrack, paper: Path, tmp_path: Path) -> None:
    page = tmp_path / "paper.md"
    page.write_text(f"# Labels\n\n{WORDS}", encoding="utf-8")

    run("attach", "flynn2022", paper, page)

    listed = run("attachments", "--work", "flynn2022", "--json").json["attachments"]
    assert [each["name"] for each in listed] == ["paper.txt", "paper.md"]
    assert run("attachments", "roe2020", "--json").json["attachments"] == []


def test_a_file_of_another_work_is_told(run: Evtrack, paper: Path, tmp_path: Path) -> None:
    run("attach", "flynn2022", paper)
    other = tmp_path / "other.txt"
    other.write_text(WORDS.replace("\n", "\r\n"), newline="", encoding="utf-8")

    same_bytes = run("attach", "roe2020", paper, "--json").json
    same_words = run("attach", "ding2025", other)

    assert [each["code"] for each in same_bytes["problems"]] == ["also-attached", "same-words"][:1]
    assert "flynn2022" in same_bytes["problems"][0]["message"]
    assert "Its words are those of paper.txt, which is attached to flynn2022." in same_words.err


def test_a_dry_run_tells_the_same_and_changes_nothing(
    run: Evtrack, root: Path, paper: Path
) -> None:
    dry = run("attach", "flynn2022", paper, "--dry-run", "--json").json

    assert kept(root) == []
    assert run("status", "--json").json["attachments"] == 0
    done = run("attach", "flynn2022", paper, "--json").json
    assert {**dry, "added_at": "", "attachments": []} == {**done, "added_at": "", "attachments": []}


def test_where_one_file_cannot_be_read_none_is_attached(
    run: Evtrack, root: Path, paper: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "scan.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    refused = run("attach", "flynn2022", paper, bad)

    assert refused.status == 3
    assert "scan.png" in refused.err
    assert kept(root) == []
    kept_anyway = run("attach", "flynn2022", bad, "--without-text", "--json").json
    assert (kept_anyway["has_text"], kept_anyway["characters"]) == (False, 0)
    assert len(kept(root)) == 1


@pytest.mark.parametrize("name", ["missing.txt", "folder", "pipe"])
def test_what_is_no_file_is_refused(run: Evtrack, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    refused = run("attach", "flynn2022", tmp_path / name)

    assert refused.status == 3
    assert name in refused.err
    assert "Traceback" not in refused.err


def test_an_unknown_work_is_refused_with_the_nearest(run: Evtrack, paper: Path) -> None:
    refused = run("attach", "flyn2022", paper)

    assert refused.status == 3
    assert "flynn2022" in refused.err


def test_what_a_file_holds_of_the_work_can_be_said_and_changed(run: Evtrack, paper: Path) -> None:
    run("attach", "flynn2022", paper, "--scope", "abstract")
    assert run("attach", "flynn2022", paper, "--json").json["scope"] == "abstract"
    run("attach", "flynn2022", paper, "--scope", "part")

    assert run("attachments", "--json").json["attachments"][0]["scope"] == "part"


def test_a_file_is_taken_away_only_when_that_is_meant(
    run: Evtrack, root: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    sha256 = run("attach", "flynn2022", paper, "--json").json["sha256"]
    run("attach", "roe2020", paper)

    asked = run("attachments", "--remove", sha256[:12])
    assert (asked.status, "Nothing was changed." in asked.err) == (1, True)
    run("attachments", "--remove", sha256[:12], "--work", "roe2020", "--yes")
    assert len(kept(root)) == 1
    gone = run("attachments", "--remove", sha256[:12], "--yes", "--json").json

    assert [each["work"] for each in gone["removed"]] == ["flynn2022"]
    assert kept(root) == []
    assert run("search", "labels", "--in", "texts", "--json").json["total"] == 0
    assert run("attachments", "--remove", "abc").status == 3


def test_texts_are_taken_again_where_they_come_out_otherwise(
    run: Evtrack, root: Path, paper: Path, tmp_path: Path
) -> None:
    sha256 = run("attach", "flynn2022", paper, "--json").json["sha256"]
    assert len(run("attach", "--again", "--json").json["unchanged"]) == 1
    with Library.open(root) as library, library.deed("spoil", now=datetime.now(UTC)) as deed:
        text = deed.records.text(sha256)
        assert text is not None
        deed.records.put_text(sha256, replace(text, content="As an older program took it."))

    dry = run("attach", "flynn2022", "--again", "--dry-run", "--json").json
    again = run("attach", "flynn2022", "--again", "--json").json

    assert dry == again
    assert again["changed"][0]["characters"] == len(WORDS)
    with Library.open(root) as library, library.reading() as records:
        mended = records.text(sha256)
    assert mended is not None
    assert mended.content == WORDS


def test_a_file_whose_copy_is_gone_is_told_and_the_others_are_read(
    run: Evtrack, root: Path, paper: Path
) -> None:
    run("attach", "flynn2022", paper)
    for path in kept(root):
        path.unlink()

    told = run("attach", "--again", "--json")

    assert told.status == 1
    assert "no longer in the library" in told.json["failed"][0]["message"]


def test_files_follow_their_work_to_another_name_and_into_another_work(
    run: Evtrack, paper: Path
) -> None:
    run("attach", "flynn2022", paper)
    run("attach", "spare2020", paper)
    run("rename", "flynn2022", "flynn2022renamed")
    assert run("search", "labels work:flynn2022renamed", "--in", "texts", "--json").json["total"]

    seq = run("dedupe", "--merge", "flynn2022renamed", "spare2020", "--as-one", "--json").json[
        "seq"
    ]
    merged = run("attachments", "--json").json["attachments"]
    run("dedupe", "--undo", str(seq))
    undone = run("attachments", "--json").json["attachments"]

    assert [each["work"] for each in merged] == ["flynn2022renamed"]
    assert [each["work"] for each in undone] == ["flynn2022renamed", "spare2020"]


def test_a_text_is_found_with_the_words_that_answer_and_its_work(run: Evtrack, paper: Path) -> None:
    run("attach", "flynn2022", paper)

    hit = run("search", "readers seeing", "--in", "texts", "--json").json["hits"][0]

    assert (hit["type"], hit["work"]) == ("text", "flynn2022")
    assert hit["highlights"] == ["Most **readers** never **see** them."]
    assert "flynn2022, text" in run("search", "readers").out


def test_what_latex_pulls_in_is_kept_with_it_and_read_again(
    run: Evtrack, root: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "paper"
    (folder / "parts").mkdir(parents=True)
    (folder / "main.tex").write_text(
        "\\documentclass{article}\\begin{document}Before.\n\n\\input{parts/one}\n\n"
        "\\input{../outside}\\end{document}\n"
    )
    (folder / "parts/one.tex").write_text("Labels are pulled in.\n")
    (tmp_path / "outside.tex").write_text("Not for us.\n")

    told = run("attach", "flynn2022", folder / "main.tex", "--json").json

    listed = run("attachments", "--json").json["attachments"]
    assert [(each["name"], each["part_of"]) for each in listed] == [
        ("main.tex", None),
        ("parts/one.tex", told["sha256"]),
    ]
    assert len(kept(root)) == 2
    assert run("search", "pulled", "--in", "texts", "--json").json["total"] == 1
    (folder / "parts/one.tex").unlink()
    assert len(run("attach", "--again", "--json").json["unchanged"]) == 1
    run("attachments", "--remove", told["sha256"], "--yes")
    assert kept(root) == []


def test_usage_is_told(run: Evtrack, paper: Path) -> None:
    assert run("attach").status == 2
    assert run("attach", "flynn2022").status == 2
    assert run("attach", "flynn2022", paper, "--again").status == 2


def test_a_work_whose_address_is_withheld_keeps_files_and_shows_none(
    evtrack: Evtrack,
    library_of: Callable[[Corpus], Path],
    tmp_path: Path,
) -> None:
    corpus = a_sound_corpus(
        bibliography=(a_work("hidden2020", link_policy=LinkPolicy.WITHHOLD),),
        claims=(), nodes=(), links=(), verdicts=(), responses=(), matrices=(), limitations=(),
    )  # fmt: skip
    root = library_of(corpus)
    page = tmp_path / "page.txt"
    page.write_text("The tool is at https://bad.example/tool for anybody.\n", encoding="utf-8")

    evtrack("--library", root, "attach", "hidden2020", page)

    found = evtrack("--library", root, "search", "anybody", "--in", "texts", "--json")
    assert found.json["total"] == 1
    assert "bad.example" not in found.out
    assert evtrack("--library", root, "search", "bad.example", "--json").json["total"] == 0
