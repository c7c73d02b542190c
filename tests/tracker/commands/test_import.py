"""`import`: every block of the input is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Evtrack, Outcome
from tracker.corpora.shipped import shipped_corpus

MIXED = """\
@string{bjc = {The British Journal of Criminology}}
@article{new2020, title = {New}, year = {2020}}
@comment{kept}
@article{broken2020, title = {New
@article{last2021, title = {Last}, year = {2021}}
"""


@pytest.fixture
def root(evtrack: Evtrack, tmp_path: Path) -> Path:
    evtrack("init", tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def take(evtrack: Evtrack, root: Path, tmp_path: Path):
    """Writes a file and imports it."""

    def run(text: str, *words: str, name: str = "mine.bib") -> Outcome:
        (tmp_path / name).write_text(text)
        return evtrack("--library", root, "import", tmp_path / name, *words)

    return run


def test_every_block_is_in_exactly_one_list(take):
    outcome = take(MIXED, "--json")

    report = outcome.json
    lists = ("added", "merged", "unchanged", "refused")
    assert outcome.status == 1
    assert report["blocks"] == 5 == sum(len(report[name]) for name in lists)
    assert [(each["key"], each["line"]) for each in report["added"]] == [
        ("bjc", 1),
        ("new2020", 2),
        ("comment", 3),
        ("last2021", 5),
    ]
    assert [(each["key"], each["line"]) for each in report["refused"]] == [("broken2020", 4)]
    (problem,) = report["problems"]
    assert {"file", "line", "code", "message", "raw"} <= set(problem)
    assert problem["raw"].startswith("@article{broken2020")


def test_a_refusal_is_told_with_file_line_and_way_out(take):
    outcome = take(MIXED)

    assert "mine.bib:4: refused: " in outcome.err
    assert "closing brace" in outcome.err
    assert outcome.out == "5 blocks: 4 added, 0 merged, 0 unchanged, 1 refused.\n"


def test_the_same_file_again_changes_nothing(take):
    take(MIXED)

    report = take(MIXED, "--json").json

    assert (report["added"], report["merged"]) == ([], [])
    assert len(report["unchanged"]) == 4


def test_a_work_at_hand_gets_what_it_lacks_and_keeps_what_it_has(take, evtrack, root):
    take("@article{a2020, title = {Old Title}, year = {2020}}")

    outcome = take("@article{a2020, title = {Old Title}, year = {2021}, volume = {3}}", "--json")

    assert [each["key"] for each in outcome.json["merged"]] == ["a2020"]
    assert "year" in outcome.json["problems"][0]["message"]
    fields = evtrack("--library", root, "show", "a2020", "--json").json["fields"]
    assert (fields["year"], fields["volume"]) == ("2020", "3")


def test_a_dry_run_says_the_same_and_changes_nothing(take, evtrack, root):
    dry = take(MIXED, "--dry-run", "--json")

    assert evtrack("--library", root, "status", "--json").json["works"] == 0
    assert take(MIXED, "--json").json == dry.json
    assert "nothing was changed" in take(MIXED, "--dry-run").out


def test_a_dry_run_of_a_corpus(evtrack, root):
    folder = shipped_corpus("ding2025")

    outcome = evtrack("--library", root, "import", folder, "--dry-run")

    assert outcome.status == 0
    assert "Would fill the library" in outcome.out
    assert evtrack("--library", root, "status", "--json").json["works"] == 0


def test_a_corpus_folder_fills_an_empty_library(evtrack, root):
    report = evtrack("--library", root, "import", shipped_corpus("ding2025"), "--json").json

    assert len(report["added"]) == report["blocks"] == 43
    assert evtrack("--library", root, "status", "--json").json["limitations"] == 3


def test_several_files_are_one_deed(evtrack, root, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.bib").write_text(f"@misc{{{name}2020, title = {{{name}}}}}")

    evtrack("--library", root, "import", tmp_path / "one.bib", tmp_path / "two.bib")

    entries = evtrack("--library", root, "log", "--json").json["entries"]
    assert [(entry["deed"], entry["why"]) for entry in entries] == [
        ("import", "from one.bib, two.bib")
    ]


def test_an_empty_file_holds_no_block(take):
    outcome = take("")

    assert (outcome.status, outcome.out) == (
        0,
        "0 blocks: 0 added, 0 merged, 0 unchanged, 0 refused.\n",
    )


def test_what_is_imported_is_found_at_once(take, evtrack, root):
    take('@article{m2020, title = {Über M{\\"o}wen}, author = {Ångström, Zoë}}')

    for query in ("mowen", "author:angstrom", "möwen"):
        hits = evtrack("--library", root, "search", query, "--json").json["hits"]
        assert [hit["id"] for hit in hits] == ["m2020"]


def test_signs_that_steer_a_terminal_are_not_passed_on(take):
    outcome = take("@article{a\x1b[2Jb, title = {x\n")

    assert "\x1b" not in outcome.err


PAPER = """@article{roe2020, author = {Roe, Ann and Poe, Ben}, year = {2020},
  title = {On the Making of Very Many Words}, journal = {Words}, volume = {7}, pages = {1--9}}"""
PREPRINT = """@misc{roe2019, author = {Roe, Ann and Poe, Ben}, year = {2019},
  title = {On the Making of Very Many Words}, eprint = {1901.01234}, archiveprefix = {arXiv}}"""
TWIN = PAPER.replace("roe2020", "roe2020b").replace("1--9", "21--34").replace("= {7}", "= {8}")


def test_works_that_may_stand_there_twice_are_told_with_what_to_type(take):
    take(PAPER)

    outcome = take(PREPRINT + "\n" + TWIN)

    assert "mine.bib:1: roe2020 and roe2019 are two versions: " in outcome.err
    assert "mine.bib:3: roe2020 and roe2020b may be one work: " in outcome.err
    assert "`evtrack dedupe` shows them side by side." in outcome.err
    assert outcome.status == 0


def test_pairs_that_may_be_one_are_listed_by_what_they_are(take):
    take(PAPER)

    report = take(PREPRINT + "\n" + TWIN, "--json").json

    assert [each["keys"] for each in report["doubtful"]] == [["roe2020", "roe2020b"]]
    assert ["roe2020", "roe2019"] in [each["keys"] for each in report["versions"]]
    assert report["certain"] == []
    assert take(PREPRINT + "\n" + TWIN, "--json").json["doubtful"] == []


def test_what_an_entry_is_part_of_is_found_in_the_library(take, evtrack, root):
    take("@collection{whole2020, title = {The Whole}, ids = {w20}}")

    take("@incollection{part2020, title = {A Part}, crossref = {w20}}")

    part = evtrack("--library", root, "show", "part2020", "--json").json
    assert part["related"] == [{"relation": "part-of", "work": "whole2020"}]
    assert evtrack("--library", root, "show", "w20", "--json").json["key"] == "whole2020"
