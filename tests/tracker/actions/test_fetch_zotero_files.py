"""Files that hang on works in Zotero are attached here, and nothing else of that computer is."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.zotero_source import FakeSource
from tracker.actions.fetch_zotero_files import FilesReport, fetch_zotero_files
from tracker.actions.pull_zotero import pull_zotero
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)
WORDS = b"They say that abuse is common. No more is said."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        yield made


@pytest.fixture
def source() -> FakeSource:
    return FakeSource()


@pytest.fixture
def storage(tmp_path: Path) -> Path:
    folder = tmp_path / "Zotero" / "storage"
    folder.mkdir(parents=True)
    return folder


def a_file(source: FakeSource, content: bytes | None = WORDS, **data: Any) -> str:
    book = source.library.put(itemType="book", title="One", extra="Citation Key: one")
    stated = {"filename": "a.txt", "contentType": "text/plain", "linkMode": "imported_file"}
    key = source.library.put(itemType="attachment", parentItem=book, **(stated | data))
    if content is not None:
        source.library.files[key] = content
    return key


def fetch(library: Library, source: FakeSource, storage: Path, **options: Any) -> FilesReport:
    pull_zotero(library, source, now=NOW)
    return fetch_zotero_files(library, source, storage=storage, now=NOW, **options)


def names(library: Library) -> list[tuple[str, str]]:
    with library.reading() as records:
        return [(each.work, each.name) for each in records.attachments()]


def test_a_file_is_attached_once_with_its_text(library: Library, source: FakeSource, storage: Path):
    a_file(source, md5=hashlib.md5(WORDS, usedforsecurity=False).hexdigest())

    first = fetch(library, source, storage)
    second = fetch(library, source, storage)

    assert [(each.work, each.name) for each in first.attached] == [("one", "a.txt")]
    assert (second.attached, second.present, len(source.fetched)) == ((), 1, 1)
    with library.reading() as records:
        ((_, text),) = records.texts_of("one")
    assert text.content.startswith("They say")


def test_words_that_wait_are_found_in_the_new_text(
    library: Library, source: FakeSource, storage: Path
):
    key = a_file(source)
    source.library.put(itemType="annotation", parentItem=key, annotationType="highlight",
                       annotationText="abuse is common")  # fmt: skip

    report = fetch(library, source, storage)

    assert report.steps == {"exact": 1}
    with library.reading() as records:
        (excerpt,) = records.waiting_excerpts()
    assert (excerpt.start, excerpt.end) == (14, 29)


def test_a_dry_run_names_the_files_and_fetches_none(
    library: Library, source: FakeSource, storage: Path
):
    a_file(source)

    report = fetch(library, source, storage, is_dry_run=True)

    assert [each.name for each in report.attached] == ["a.txt"]
    assert (source.fetched, names(library)) == ([], [])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"md5": "0" * 32}, "not those whose hash"),
        ({"linkMode": "linked_file"}, "outside Zotero's own folder"),
    ],
)
def test_what_is_not_to_be_trusted_or_had_is_told(
    library: Library, source: FakeSource, storage: Path, data: dict[str, str], why: str
):
    a_file(source, **data)

    report = fetch(library, source, storage)

    assert why in report.left[0].why
    assert names(library) == []


def test_a_file_that_zotero_does_not_have_spoils_no_other(
    library: Library, source: FakeSource, storage: Path
):
    a_file(source, None)
    a_file(source, filename="b.txt")

    report = fetch(library, source, storage)

    assert [each.why for each in report.left] == ["Zotero has no file for it"]
    assert [each.name for each in report.attached] == ["b.txt"]


def test_a_server_that_falls_silent_is_not_asked_for_every_file(
    library: Library, source: FakeSource, storage: Path
):
    for number in range(3):
        a_file(source, filename=f"{number}.txt", content=WORDS + bytes([65 + number]))
    source.falls_silent_after = 1

    report = fetch(library, source, storage)

    assert (len(report.attached), len(report.left), len(source.fetched)) == (1, 2, 2)


def test_pictures_and_links_stay_where_they_are(
    library: Library, source: FakeSource, storage: Path
):
    a_file(source, contentType="image/png", filename="a.png")
    a_file(source, linkMode="linked_url")

    assert fetch(library, source, storage) == FilesReport()


def test_a_packed_page_is_unpacked(library: Library, source: FakeSource, storage: Path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("../../a.txt", WORDS)
    key = a_file(source, buffer.getvalue())
    source.library.packed.add(key)

    fetch(library, source, storage)

    assert names(library) == [("one", "a.txt")]


def test_a_damaged_pack_is_told(library: Library, source: FakeSource, storage: Path):
    key = a_file(source, b"PK\x03\x04 no more")
    source.library.packed.add(key)

    assert "cannot be unpacked" in fetch(library, source, storage).left[0].why


def test_the_name_of_a_file_leads_nowhere(library: Library, source: FakeSource, storage: Path):
    names = [
        "../../../etc/cron.d/a.txt",
        "C:\\Windows\\a.txt",
        "a\x00\x1b[2J.txt",
        "...",
        "a" * 999,
    ]
    for name in names:
        a_file(source, filename=name)

    report = fetch(library, source, storage, is_dry_run=True)

    assert len(report.attached) == len(names)
    for kept in (each.name for each in report.attached):
        assert kept.endswith(".txt")
        assert kept.isprintable()
        assert not set(kept) & set("/\\")
        assert len(kept) < 200


class TestOnThisComputer:
    """Zotero on this computer tells the path of a file."""

    @pytest.fixture
    def source(self) -> FakeSource:
        return FakeSource(name="local/S1/users/0")

    @pytest.fixture
    def key(self, source: FakeSource, storage: Path) -> str:
        key = a_file(source, filename="a b.txt")
        (storage / key).mkdir()
        (storage / key / "a b.txt").write_bytes(WORDS)
        source.library.addresses[key] = (storage / key / "a b.txt").as_uri()
        return key

    def test_a_file_in_the_folder_of_its_item_is_attached(
        self, library: Library, source: FakeSource, storage: Path, key: str
    ):
        first, second = fetch(library, source, storage), fetch(library, source, storage)

        assert names(library) == [("one", "a b.txt")]
        assert (len(first.attached), second.present, source.fetched) == (1, 1, [])
        assert (storage / key / "a b.txt").read_bytes() == WORDS

    def test_no_other_path_is_followed(
        self, library: Library, source: FakeSource, storage: Path, tmp_path: Path
    ):
        (storage.parent / "secret.txt").write_text("secret")
        (storage / "OTHER222").mkdir()
        (storage / "OTHER222" / "a.txt").write_text("secret")
        (tmp_path / "secret.txt").write_text("secret")
        addresses = [
            "file:///etc/hostname",
            "file://elsewhere/etc/hostname",
            "https://example.org/a.txt",
            "{storage}/{key}/../../secret.txt",
            "{storage}/OTHER222/a.txt",
            "{storage}/{key}",
            "{storage}/{key}/missing.txt",
            "{storage}/{key}/a%00.txt",
            "{storage}/{key}/link.txt",
            "",
        ]
        for number, address in enumerate(addresses):
            key = a_file(source, filename=f"{number}.txt")
            (storage / key).mkdir()
            (storage / key / "link.txt").symlink_to(tmp_path / "secret.txt")
            path = address.format(storage=storage.as_uri(), key=key)
            source.library.addresses[key] = path

        report = fetch(library, source, storage)

        assert names(library) == []
        assert ["Zotero" in each.why for each in report.left] == [True] * len(addresses)
