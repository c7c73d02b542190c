from __future__ import annotations

from pathlib import Path

from evidence.texts import PartKind, Text
from tracker.texts.limits import LIMITS, Limits
from tracker.texts.plain import read_markdown, read_plain


def a_text(folder: Path, data: bytes, *, limits: Limits = LIMITS) -> Text:
    path = folder / "text.txt"
    path.write_bytes(data)
    return read_plain(path, limits=limits)


def a_markdown(folder: Path, content: str) -> Text:
    path = folder / "text.md"
    path.write_text(content, encoding="utf-8", newline="")
    return read_markdown(path, limits=LIMITS)


def parts_of(text: Text) -> list[tuple[PartKind, int, str]]:
    return [(part.kind, part.level, text.content[part.start : part.end]) for part in text.parts]


def test_plain_text_is_kept_as_it_is_but_for_its_line_ends(tmp_path: Path) -> None:
    text = a_text(tmp_path, "\ufeffOne  “line”\r\nand\ran-\nother\t.\r\n".encode())

    assert text.content == "One  “line”\nand\nan-\nother\t.\n"
    assert text.parts == ()
    assert text.problems == ()


def test_wide_letters_are_no_nul_bytes(tmp_path: Path) -> None:
    assert a_text(tmp_path, "Words\n".encode("utf-16")).content == "Words\n"
    assert a_text(tmp_path, "Words of a text\n".encode("utf-16-le")).content == "Words of a text\n"


def test_nul_bytes_are_left_out_and_told_with_their_line(tmp_path: Path) -> None:
    text = a_text(tmp_path, b"One line\nan\0other\0 line\n" + b"and many more of them\n" * 40)

    assert text.content.startswith("One line\nanother line\n")
    (problem,) = text.problems
    assert (problem.code, problem.line) == ("nul-bytes", 2)
    assert "2, the first in line 2" in problem.message


def test_an_encoding_that_nothing_tells_is_told(tmp_path: Path) -> None:
    text = a_text(tmp_path, "Müller, naïve".encode("cp1252"))

    assert text.content == "Müller, naïve"
    assert [problem.code for problem in text.problems] == ["encoding-guessed"]


def test_a_very_long_text_is_taken_up_to_the_limit_and_told(tmp_path: Path) -> None:
    text = a_text(tmp_path, b"word\n" * 100, limits=Limits(characters=23))

    assert text.content == "word\n" * 4 + "wor"
    assert [(problem.code, problem.line) for problem in text.problems] == [("too-long", 5)]


def test_markdown_has_parts_and_keeps_its_signs(tmp_path: Path) -> None:
    content = (
        "# A *title*\r\n\r\nSome words\r\nof a paragraph.\n\n## Second\n\n> quoted\n> words\n\n"
        "* one item\n* another\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "Setext\n======\n"
    )

    text = a_markdown(tmp_path, content)

    assert text.content == content.replace("\r\n", "\n")
    assert text.title == "A *title*"
    assert parts_of(text) == [
        (PartKind.HEADING, 1, "A *title*"),
        (PartKind.PARAGRAPH, 0, "Some words\nof a paragraph."),
        (PartKind.HEADING, 2, "Second"),
        (PartKind.QUOTATION, 0, "quoted\n> words"),
        (PartKind.PARAGRAPH, 0, "one item"),
        (PartKind.PARAGRAPH, 0, "another"),
        (PartKind.FORMULA, 0, "code"),
        (PartKind.TABLE, 0, "| a | b |\n|---|---|\n| 1 | 2 |"),
        (PartKind.HEADING, 1, "Setext"),
    ]


def test_line_separators_inside_a_line_do_not_move_parts(tmp_path: Path) -> None:
    text = a_markdown(tmp_path, "one\u2028line\x0b\n\n# Heading\n\nlast")

    assert [words for _, _, words in parts_of(text)][1:] == ["Heading", "last"]


def test_markdown_nested_very_deeply_is_read(tmp_path: Path) -> None:
    text = a_markdown(tmp_path, ">" * 3_000 + " deep\n\n" + "* " * 500 + "item\n")

    assert "deep" in text.content


def test_what_stands_in_the_header_of_markdown_is_no_heading(tmp_path: Path) -> None:
    text = a_markdown(
        tmp_path, "---\nabstract: |\n  # Aim\n\n  To see.\n---\n\n# Lamps\n\nThey glow.\n"
    )

    assert parts_of(text)[1:] == [
        (PartKind.HEADING, 1, "Lamps"),
        (PartKind.PARAGRAPH, 0, "They glow."),
    ]
