"""`evtrack zotero` against a Zotero server on loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import Evtrack
from tests.fakes.zotero_server import FakeZotero, running


@pytest.fixture
def root(tmp_path: Path, evtrack: Evtrack) -> Path:
    assert evtrack("init", tmp_path / "library").status == 0
    return tmp_path / "library"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeZotero]:
    pytest.importorskip("pyzotero")
    with running(FakeZotero()) as server:
        monkeypatch.setenv("EVTRACK_ZOTERO_ENDPOINT", server.address)
        monkeypatch.setenv("ZOTERO_API_KEY", "secret")
        yield server


def fill(fake: FakeZotero) -> str:
    book = fake.library.put(
        itemType="book", title="One", date="2020", extra="Citation Key: one", tags=[{"tag": "x"}]
    )
    pdf = fake.library.put(itemType="attachment", parentItem=book, filename="a.pdf")
    fake.library.put(
        itemType="annotation", parentItem=pdf, annotationType="highlight", annotationText="Words.",
        annotationPageLabel="12", annotationColor="#ffd400", annotationComment="why",
        annotationSortIndex="00011|000001|00100", annotationPosition='{"pageIndex":11}',
    )  # fmt: skip
    return book


def test_pull_push_and_status_work_together(evtrack: Evtrack, root: Path, fake: FakeZotero):
    book = fill(fake)
    words = ("--library", root, "zotero")

    dry = evtrack(*words, "pull", "--user", "1", "--dry-run", "--json").json
    pulled = evtrack(*words, "pull", "--user", "1", "--json").json
    assert dry == pulled
    assert (pulled["added"], pulled["children"]) == (["one"], {"attachment": 1, "annotation": 1})

    (mark,) = evtrack(*words, "status", "--json").json["waiting"]
    assert (mark["work"], mark["page"], mark["quote"], mark["comment"], mark["colour"]) == (
        "one", "12", "Words.", "why", "#ffd400",
    )  # fmt: skip

    claim = ("claim", "add", "one", "--statement", "Something.")
    assert evtrack("--library", root, *claim).status == 0
    fake.requests.clear()
    told = evtrack(*words, "push", "--dry-run", "--json").json
    assert told["notes_added"] == ["one"]
    assert fake.written == []
    assert evtrack(*words, "push", "--json").json == told
    (note,) = (each for each in fake.library.items.values() if each["itemType"] == "note")
    assert note["parentItem"] == book
    assert "Something." in note["note"]

    fake.requests.clear()
    assert evtrack(*words, "push").out.endswith("0 added, 0 changed, 0 notes, 1 unchanged.\n")
    assert fake.written == []
    assert evtrack(*words, "pull", "--json").json["conflicts"] == []


def test_a_conflict_is_shown_with_both_sides_and_the_way_out(
    evtrack: Evtrack, root: Path, fake: FakeZotero, tmp_path: Path
):
    book = fill(fake)
    words = ("--library", root, "zotero")
    (tmp_path / "one.bib").write_text("@book{one, title = {One}, year = {2020}, publisher = {P}}")
    evtrack("--library", root, "import", tmp_path / "one.bib")
    fake.library.put(key=book, publisher="Q")

    outcome = evtrack(*words, "pull", "--user", "1")

    assert outcome.status == 1
    assert "“publisher” was changed on both sides: here “P”, in Zotero “Q”" in outcome.out
    assert "--theirs" in outcome.err
    assert evtrack(*words, "pull", "--theirs").status == 0


def test_the_program_on_this_computer_is_pulled(
    evtrack: Evtrack, root: Path, monkeypatch: pytest.MonkeyPatch
):
    pytest.importorskip("pyzotero")
    with running(FakeZotero(server_id="SERVER1", grants=[True])) as local:
        fill(local)
        monkeypatch.setenv("EVTRACK_ZOTERO_ENDPOINT", local.address)

        pulled = evtrack("--library", root, "zotero", "pull", "--local", "--json").json

        assert pulled["scope"] == "local/SERVER1/users/0"
        assert evtrack("--library", root, "zotero", "pull").status == 0


def test_no_library_named_is_misuse_and_no_key_is_told(
    evtrack: Evtrack, root: Path, fake: FakeZotero, monkeypatch: pytest.MonkeyPatch
):
    assert evtrack("--library", root, "zotero", "pull").status == 2
    assert evtrack("--library", root, "zotero", "pull", "--user", "1", "--group", "2").status == 2
    monkeypatch.delenv("ZOTERO_API_KEY")

    outcome = evtrack("--library", root, "zotero", "pull", "--user", "1")

    assert outcome.status == 3
    assert "$ZOTERO_API_KEY" in outcome.err


def test_without_pyzotero_the_commands_say_what_to_install(
    evtrack: Evtrack, root: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "pyzotero", None)

    outcome = evtrack("--library", root, "zotero", "pull", "--user", "1")

    assert outcome.status == 3
    assert "pip install 'evtrack[zotero]'" in outcome.err
    assert evtrack("--library", root, "zotero", "status").status == 0


def test_files_are_fetched_where_they_are_asked_for(evtrack: Evtrack, root: Path, fake: FakeZotero):
    fill(fake)
    (pdf,) = (key for key, each in fake.library.items.items() if "filename" in each)
    fake.library.put(key=pdf, filename="a.txt", contentType="text/plain", linkMode="imported_url")
    fake.library.files[pdf] = b"First. Words. Last."
    words = ("--library", root, "zotero", "pull", "--user", "1")

    told = evtrack(*words, "--files").out
    again = evtrack(*words, "--files", "--json").json

    assert "one: a.txt" in told
    assert (
        "1 file attached, 0 here already, 0 with trouble; in the attached texts: 1 exact." in told
    )
    assert again["files"]["attached"] == []
