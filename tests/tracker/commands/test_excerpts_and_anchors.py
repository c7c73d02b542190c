"""The words that claims rest on: anchored, found again, shown from the text, put in order."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.works import Citekey, LinkPolicy
from evidence.corpus import Corpus
from evidence.excerpts import Excerpt, ExcerptId, fingerprint
from tests.builders import a_claim, a_sound_corpus
from tests.command_line import Evtrack, Outcome
from tracker.actions.check_anchors import check_anchors
from tracker.actions.repair_anchors import repair_anchors
from tracker.errors import ChangedMeanwhileError
from tracker.library import Library

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
FIRST = "Most of the people who were asked had never seen a label on any picture."
SECOND = "Nearly nine in ten said that they would not know where to complain."
TEXT = f"A Study of Labels\n\nWe asked 1,200 people. {FIRST} {SECOND}\n\nIn sum, labels fail.\n"
# The same words as another program takes them: other line ends, quotation marks, a hyphen.
COPY = (
    "A STUDY OF LABELS\r\n\r\nSome words. We asked 1,200 people. Most of the peo-\r\nple who "
    f"were asked had never seen a label on any picture. {SECOND}\r\n"
)


@pytest.fixture
def root(library_of: Callable[[Corpus], Path]) -> Path:
    """A library with a claim whose excerpt has words, one with a fingerprint, one that waits."""
    corpus = a_sound_corpus()
    with_words = Excerpt(
        id=ExcerptId("ding2025-1-x1"), claim="ding2025-1", work=Citekey("flynn2022"), quote=FIRST
    )
    with_mark = Excerpt(
        id=ExcerptId("ding2025-2-x1"),
        claim="ding2025-2",
        work=Citekey("flynn2022"),
        fingerprint=fingerprint(SECOND),
    )
    waiting = Excerpt(
        id=ExcerptId("flynn2022-w1"),
        claim="",
        work=Citekey("flynn2022"),
        quote="labels fail",
        comment="Do they?",
    )
    tied = {"ding2025-1": with_words, "ding2025-2": with_mark}
    claims = tuple(
        replace(each, excerpts=(tied[each.id],)) if each.id in tied else each
        for each in corpus.claims
    )
    return library_of(replace(corpus, claims=claims, waiting_excerpts=(waiting,)))


@pytest.fixture
def run(evtrack: Evtrack, root: Path, monkeypatch: pytest.MonkeyPatch) -> Evtrack:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    def in_library(*words: str | Path) -> Outcome:
        return evtrack("--library", root, *words)

    return in_library


@pytest.fixture
def attached(run: Evtrack, tmp_path: Path) -> Evtrack:
    """The same with the study attached to the work that the excerpts are from."""
    run("attach", "flynn2022", file(tmp_path, "study.txt", TEXT))
    return run


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def names(told: list[dict[str, str]]) -> list[str]:
    return [each["excerpt"] for each in told]


def test_without_a_text_every_excerpt_is_unchecked_with_the_reason(run: Evtrack) -> None:
    told = run("anchors", "--json")

    assert told.status == 0
    assert len(told.json["unchecked"]) == 3
    assert told.json["unchecked"][0]["why"] == "No text of flynn2022 is attached."
    assert not any(told.json[state] for state in ("found", "moved", "fuzzy", "orphaned"))


def test_once_the_text_is_attached_all_are_found_and_the_step_is_told(attached: Evtrack) -> None:
    told = attached("anchors", "--json").json

    steps = {each["excerpt"]: each["step"] for each in told["found"]}
    assert steps == {
        "ding2025-1-x1": "exact",
        "ding2025-2-x1": "fingerprint",
        "flynn2022-w1": "exact",
    }
    assert [each["text"] for each in told["found"]][:2] == [FIRST, SECOND]


def test_an_excerpt_without_words_is_shown_with_those_of_the_text_which_are_not_stored(
    attached: Evtrack, tmp_path: Path
) -> None:
    attached("anchors", "--repair", "--yes")

    shown = attached("show", "ding2025-2", "--json").json["excerpts"][0]
    text = attached("show", "ding2025-2").out
    attached("export", "--format", "corpus", "--to", tmp_path / "corpus")

    assert (shown["quote"], shown["words"]) == ("", SECOND)
    assert SECOND in " ".join(text.split())
    written = (tmp_path / "corpus/claims/ding2025.yaml").read_text(encoding="utf-8")
    assert "where to complain" not in written
    assert attached("search", "complain", "--in", "claims", "--json").json["total"] == 0


def test_looking_changes_nothing_and_a_repair_stores_the_places(
    attached: Evtrack, root: Path
) -> None:
    before = len(attached("log", "--json").json["entries"])
    attached("anchors")
    dry = attached("anchors", "--repair", "--dry-run", "--json").json
    refused = attached("anchors", "--repair", "--json").json
    assert (len(dry["repaired"]), refused["repaired"]) == (3, [])
    assert len(attached("log", "--json").json["entries"]) == before

    done = attached("anchors", "--repair", "--yes", "--json").json

    assert done["repaired"] == dry["repaired"]
    assert attached("anchors", "--repair", "--yes", "--json").json["repaired"] == []
    with Library.open(root) as library, library.reading() as records:
        claim = records.claim("ding2025-1")
        assert claim is not None
        (excerpt,) = claim.excerpts
        assert TEXT[excerpt.start : excerpt.end] == FIRST
        assert excerpt.prefix.endswith("1,200 people. ")
        assert excerpt.found_by == "exact"


def test_in_another_copy_the_words_are_found_and_called_moved(
    attached: Evtrack, tmp_path: Path
) -> None:
    attached("anchors", "--repair", "--yes")
    sha256 = attached("attachments", "--json").json["attachments"][0]["sha256"]
    attached("attachments", "--remove", sha256, "--yes")
    attached("attach", "flynn2022", file(tmp_path, "copy.txt", COPY))

    told = attached("anchors", "--json")

    assert names(told.json["moved"]) == ["ding2025-1-x1", "ding2025-2-x1"]
    assert told.json["moved"][0]["step"] == "normalised"
    assert names(told.json["orphaned"]) == ["flynn2022-w1"]
    assert told.status == 1


def test_where_both_copies_are_attached_the_one_it_was_anchored_in_answers(
    attached: Evtrack, tmp_path: Path
) -> None:
    attached("anchors", "--repair", "--yes")
    attached("attach", "flynn2022", file(tmp_path, "copy.txt", COPY))

    assert len(attached("anchors", "--json").json["found"]) == 3


def test_words_that_are_only_alike_are_shown_and_taken_only_when_that_is_said(
    run: Evtrack, tmp_path: Path
) -> None:
    changed = TEXT.replace("had never seen a label", "had hardly ever seen a label")
    run("attach", "flynn2022", file(tmp_path, "changed.txt", changed))

    told = run("anchors", "--json")
    asked = run("anchors", "--repair")
    taken = run("anchors", "--repair", "--yes", "--json").json

    assert names(told.json["fuzzy"]) == ["ding2025-1-x1"]
    assert {"quote": "never", "text": "hardly ever"} in told.json["fuzzy"][0]["differences"]
    assert "quoted “never”, in the text “hardly ever”" in asked.err
    assert "ding2025-1-x1" in taken["repaired"]
    assert names(run("anchors", "--json").json["found"])[0] == "ding2025-1-x1"


def test_an_orphan_comes_with_the_nearest_place(run: Evtrack, tmp_path: Path) -> None:
    other = "Most of them, when asked last year, had seldom seen many labels under a picture.\n"
    run("attach", "flynn2022", file(tmp_path, "other.txt", f"Before.\n\n{other}\nBehind.\n"))

    orphan = run("anchors", "--json").json["orphaned"][0]

    assert orphan["excerpt"] == "ding2025-1-x1"
    assert orphan["nearest"]["text"] in other


def test_an_abstract_does_not_make_orphans(run: Evtrack, tmp_path: Path) -> None:
    run("attach", "flynn2022", file(tmp_path, "abstract.txt", f"{FIRST}\n"), "--scope", "abstract")

    told = run("anchors", "--json").json

    assert names(told["found"]) == ["ding2025-1-x1"]
    assert {each["why"] for each in told["unchecked"]} == {"Only a part of flynn2022 is attached."}


def test_excerpts_can_be_looked_for_work_by_work(attached: Evtrack) -> None:
    told = attached("anchors", "--work", "roe2020", "--json").json

    assert not any(told[state] for state in ("found", "unchecked"))
    assert attached("anchors", "--work", "nobody").status == 3


def test_words_are_anchored_as_they_are_added(attached: Evtrack) -> None:
    told = attached(
        "excerpt", "add", "ding2025-1", "--work", "flynn2022", "--quote", "we ASKED 1,200 people",
        "--json",
    ).json  # fmt: skip

    excerpt = told["excerpt"]
    assert (excerpt["id"], excerpt["quote"]) == ("ding2025-1-x2", "We asked 1,200 people")
    assert TEXT[excerpt["start"] : excerpt["end"]] == excerpt["quote"]
    assert told["located"]["step"] == "normalised"
    again = attached(
        "excerpt", "add", "ding2025-1", "--work", "flynn2022", "--quote", "We asked 1,200 people"
    )
    assert again.status == 0
    assert len(attached("show", "ding2025-1", "--json").json["excerpts"]) == 2


def test_words_that_are_not_there_are_refused_with_the_nearest(attached: Evtrack) -> None:
    refused = attached(
        "excerpt", "add", "ding2025-1", "--work", "flynn2022", "--quote", "Birds sing at noon."
    )

    assert refused.status == 3
    assert "stands nowhere in the attached texts of “flynn2022”" in refused.err


def test_words_that_stand_twice_want_to_be_told_apart(run: Evtrack, tmp_path: Path) -> None:
    twice = "First. The label was small. Then more.\n\nLast. The label was small. The end.\n"
    run("attach", "flynn2022", file(tmp_path, "twice.txt", twice))
    add = ("excerpt", "add", "ding2025-1", "--work", "flynn2022", "--quote", "The label was small")

    refused = run(*add)
    chosen = run(*add, "--prefix", "Last. ", "--json")

    assert refused.status == 3
    assert "2 places" in refused.err
    assert "Last. The label was small. The end." in refused.err
    assert chosen.json["excerpt"]["start"] == twice.rindex("The label")


def test_words_that_are_only_alike_are_added_only_when_that_is_said(attached: Evtrack) -> None:
    words = "Nearly eight in ten said that they would not know where to complain."
    add = ("excerpt", "add", "ding2025-1", "--work", "flynn2022", "--quote", words)

    asked, taken = attached(*add), attached(*add, "--yes", "--json")

    assert asked.status == 1
    assert "quoted “eight”, in the text “nine”" in asked.err
    assert "Nearly nine in ten said" in taken.json["excerpt"]["quote"]


def test_without_a_text_words_can_be_kept_without_a_place(run: Evtrack) -> None:
    add = ("excerpt", "add", "ding2025-1", "--work", "roe2020", "--quote", "  any \n words ")

    assert "No text of “roe2020” is attached" in run(*add).err
    kept = run(*add, "--unanchored", "--json").json["excerpt"]
    assert (kept["quote"], kept["start"]) == ("any words", None)


def test_a_waiting_excerpt_is_tied_to_a_claim_and_keeps_its_id(run: Evtrack) -> None:
    waiting = run("excerpt", "list", "--waiting", "--json").json["excerpts"]
    assert [(each["id"], each["claim"]) for each in waiting] == [("flynn2022-w1", None)]

    tied = run("excerpt", "tie", "flynn2022-w1", "roe2020-1", "--json").json["excerpt"]

    assert (tied["id"], tied["claim"]) == ("flynn2022-w1", "roe2020-1")
    assert run("excerpt", "list", "--waiting", "--json").json["excerpts"] == []
    assert run("show", "flynn2022-w1", "--json").json["comment"] == "Do they?"
    assert run("excerpt", "tie", "flynn2022-w1", "roe2020-1").status == 3


def test_excerpts_are_listed_by_work_and_claim_and_removed(run: Evtrack) -> None:
    of_claim = run("excerpt", "list", "--claim", "ding2025-1", "--json").json["excerpts"]
    assert [each["id"] for each in of_claim] == ["ding2025-1-x1"]
    assert run("excerpt", "list", "--work", "roe2020", "--json").json["excerpts"] == []

    run("excerpt", "remove", "ding2025-1-x1")
    run("excerpt", "remove", "flynn2022-w1")

    left = run("excerpt", "list", "--json").json["excerpts"]
    assert [each["id"] for each in left] == ["ding2025-2-x1"]
    assert run("excerpt", "remove", "ding2025-1-x1").status == 3


def test_an_excerpt_whose_claim_changed_meanwhile_is_not_repaired(
    attached: Evtrack, root: Path
) -> None:
    assert attached("anchors").status == 0
    with Library.open(root) as library:
        report = check_anchors(library, progress=lambda _done, _total: None)
        with library.deed("edit", now=NOW) as deed:
            deed.records.put_claims([a_claim("ding2025-1", excerpts=())])
        with pytest.raises(ChangedMeanwhileError, match="ding2025-1-x1"):
            repair_anchors(library, report.checks, now=NOW)
        with library.reading() as records:
            assert records.waiting_excerpts()[0].start is None


def test_addresses_of_a_withheld_work_are_neither_shown_nor_stored(
    evtrack: Evtrack, root: Path, tmp_path: Path
) -> None:
    with Library.open(root) as library, library.deed("withhold", now=NOW) as deed:
        work = deed.records.work("flynn2022")
        assert work is not None
        deed.records.put_works([replace(work, link_policy=LinkPolicy.WITHHOLD)])
    page = TEXT.replace("people. Most", "people at https://bad.example/tool. Most")
    evtrack("--library", root, "attach", "flynn2022", file(tmp_path, "page.txt", page))

    told = [
        evtrack("--library", root, *words)
        for words in (
            ("anchors", "--json"),
            ("anchors", "--repair", "--yes", "--json"),
            ("excerpt", "add", "ding2025-2", "--work", "flynn2022", "--quote", "We asked 1,200",
             "--json"),
            ("show", "ding2025-1", "--json"),
            ("excerpt", "list", "--json"),
        )
    ]  # fmt: skip

    assert all(each.status == 0 for each in told)
    assert all("bad.example" not in each.out + each.err for each in told)
    with Library.open(root) as library, library.reading() as records:
        assert "bad.example" not in repr(records.claims())


@pytest.mark.shared
def test_the_paper_attached_to_the_shipped_corpus_gives_every_one_of_its_places(
    evtrack: Evtrack, shipped: Path, shared: Path, tmp_path: Path
) -> None:
    paper = shared / "paper/ding-suresh-2025.txt"
    evtrack("--library", shipped, "attach", "ding2025", paper)

    told = evtrack("--library", shipped, "anchors", "--json")

    assert told.status == 0
    assert len(told.json["found"]) == 136
    assert not any(told.json[state] for state in ("moved", "fuzzy", "orphaned", "unchecked"))
    words = [each["text"] for each in told.json["found"]]
    assert all(words)
    shown = evtrack("--library", shipped, "show", "ding2025-0-1-1", "--json").json["excerpts"][0]
    assert shown["words"] == words[0]
    evtrack("--library", shipped, "export", "--format", "corpus", "--to", tmp_path / "corpus")
    written = (tmp_path / "corpus/claims/ding2025.yaml").read_text(encoding="utf-8")
    assert "quote:" not in written
