"""Zotero asked through pyzotero, against a server on loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from bib.errors import (
    BusySourceError,
    MissingExtraError,
    OddAnswerError,
    RefusingSourceError,
    UnreachableSourceError,
)
from bib.sources import zotero
from bib.sources.zotero import ZoteroLibrary, open_zotero
from tests.fakes.zotero_server import FakeLibrary, FakeZotero, running


@pytest.fixture
def fake() -> Iterator[FakeZotero]:
    pytest.importorskip("pyzotero")
    with running(FakeZotero()) as server:
        yield server


@pytest.fixture
def local() -> Iterator[FakeZotero]:
    pytest.importorskip("pyzotero")
    with running(FakeZotero(server_id="SERVER1")) as server:
        yield server


@pytest.fixture
def old() -> Iterator[FakeZotero]:
    pytest.importorskip("pyzotero")
    with running(FakeZotero(is_old=True)) as server:
        yield server


def some_items(number: int) -> list[dict[str, Any]]:
    return [
        {"key": f"AAAA{at:04d}".replace("0", "Z").replace("1", "Y"), "version": 0,
         "itemType": "book", "title": f"Book {at}"}
        for at in range(number)
    ]  # fmt: skip


def opened(fake: FakeZotero, library: str = "users/1", key: str = "secret") -> ZoteroLibrary:
    return open_zotero(library, api_key=key, is_local=fake.is_local, endpoint=fake.address)


def test_all_pages_are_read_of_one_version(fake: FakeZotero):
    for number in range(260):
        fake.library.put(itemType="book", title=f"Book {number}")

    changes = opened(fake).fetch_changes(0)

    assert changes.version == 260
    assert len({item["key"] for item in changes.items}) == 260
    assert changes.title == "My Library"


def test_only_what_changed_is_asked_for_and_deletions_are_told(fake: FakeZotero):
    first = fake.library.put(itemType="book", title="One")
    fake.library.put(itemType="book", title="Two")
    shelf = fake.library.put_collection("Shelf")
    before = opened(fake).fetch_changes(0)
    fake.library.put(key=first, title="One, changed")
    gone = fake.library.put(itemType="book", title="Three")
    fake.library.remove(gone)
    fake.library.remove(shelf)

    changes = opened(fake).fetch_changes(before.version)

    assert [item["title"] for item in changes.items] == ["One, changed"]
    assert changes.deleted_items == (gone,)
    assert changes.deleted_collections == (shelf,)


def test_an_unchanged_library_costs_one_request(fake: FakeZotero):
    fake.library.put(itemType="book", title="One")
    library = opened(fake)
    version = library.fetch_changes(0).version
    fake.requests.clear()

    changes = library.fetch_changes(version)

    assert (changes.version, changes.items) == (version, ())
    assert len(fake.requests) == 1


def test_a_library_that_changes_while_it_is_read_is_read_again(fake: FakeZotero):
    for number in range(150):
        fake.library.put(itemType="book", title=f"Book {number}")
    fake.between = lambda number: (
        fake.library.put(itemType="book", title="New") and None if (number == 2) else None
    )

    changes = opened(fake).fetch_changes(0)

    assert changes.version == 151
    assert len(changes.items) == 151


def test_a_library_that_never_rests_is_given_up(fake: FakeZotero):
    fake.library.put(itemType="book", title="One")
    fake.between = lambda _number: fake.library.put(itemType="book", title="New") and None

    with pytest.raises(BusySourceError, match="kept changing"):
        opened(fake).fetch_changes(0)


def test_a_collection_is_read_with_what_hangs_on_its_items(fake: FakeZotero):
    shelf = fake.library.put_collection("Shelf")
    book = fake.library.put(itemType="book", title="One", collections=[shelf])
    note = fake.library.put(itemType="note", note="x", parentItem=book)
    fake.library.put(itemType="book", title="Elsewhere")

    changes = opened(fake).fetch_changes(0, collection=shelf)

    assert {item["key"] for item in changes.items} == {book, note}


def test_what_is_asked_too_often_is_asked_again_later(fake: FakeZotero):
    fake.library.put(itemType="book", title="One")
    fake.faults = [(429, {"Retry-After": "0.01"})]
    fake.backoff = "0.01"

    assert opened(fake).fetch_changes(0).version == 1


def test_nobody_waits_for_ever(fake: FakeZotero):
    fake.faults = [(429, {"Retry-After": "86400"})]

    with pytest.raises(BusySourceError, match="86400"):
        opened(fake).fetch_changes(0)


def test_items_are_added_and_changed_and_conflicts_told_one_by_one(fake: FakeZotero):
    old = fake.library.put(itemType="book", title="Old")
    stale = fake.library.put(itemType="book", title="Stale")
    fake.library.put(key=stale, title="Changed by another")

    written = opened(fake).write_items(
        [
            {"key": "ABCD2345", "version": 0, "itemType": "book", "title": "New"},
            {"key": old, "version": 1, "title": "Old, changed"},
            {"key": stale, "version": 2, "title": "Mine"},
            {"key": "ABCD2346", "version": 0, "itemType": "book", "nonsense": "x"},
        ]
    )

    assert written.saved["ABCD2345"]["title"] == "New"
    assert fake.library.items[old]["title"] == "Old, changed"
    assert fake.library.items[stale]["title"] == "Changed by another"
    assert {key: code for key, (code, _) in written.failed.items()} == {
        stale: 412, "ABCD2346": 400
    }  # fmt: skip


def test_many_items_are_written_fifty_at_a_time_with_a_token_each(fake: FakeZotero):
    items = [
        {"key": f"AAAA{number:04d}".replace("0", "Z").replace("1", "Y"), "version": 0,
         "itemType": "book", "title": str(number)}
        for number in range(120)
    ]  # fmt: skip

    opened(fake).write_items(items)

    posts = [headers for method, _, headers in fake.requests if method == "POST"]
    assert len(posts) == 3
    assert len({headers["Zotero-Write-Token"] for headers in posts}) == 3


def test_a_wrong_key_library_or_address_is_told(fake: FakeZotero):
    with pytest.raises(RefusingSourceError, match="ZOTERO_API_KEY"):
        opened(fake, key="wrong").fetch_changes(0)
    with pytest.raises(RefusingSourceError, match="groups/9"):
        opened(fake, library="groups/9").fetch_changes(0)
    with pytest.raises(UnreachableSourceError):
        open_zotero("users/1", endpoint="http://127.0.0.1:9").fetch_changes(0)


def test_a_group_is_read():
    pytest.importorskip("pyzotero")
    with running(FakeZotero(library=FakeLibrary(kind="groups", id=7))) as fake:
        fake.library.put(itemType="book", title="Ours")

        assert len(opened(fake, library="groups/7").fetch_changes(0).items) == 1


def test_the_program_on_this_computer_is_known_by_its_server_id(local: FakeZotero):
    local.library.put(itemType="book", title="One")

    library = opened(local, library="users/0")

    assert library.name == "local/SERVER1/users/0"
    assert len(library.fetch_changes(0).items) == 1


def test_a_restored_database_is_not_taken_for_the_old_one(local: FakeZotero):
    library = opened(local, library="users/0")
    local.server_id = "SERVER2"

    with pytest.raises(RefusingSourceError, match="another Zotero"):
        library.fetch_changes(0)


def test_writing_to_the_program_asks_its_user_and_again_when_the_key_is_used_up(local: FakeZotero):
    local.grants = [False, True]
    items = [{"key": f"ABCD23{number}{number}", "version": 0, "itemType": "book"}
             for number in range(2, 5)]  # fmt: skip
    library = opened(local, library="users/0")

    library.write_items(items[:1])
    library.write_items(items[1:])

    assert len(local.library.items) == 3


def test_a_user_who_says_no_is_heard(local: FakeZotero):
    local.grants = []

    with pytest.raises(RefusingSourceError, match="did not allow"):
        opened(local, library="users/0").write_items([{"key": "ABCD2345", "version": 0}])


def test_without_pyzotero_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyzotero", None)

    with pytest.raises(MissingExtraError, match=r"pip install 'evtrack\[zotero\]'"):
        zotero.open_zotero("users/1")


def test_a_group_of_the_program_on_this_computer_is_read():
    pytest.importorskip("pyzotero")
    group = FakeLibrary(kind="groups", id=7)
    with running(FakeZotero(library=group, server_id="SERVER1")) as fake:
        fake.library.put(itemType="book", title="Ours")
        library = opened(fake, library="groups/7")

        assert library.name == "local/SERVER1/groups/7"
        assert len(library.fetch_changes(0).items) == 1
        with pytest.raises(RefusingSourceError, match="groups/8"):
            opened(fake, library="groups/8")


def test_before_zotero_10_the_whole_library_is_read_each_time(old: FakeZotero):
    old.library.put_collection("Shelf", key="SHELF222")
    first = old.library.put(itemType="book", title="One")
    second = old.library.put(itemType="book", title="Two")
    library = opened(old, library="users/0")
    version = library.fetch_changes(0).version
    old.library.items[first]["title"] = "One, changed and not synchronised"
    old.library.remove(second)

    changes = library.fetch_changes(version)

    assert library.name == "local/unnamed/users/0"
    assert [item["title"] for item in changes.items] == ["One, changed and not synchronised"]
    assert changes.present_items == {first}
    assert changes.present_collections == {"SHELF222"}


def test_what_is_there_now_is_told_where_deletions_are_not(local: FakeZotero):
    local.tells_deletions = False
    kept = local.library.put(itemType="book", title="One")
    gone = local.library.put(itemType="book", title="Two")
    library = opened(local, library="users/0")
    version = library.fetch_changes(0).version
    local.library.remove(gone)

    changes = library.fetch_changes(version)

    assert (changes.items, changes.present_items) == ((), {kept})


def test_before_zotero_10_nothing_can_be_written_on_this_computer(old: FakeZotero):
    with pytest.raises(RefusingSourceError, match="Zotero 10"):
        opened(old, library="users/0").write_items([{"key": "ABCD2345", "version": 0}])


def test_a_collection_is_read_with_the_annotations_of_its_files(fake: FakeZotero):
    shelf = fake.library.put_collection("Shelf")
    book = fake.library.put(itemType="book", title="One", collections=[shelf])
    pdf = fake.library.put(itemType="attachment", parentItem=book)
    mark = fake.library.put(itemType="annotation", parentItem=pdf, annotationText="x")

    changes = opened(fake).fetch_changes(0, collection=shelf)

    assert [item["key"] for item in changes.items] == [book, pdf, mark]


def test_a_locked_library_is_told_and_nothing_is_sent(fake: FakeZotero):
    fake.faults = [(409, {})]

    with pytest.raises(RefusingSourceError, match="locked"):
        opened(fake).write_items(some_items(1))
    assert fake.library.items == {}


def test_too_many_writes_wait_as_long_as_they_are_told_to(fake: FakeZotero):
    fake.faults = [(429, {"Retry-After": "0.01"}), (429, {"Retry-After": "0.01"})]

    written = opened(fake).write_items(some_items(1))

    assert len(written.saved) == 1
    assert len(fake.written) == 3


@pytest.mark.parametrize("after", [{}, {"Retry-After": "86400"}])
def test_writes_that_are_put_off_for_long_are_given_up(fake: FakeZotero, after: dict[str, str]):
    fake.faults = [(429, after)]

    with pytest.raises(BusySourceError):
        opened(fake).write_items(some_items(1))


def test_what_is_too_large_together_is_sent_in_halves(fake: FakeZotero):
    fake.most_bytes = 3_000

    written = opened(fake).write_items(some_items(50))

    assert len(written.saved) == len(fake.library.items) == 50
    assert len(fake.written) > 2


def test_one_item_that_is_too_large_is_told_and_the_rest_are_saved(fake: FakeZotero):
    fake.most_bytes = 3_000
    items = some_items(5)
    items[4]["abstractNote"] = "long " * 1_000

    written = opened(fake).write_items(items)

    assert len(written.saved) == 4
    assert written.failed == {items[4]["key"]: (0, "what was sent is too large for it")}


def test_what_was_saved_before_an_error_is_not_forgotten(fake: FakeZotero):
    fake.between = lambda number: fake.faults.append((503, {})) if number == 2 else None

    written = opened(fake).write_items(some_items(60))

    assert len(written.saved) == 50
    assert len(written.failed) == 10


def test_a_file_is_fetched_from_the_server_it_lies_on_which_gets_no_key(fake: FakeZotero):
    pdf = fake.library.put(itemType="attachment", filename="a.pdf")
    fake.library.files[pdf] = b"%PDF-1.4 words"
    pieces: list[bytes] = []

    is_packed = opened(fake).fetch_file(pdf, pieces.append)

    assert (b"".join(pieces), is_packed) == (b"%PDF-1.4 words", False)


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://example.org/a"])
def test_no_answer_leads_to_a_file_of_this_computer(fake: FakeZotero, target: str):
    pdf = fake.library.put(itemType="attachment", filename="a.pdf")
    fake.library.files[pdf] = b"x"
    fake.file_redirect = target
    pieces: list[bytes] = []

    with pytest.raises(OddAnswerError):
        opened(fake).fetch_file(pdf, pieces.append)
    fake.faults = [(302, {"Location": target})]
    with pytest.raises(OddAnswerError):
        opened(fake).fetch_changes(0)
    assert pieces == []


def test_a_file_that_is_not_there_is_told(fake: FakeZotero):
    pdf = fake.library.put(itemType="attachment", filename="a.pdf")

    with pytest.raises(RefusingSourceError, match="no file"):
        opened(fake).fetch_file(pdf, len)


def test_the_program_tells_where_a_file_lies(local: FakeZotero):
    pdf = local.library.put(itemType="attachment", filename="a.pdf")
    local.library.addresses[pdf] = "file:///home/ana/Zotero/storage/ABCD2345/a%20b.pdf"

    address = opened(local, library="users/0").file_address(pdf)

    assert address == "file:///home/ana/Zotero/storage/ABCD2345/a%20b.pdf"
