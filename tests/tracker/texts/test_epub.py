from __future__ import annotations

from pathlib import Path

import pytest

from evidence.texts import PartKind
from tests.tracker.texts.invented_paper import EPUB, write_zip
from tracker.errors import TextNotTakenError
from tracker.texts.epub import read_epub
from tracker.texts.limits import LIMITS, Limits


def book(path: Path, chapters: dict[str, str | bytes], **members: str) -> Path:
    """An EPUB with these chapters in this order."""
    items = "".join(f'<item id="i{n}" href="{name}"/>' for n, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    inside = {f"OPS/{name}": data for name, data in chapters.items() if ".." not in name}
    return write_zip(path / "book.epub", {**EPUB, "OPS/book.opf": package, **inside, **members})


def test_chapters_are_read_in_the_order_of_the_spine(tmp_path):
    file = book(tmp_path, {"b.xhtml": "<h1>Two</h1><p>b</p>", "a.xhtml": "<h1>One</h1><p>a</p>"})

    text = read_epub(file, limits=LIMITS)

    assert text.content == "Two\n\nb\n\nOne\n\na"
    assert [part.kind for part in text.parts if part.level] == [PartKind.HEADING] * 2


@pytest.mark.parametrize(
    "name", ["../../secret.xhtml", "/../x", "..%2f..%2fx", "c:\\x", "file:///x"]
)
def test_a_chapter_outside_the_book_is_not_opened(tmp_path, name):
    (tmp_path.parent / "secret.xhtml").write_text("<p>secret</p>")
    file = book(tmp_path, {"a.xhtml": "<p>a</p>", name + "..": "", name: ""})

    text = read_epub(file, limits=LIMITS)

    assert text.content == "a"
    assert {problem.code for problem in text.problems} <= {"outside", "chapter-missing"}
    assert text.problems


def test_a_chapter_that_is_missing_or_damaged_is_told_and_the_others_are_read(tmp_path):
    file = book(tmp_path, {"a.xhtml": "<p>a</p>", "b.xhtml": b"\x00\x01\x02" * 50 + b"\xff"})

    text = read_epub(file, limits=LIMITS)

    assert text.content.startswith("a")


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path):
    file = book(tmp_path, {"a.xhtml": "<p>a</p>", "b.xhtml": b"<p>" + b"b" * 30_000_000})
    assert file.stat().st_size < 100_000

    text = read_epub(file, limits=Limits(unpacked_bytes=1_000_000))

    assert text.content == "a"
    (problem,) = text.problems
    assert problem.code == "chapter-missing"
    assert "unpacks to more than 1 MB" in problem.message


def test_a_locked_book_says_so(tmp_path):
    file = book(tmp_path, {"a.xhtml": ""}, **{"META-INF/encryption.xml": "<encryption/>"})

    with pytest.raises(TextNotTakenError, match="locked"):
        read_epub(file, limits=LIMITS)


def test_a_book_without_a_package_says_so(tmp_path):
    file = write_zip(tmp_path / "book.epub", {"META-INF/container.xml": "<container/>"})

    with pytest.raises(TextNotTakenError, match="names no package file"):
        read_epub(file, limits=LIMITS)


def test_an_archive_cut_off_says_so(tmp_path):
    file = book(tmp_path, {"a.xhtml": "<p>a</p>"})
    file.write_bytes(file.read_bytes()[:-30])

    with pytest.raises(TextNotTakenError, match="damaged or cut off"):
        read_epub(file, limits=LIMITS)
