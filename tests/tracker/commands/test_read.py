"""A paper taken apart, its references matched to works, and its claims drafted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bib.names import Name
from bib.works import LinkPolicy, Work
from evidence.claims import Locator
from evidence.corpus import About, Corpus
from tests.builders import a_claim, a_work
from tests.command_line import Evtrack, Outcome

PAPER = """\
Labels on Pictures: A Survey

Mona Berg

Abstract

We look at labels on pictures.

1 Introduction

Labels are read by few people [1, 3]. Nothing is cited here. Over 200 tools put labels on
pictures [2].

2 Methods

2.1 Reading

We read what others wrote [1-3]. As Ito says, "few read them" [2].

References

[1] Ren Ito. 2019. Light in the Evening. Journal of Sleep 4, 2 (2019), 12–20.
[2] Ada Novak and Tom Okoye. 2021. Who Reads a Label?. In Proceedings of the Conference on
Pictures. ACM, 1–9. https://doi.org/10.5555/3412.99
[3] Lee Roe. 2020. Pictures without Words. Example Press, Oslo.
"""
ITO = a_work(
    "ito2019",
    title="Light in the Evening",
    authors=(Name(family="Ito", given="Ren"),),
    fields={
        "author": "Ito, Ren",
        "title": "Light in the Evening",
        "journal": "Journal of Sleep",
        "volume": "4",
        "number": "2",
        "pages": "12--20",
        "year": "2019",
    },
)
BIBLIOGRAPHY = """\
@inproceedings{novak21,
  author = {Novak, Ada and Okoye, Tom}, title = {Who Reads a Label?}, year = {2021},
  doi = {10.5555/3412.99}, booktitle = {Proceedings of the Conference on Pictures}}
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


@pytest.fixture
def bibliography(tmp_path: Path) -> Path:
    path = tmp_path / "cited.bib"
    path.write_text(BIBLIOGRAPHY, encoding="utf-8")
    return path


def library_with(
    make: Callable[[Corpus], Path], evtrack: Evtrack, *works: Work, **parts: object
) -> Evtrack:
    survey = a_work("berg2024", title="Labels on Pictures: A Survey")
    root = make(Corpus(bibliography=(survey, *works), **parts))  # type: ignore[arg-type]

    def run(*words: str | Path) -> Outcome:
        return evtrack("--library", root, *words)

    return run


@pytest.fixture
def run(library_of: Callable[[Corpus], Path], evtrack: Evtrack) -> Evtrack:
    """`evtrack WORDS…` in a library of the survey and one of the works it cites."""
    return library_with(library_of, evtrack, ITO)


def test_a_paper_is_read_without_a_library(
    evtrack: Evtrack, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EVTRACK_LIBRARY", raising=False)

    told = evtrack("read", paper, "--json")

    assert told.status == 0
    assert [each["number"] for each in told.json["sections"]][-3:] == ["1", "2", "2.1"]
    assert [each["numbers"] for each in told.json["citations"]] == [[1, 3], [2], [1, 2, 3], [2]]
    assert [each["title"] for each in told.json["references"]] == [
        "Light in the Evening",
        "Who Reads a Label?",
        "Pictures without Words",
    ]
    assert all(each["key"] is None for each in told.json["references"])
    assert evtrack("read", paper, "--propose").status == 3


def test_every_place_is_one_in_the_text(run: Evtrack, paper: Path) -> None:
    told = run("read", paper, "--json").json

    for each in told["citations"]:
        assert PAPER[each["start"] : each["end"]] == each["raw"]
        assert each["raw"] in each["sentence"]
    first = told["citations"][0]
    assert (first["section"], first["place"]) == ("1", "1-1-1")
    assert first["sentence"] == "Labels are read by few people [1, 3]."
    assert first["cited"][0]["through_range"] is False
    assert told["citations"][2]["cited"][1]["through_range"] is True


def test_references_are_matched_to_works_of_the_library(run: Evtrack, paper: Path) -> None:
    told = run("read", paper, "--json").json

    assert [each["key"] for each in told["references"]] == ["ito2019", None, None]
    assert told["references"][0]["matched_by"] == "record"
    assert [each["keys"] for each in told["citations"]] == [["ito2019"], [], ["ito2019"], []]
    assert "ito2019" in run("read", paper).out


def test_a_bibliography_beside_the_paper_names_the_works(
    evtrack: Evtrack, run: Evtrack, paper: Path, bibliography: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EVTRACK_LIBRARY", raising=False)
    alone = evtrack("read", paper, "--bib", bibliography, "--json").json
    added = run("read", paper, "--bib", bibliography, "--add-works", "--json").json

    assert [each["key"] for each in alone["references"]] == [None, "novak21", None]
    assert [each["key"] for each in added["references"]] == [
        "ito2019",
        "novak21",
        "roe2020pictures",
    ]
    assert run("show", "novak21", "--json").json["fields"]["doi"] == "10.5555/3412.99"


def test_looking_changes_nothing(run: Evtrack, paper: Path) -> None:
    run("read", paper)
    dry = run("read", paper, "--work", "berg2024", "--propose", "--dry-run", "--json").json

    assert (len(dry["added"]), len(dry["proposed"])) == (2, 4)
    counts = run("status", "--json").json
    assert (counts["works"], counts["claims"], counts["attachments"]) == (2, 0, 0)
    assert len(run("log", "--json").json["entries"]) == 1


def test_one_deed_makes_the_works_the_drafts_and_keeps_the_file(run: Evtrack, paper: Path) -> None:
    told = run("read", paper, "--work", "berg2024", "--propose", "--json").json

    assert told["survey"] == "berg2024"
    assert [each["key"] for each in told["added"]] == ["novak2021reads", "roe2020pictures"]
    ids = [each["id"] for each in told["proposed"]]
    assert ids == ["berg2024-1-1-1", "berg2024-1-1-3", "berg2024-2.1-1-1", "berg2024-2.1-1-2"]
    assert len(run("log", "--json").json["entries"]) == 2
    draft = run("show", "berg2024-1-1-3", "--json").json
    assert draft["is_draft"]
    assert draft["statement"].startswith("To be worded: ")
    assert [(each["work"], each["number"]) for each in draft["citations"]] == [
        ("novak2021reads", 2)
    ]
    figure = draft["figures"][0]
    assert (figure["value"], figure["unit"], figure["qualifier"]) == (200, "tools", "more than")
    words = draft["excerpts"][0]
    assert PAPER[words["start"] : words["end"]].startswith("Over 200 tools put labels on\npict")
    assert words["quote"] == "Over 200 tools put labels on pictures [2]."
    assert run("anchors", "--json").json["found"][0]["step"] == "exact"
    cited = {each["key"]: each["cited_as"] for each in run("works", "--json").json["works"]}
    assert (cited["ito2019"], cited["novak2021reads"]) == (1, 2)


def test_reading_again_proposes_only_what_is_new(run: Evtrack, paper: Path, tmp_path: Path) -> None:
    run("read", paper, "--work", "berg2024", "--propose")
    run("claim", "edit", "berg2024-1-1-1", "--statement", "Few people read labels.")
    before = run("show", "berg2024-1-1-1", "--json").json
    again = run("read", paper, "--work", "berg2024", "--propose", "--json").json
    longer = tmp_path / "longer.txt"
    more = "Labels are small [3]. We read what others wrote"
    longer.write_text(PAPER.replace("We read what others wrote", more), encoding="utf-8")

    new = run("read", longer, "--work", "berg2024", "--propose", "--json").json

    assert (again["added"], again["proposed"], again["present"]) == ([], [], 4)
    assert not before["is_draft"]
    assert run("show", "berg2024-1-1-1", "--json").json == before
    # A sentence has moved on to the place of another; its words say that it has a claim.
    assert new["added"] == []
    quotes = [each["excerpts"][0]["quote"] for each in new["proposed"]]
    assert quotes in ([], ["Labels are small [3]."])


def test_a_claim_at_a_place_is_never_overwritten_whatever_its_clause(
    library_of: Callable[[Corpus], Path], evtrack: Evtrack, paper: Path
) -> None:
    claim = a_claim("berg2024-1-1-1a", work="berg2024", locator=Locator.parse("1-1-1a"))
    run = library_with(library_of, evtrack, ITO, claims=(claim,), about=About(survey="berg2024"))

    told = run("read", paper, "--work", "berg2024", "--propose", "--json").json

    assert "berg2024-1-1-1" not in [each["id"] for each in told["proposed"]]
    assert told["present"] == 1
    assert run("show", "berg2024-1-1-1a", "--json").json["statement"] == claim.statement


def test_what_may_be_a_work_at_hand_is_left_to_a_person(
    library_of: Callable[[Corpus], Path], evtrack: Evtrack, paper: Path
) -> None:
    like = a_work(
        "roe2018",
        type="book",
        title="Pictures without Words",
        authors=(Name(family="Roe", given="Lee"),),
        fields={"author": "Roe, Lee", "title": "Pictures without Words", "year": "2018"},
    )
    run = library_with(library_of, evtrack, replace(like))
    doubtful = run("read", paper, "--work", "berg2024", "--propose", "--dry-run", "--json").json
    if not doubtful["references"][2]["may_be"]:
        pytest.skip("the two are told apart for certain")

    assert "doubtful-match" in [each["code"] for each in doubtful["problems"]]
    assert doubtful["references"][2]["key"] is None
    drafts = {each["id"]: each for each in doubtful["proposed"]}
    assert drafts["berg2024-1-1-1"]["note"] == "Cited as well, and no work here: 3."

    told = run(
        "read", paper, "--work", "berg2024", "--propose", "--match", "3=roe2018", "--json"
    ).json
    assert told["references"][2]["key"] == "roe2018"


def test_numbers_say_which_work_is_meant_where_the_list_is_that_of_the_survey(
    library_of: Callable[[Corpus], Path], evtrack: Evtrack, paper: Path
) -> None:
    sparse = a_work("roe", title="Pictures without Words: A Story", cited_as=3)
    other = a_work("other", title="Something Else Entirely", cited_as=2)
    run = library_with(library_of, evtrack, ITO, sparse, other, about=About(survey="berg2024"))

    told = run("read", paper, "--work", "berg2024", "--json").json

    assert [each["key"] for each in told["references"]] == ["ito2019", None, "roe"]
    assert told["references"][2]["matched_by"] == "number"
    (differs,) = [each for each in told["problems"] if each["code"] == "number-differs"]
    assert "Reference 2 is unlike other" in differs["message"]


def test_addresses_of_withheld_works_do_not_come_out_of_a_reading(
    library_of: Callable[[Corpus], Path], evtrack: Evtrack, tmp_path: Path
) -> None:
    hidden = replace(ITO, link_policy=LinkPolicy.WITHHOLD)
    run = library_with(library_of, evtrack, hidden)
    paper = tmp_path / "paper.txt"
    address = "https://bad.example/tool"
    paper.write_text(PAPER.replace("12–20.", f"12–20. {address}"), encoding="utf-8")

    outcomes = [run("read", paper), run("read", paper, "--json")]
    outcomes.append(run("read", paper, "--work", "berg2024", "--propose", "--json"))
    outcomes.append(run("search", "evening", "--in", "texts", "--json"))

    assert all(each.status == 0 for each in outcomes)
    assert all("bad.example" not in each.out + each.err for each in outcomes)
    assert json.loads(outcomes[1].out)["references"][0]["key"] == "ito2019"


def test_a_file_that_was_attached_without_its_text_gets_it(run: Evtrack, paper: Path) -> None:
    run("attach", "berg2024", paper, "--without-text")

    assert run("read", paper, "--propose", "--json").json["attached"] is None

    found = run("anchors", "--json").json["found"]
    assert [each["step"] for each in found] == ["exact", "normalised", "exact", "exact"]
    assert not any("proposed" in each for each in found)


def test_it_must_be_known_whose_claims_they_are(run: Evtrack, paper: Path) -> None:
    assert "say --work KEY" in run("read", paper, "--propose").err
    run("attach", "berg2024", paper)
    assert run("read", paper, "--propose", "--json").json["work"] == "berg2024"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Just a few words, and no list of anything.\n", "no-reference-list"),
        ("\u202bمرحبا\u202c 你好。\0 [1]\n\nReferences\n\nnot numbered\n", ""),
        (PAPER.replace("[1-3]", "[1-9]"), ""),
    ],
)
def test_odd_papers_are_read_as_far_as_they_go(
    run: Evtrack, tmp_path: Path, text: str, code: str
) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8")

    told = run("read", path, "--work", "berg2024", "--propose", "--json")

    assert told.status == 0
    assert "Traceback" not in told.err
    assert not code or code in [each["code"] for each in told.json["problems"]]
    assert run("export", "--format", "corpus", "--to", tmp_path / "corpus").status == 0


def test_misuse_is_told(run: Evtrack, paper: Path, tmp_path: Path) -> None:
    assert run("read", paper, "--match", "three=roe").status == 2
    assert run("read", paper, "--match", "3=nobody", "--add-works").status == 3
    assert run("read", paper, "--work", "nobody").status == 3
    assert run("read", tmp_path / "missing.txt").status == 3
    assert run("read", tmp_path).status == 3


@pytest.mark.shared
def test_the_surveyed_paper_is_read_whole_and_all_its_claims_are_there(
    evtrack: Evtrack, shipped: Path, shared: Path
) -> None:
    paper = shared / "paper/ding-suresh-2025.txt"

    told = evtrack(
        "--library", shipped, "read", paper, "--work", "ding2025", "--propose", "--json"
    ).json

    works = evtrack("--library", shipped, "works", "--json").json["works"]
    keys = {work["cited_as"]: work["key"] for work in works if work["cited_as"]}
    assert {each["number"]: each["key"] for each in told["references"]} == keys
    assert (told["added"], told["proposed"]) == ([], [])
    assert told["present"] == len(told["citations"]) == 37
