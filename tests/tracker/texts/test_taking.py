from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pdf_files import Sheet, Words, a_bomb, a_pdf, lines
from tracker.errors import (
    LockedFileError,
    ReadingStoppedError,
    TextTooLargeError,
    UnknownFormatError,
    UnreadableFileError,
)
from tracker.texts.limits import Limits
from tracker.texts.taking import take_annotations, take_text

PASSWORD = "open it"  # noqa: S105
WORDS = ["A sentence of several words", "stands on two lines of a page."]


def a_file(folder: Path, data: bytes, name: str = "paper.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def numbered(count: int) -> list[Sheet]:
    return [
        Sheet(words=[Words(x=72, y=500, text=f"Sheet {n} it is.")]) for n in range(1, count + 1)
    ]


def codes(text: object) -> list[str]:
    return [problem.code for problem in text.problems]  # type: ignore[attr-defined]


def test_the_text_of_a_pdf_comes_out_of_the_process_apart(tmp_path: Path) -> None:
    path = a_file(tmp_path, a_pdf([Sheet(words=lines(WORDS))], title="A paper of words"))

    text = take_text(path)

    assert text.content == "A sentence of several words stands on two lines of a page."
    assert text.title == "A paper of words"
    assert text.media_type == "application/pdf"
    assert text.problems == ()
    assert len(text.boxes) == 12


def test_a_file_whose_ending_lies_is_taken_and_told(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"Plain words in a file that says it is a PDF.\n")

    text = take_text(path)

    assert text.content.startswith("Plain words")
    assert text.media_type == "text/plain"
    assert codes(text) == ["ending-lies"]


def test_names_of_files_are_not_taken_for_options(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"Words.\n", name="-c import this; $(x) .txt")

    assert take_text(path).content == "Words.\n"


def test_what_is_no_file_or_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="not a file"):
        take_text(tmp_path)
    with pytest.raises(UnreadableFileError, match="No such file"):
        take_text(tmp_path / "absent.pdf")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UnreadableFileError, match="not a file"):
            take_text(tmp_path / "pipe")


def test_a_file_larger_than_any_is_refused_unread(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"x" * 2_000_001)

    with pytest.raises(TextTooLargeError, match="2 MB, and at most 1 MB"):
        take_text(path, limits=Limits(file_bytes=1_000_000))


def test_a_file_of_no_known_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"paper\.pdf: it is a picture"):
        take_text(a_file(tmp_path, b"\x89PNG\r\n\x1a\n"))


def test_a_pdf_with_a_password_is_refused_and_one_without_a_password_to_open_is_read(
    tmp_path: Path,
) -> None:
    sheets = [Sheet(words=lines(WORDS))]

    with pytest.raises(LockedFileError, match="password"):
        take_text(a_file(tmp_path, a_pdf(sheets, password=PASSWORD)))
    assert "several words" in take_text(a_file(tmp_path, a_pdf(sheets, password=""))).content


def test_a_pdf_that_was_cut_off_gives_the_pages_that_are_left(tmp_path: Path) -> None:
    whole = a_pdf(numbered(4))
    cut = whole[: whole.index(b"Sheet 4 it is") - 200]

    text = take_text(a_file(tmp_path, cut))

    assert "Sheet 1 it is." in text.content
    assert "Sheet 2 it is." in text.content
    assert codes(text) == ["cut-off"]


def test_a_page_that_bursts_the_memory_is_left_out_and_told(tmp_path: Path) -> None:
    path = a_file(tmp_path, a_bomb(100))

    text = take_text(path, limits=Limits(memory_bytes=220_000_000))

    assert text.content == "Before the bomb."
    assert [(problem.code, problem.page) for problem in text.problems] == [("page-skipped", 2)]


def test_reading_that_takes_too_long_keeps_what_there_is(tmp_path: Path) -> None:
    text = take_text(a_file(tmp_path, a_pdf(numbered(3))), limits=Limits(seconds=0.000_1))

    assert len(text.pages) < 3
    assert codes(text)[0] == "too-long"


def test_a_reader_out_of_memory_is_told_in_words(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"word " * 10_000_000, name="long.txt")

    with pytest.raises(ReadingStoppedError, match="too much memory") as caught:
        take_text(path, limits=Limits(memory_bytes=90_000_000))

    assert "Traceback" not in str(caught.value)


def test_annotations_come_out_of_the_process_apart_and_only_of_a_pdf(tmp_path: Path) -> None:
    assert take_annotations(a_file(tmp_path, b"Words.\n", name="text.txt")) == ()
    with pytest.raises(LockedFileError):
        take_annotations(a_file(tmp_path, a_pdf(numbered(1), password=PASSWORD)))


def test_the_process_apart_sees_no_secrets_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVTRACK_TEST_SECRET", "secret")

    from tracker.texts.taking import _environment

    assert "EVTRACK_TEST_SECRET" not in _environment()
    assert take_text(a_file(tmp_path, b"Words.\n", name="text.txt")).content == "Words.\n"
