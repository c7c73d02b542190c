"""`claim add|edit|link|unlink|remove`: evidence written by hand."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Evtrack, Outcome
from tracker.library import Library


@pytest.fixture
def do(evtrack: Evtrack, shipped: Path) -> Evtrack:
    """`evtrack WORDS…` in a library of the shipped corpus, to be changed freely."""

    def run(*words: str | Path) -> Outcome:
        return evtrack("--library", shipped, *words)

    return run


def log_of(shipped: Path) -> list[str]:
    with Library.open(shipped) as library, library.reading() as records:
        return [entry.deed for entry in records.log()]


def test_a_claim_is_added_with_all_its_parts(do: Evtrack):
    words = (
        *("claim", "add", "Flynn2022Deepfakes", "--statement", "Harm is reported."),
        *("--at", "2-1-3b", "--page", "1350", "--kind", "finding", "--population", "adults"),
        *("--attribution", "reported", "--modality", "may", "--concept", "stage/creation"),
        *("--figure", "more than 20 %: of those asked", "--read", "part", "--seen", "the journal"),
        *("--note", "Read in haste.", "--cite", "kugler2021deepfake", "--why", "new reading"),
    )

    claim = do(*words, "--json").json

    assert claim["id"] == "flynn2022deepfakes-2-1-3b"
    assert (claim["locator"]["text"], claim["locator"]["page"]) == ("2-1-3b", "1350")
    assert claim["citations"][0] | {"group": None} == {
        "work": "kugler2021deepfake",
        "number": 15,
        "group": None,
        "through_range": False,
        "is_ambiguous": False,
    }
    assert claim["figures"][0]["value"] == 20
    assert do("show", claim["id"], "--json").json["note"] == "Read in haste."
    assert do("search", "haste", "--json").json["hits"][0]["id"] == claim["id"]
    assert do("log", claim["id"], "--json").json["entries"][0]["why"] == "new reading"


def test_a_claim_without_a_place_gets_the_next_number(do: Evtrack):
    first = do("claim", "add", "flynn2022deepfakes", "--statement", "One.", "--json").json["id"]
    second = do("claim", "add", "flynn2022deepfakes", "--statement", "Two.", "--json").json["id"]

    number = int(first.rpartition("-")[2])
    assert second == f"flynn2022deepfakes-{number + 1}"


def test_two_claims_at_one_place_need_a_clause(do: Evtrack):
    add = ("claim", "add", "flynn2022deepfakes", "--statement", "One.", "--at", "2-1-3")
    assert do(*add).status == 0

    outcome = do(*add)

    assert outcome.status == 3
    assert "already a claim “flynn2022deepfakes-2-1-3”" in outcome.err


def test_parts_are_changed_and_citations_added_and_taken_away(do: Evtrack):
    changed = do(
        *("claim", "edit", "4.1-1-11", "--note", "Read again.", "--cite", "flynn2022deepfakes"),
        *("--uncite", "kugler2021deepfake", "--json"),
    ).json

    assert changed["note"] == "Read again."
    assert [each["work"] for each in changed["citations"]] == ["flynn2022deepfakes"]


def test_an_edit_that_changes_nothing_leaves_no_trace(do: Evtrack, shipped: Path):
    statement = do("show", "4.1-1-11", "--json").json["statement"]

    assert do("claim", "edit", "4.1-1-11", "--statement", statement).status == 0

    assert log_of(shipped) == ["fill"]


def test_links_are_made_and_taken_away(do: Evtrack):
    ends = ("flynn2022deepfakes-1", "limits", "l1.p7")

    made = do("claim", "link", *ends, "--warrant", "It narrows it.", "--json").json
    shown = do("show", "L1.P7", "--json").json["links"]
    gone = do("claim", "unlink", *ends, "--json").json

    link = {
        "from": "flynn2022deepfakes-1",
        "relation": "limits",
        "to": "L1.P7",
        "warrant": "It narrows it.",
        "stated_by": "curator",
    }
    assert link.items() <= made.items()
    assert made["id"] == "flynn2022deepfakes-1"
    assert link in made["links"]
    assert link in shown
    assert gone["unlinked"] == link
    assert link not in gone["links"]


def test_what_a_link_said_stays_in_the_log(do: Evtrack):
    do("claim", "link", "L1.P7", "limits", "L1.P3", "--warrant", "Because.")
    do("claim", "unlink", "L1.P7", "limits", "L1.P3", "--why", "wrong")

    entry = do("log", "--limit", "1", "--json").json["entries"][0]

    assert (entry["deed"], entry["why"]) == ("unlink", "wrong")
    assert entry["details"]["warrant"] == "Because."


def test_a_link_that_is_not_there_is_refused(do: Evtrack, shipped: Path):
    outcome = do("claim", "unlink", "L1.P7", "contradicts", "L1.P3")

    assert outcome.status == 3
    assert "no link “L1.P7 contradicts L1.P3”" in outcome.err
    assert log_of(shipped) == ["fill"]


def test_a_step_is_not_related_to_itself_or_to_nothing(do: Evtrack):
    assert do("claim", "link", "L1.P7", "supports", "L1.P7").status == 3
    assert "no claim “L1.P99”" in do("claim", "link", "L1.P99", "supports", "L1.P7").err


def test_a_removed_claim_stays_on_record(do: Evtrack):
    assert do("claim", "remove", "4.1-1-11").status == 2

    removed = do("claim", "remove", "4.1-1-11", "--why", "misread", "--json").json

    assert removed["is_withdrawn"] is True
    assert "(withdrawn)" in do("show", "4.1-1-11").out
    listed = do("claims", "--state", "withdrawn", "--json").json["claims"]
    assert [claim["id"] for claim in listed] == [removed["id"]]


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *deeds: str) -> None:
    """An $EDITOR that does the first deed to the file when opened first, and so on."""
    script = tmp_path / "editor"
    cases = "\n".join(f"{number}) {deed} ;;" for number, deed in enumerate(deeds, 1))
    script.write_text(
        f"#!/bin/sh\necho >> {tmp_path}/opened\n"
        f'case $(wc -l < {tmp_path}/opened | tr -d " ") in\n{cases}\nesac\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))


def answering(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


BREAK = 'echo ": [" >> "$1"'
MEND = 'sed -i "/^: \\[/d; s/fictional/imaginary/" "$1"'
CHANGE = 'sed -i "s/fictional/imaginary/" "$1"'


def edit(do: Evtrack) -> tuple[Outcome, Any]:
    outcome = do("claim", "edit", "4.1-1-11", "--why", "by hand")
    return outcome, do("show", "4.1-1-11", "--json").json


def test_a_claim_is_changed_in_the_editor(
    do: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path
):
    editor(tmp_path, monkeypatch, CHANGE)

    outcome, claim = edit(do)

    assert outcome.status == 0
    assert "imaginary" in claim["statement"]
    assert log_of(shipped) == ["fill", "edit claim"]


def test_an_editor_left_without_a_change_changes_nothing(
    do: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path
):
    editor(tmp_path, monkeypatch, "true")

    outcome, _ = edit(do)

    assert (outcome.status, outcome.err) == (0, "Nothing was changed.\n")
    assert log_of(shipped) == ["fill"]


def test_a_mistake_is_named_and_the_editor_opens_again(
    do: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    editor(tmp_path, monkeypatch, BREAK, MEND)
    answering(monkeypatch, "y\n")

    outcome, claim = edit(do)

    assert outcome.status == 0
    assert "This is not YAML" in outcome.err
    assert "imaginary" in claim["statement"]


def test_a_work_nobody_knows_is_a_mistake_to_be_mended_too(
    do: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    misspell = 'sed -i "s/work: kugler2021deepfake/work: kugler/" "$1"'
    put_right = 'sed -i "s/work: kugler/work: flynn2022deepfakes/" "$1"'
    editor(tmp_path, monkeypatch, misspell, put_right)
    answering(monkeypatch, "y\n")

    outcome, claim = edit(do)

    assert "no work “kugler”" in outcome.err
    assert claim["citations"][0]["work"] == "flynn2022deepfakes"


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_an_edit_can_be_given_up(
    do: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path, answer: str
):
    editor(tmp_path, monkeypatch, BREAK)
    answering(monkeypatch, answer)

    outcome, claim = edit(do)

    assert (outcome.status, "the edit was given up" in outcome.err) == (3, True)
    assert "fictional" in claim["statement"]
    assert log_of(shipped) == ["fill"]


def test_the_id_of_a_claim_cannot_be_changed(
    do: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Path
):
    editor(tmp_path, monkeypatch, 'sed -i "s/claim: ding2025-4.1-1-11/claim: other/" "$1"')
    answering(monkeypatch, "n\n")

    outcome, _ = edit(do)

    assert outcome.status == 3
    assert "cannot change" in outcome.err
    assert log_of(shipped) == ["fill"]


def test_only_claims_are_edited(do: Evtrack):
    outcome = do("claim", "edit", "flynn2022deepfakes")

    assert outcome.status == 3
    assert "no claim “flynn2022deepfakes”" in outcome.err
