from __future__ import annotations

from pathlib import Path

import pytest

from evidence.reading.read import read_paper
from evidence.reading.running_text import one_line
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


BIB = (
    "@article{holm2020, author={Holm, Grete and Ito, R.}, title={Weeks of Light}, year=2020,"
    " journal={Letters}}\n@book{jansen2021, author={Jansen, L.}, title={Evenings}, year=2021}\n"
)


@pytest.mark.parametrize("named", ["refs.bib", '"refs"', "[refs.bib]", "\n  - refs.bib # all"])
def test_keys_of_pandoc_are_listed_from_the_bibliography_that_the_header_names(
    tmp_path: Path, named: str
) -> None:
    (tmp_path / "refs.bib").write_text(BIB)
    content = (
        f"---\ntitle: Lamps\nbibliography: {named}\n---\n\n# Results\n\n"
        "They glow [@holm2020, p. 3; @nobody], as we saw.\n"
    )

    text = a_markdown(tmp_path, content)
    paper = read_paper(text)

    assert text.content.startswith(content)
    assert text.sources == ("refs.bib",)
    assert [reference.id for reference in paper.references] == ["holm2020"]
    assert paper.references[0].parsed.fields["title"] == "Weeks of Light"
    assert paper.title == "Lamps"
    (call,) = paper.citations
    assert [(work.label, work.reference) for work in call.cited] == [
        ("holm2020", 0),
        ("nobody", None),
    ]


def test_the_heading_that_awaits_the_list_is_used_and_the_title_stays_one(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB)
    header = "---\nbibliography: refs.bib\n---\n\n# Of Lamps\n\n## Results\n\nAs @holm2020 says.\n"

    with_heading = a_markdown(tmp_path, header + "\n## References\n\n::: {#refs}\n:::\n")
    without = a_markdown(tmp_path, header)

    assert with_heading.content.count("References") == 1
    assert "\n\n## References\n\nGrete Holm" in without.content
    for text in (with_heading, without):
        paper = read_paper(text)
        assert text.title == "Of Lamps"
        assert [reference.id for reference in paper.references] == ["holm2020"]


@pytest.mark.parametrize("name", ["../secret.bib", "/etc/passwd.bib", "link.bib"])
def test_a_bibliography_outside_the_folder_is_not_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.bib").write_text(BIB)
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "link.bib").symlink_to(tmp_path / "secret.bib")

    text = a_markdown(tmp_path / "paper", f"---\nbibliography: {name}\n---\n\nAs @holm2020 says.\n")

    assert "Weeks" not in text.content
    assert text.sources == ()
    assert "no-bib" in {problem.code for problem in text.problems}


@pytest.mark.parametrize("stated", ["|\n  {}\n  {}", "{}\n  {}", '"{}\n  {}"', ">\n  {}\n  {}\n"])
def test_an_abstract_in_the_header_is_the_abstract(tmp_path: Path, stated: str) -> None:
    abstract = stated.format("We ask if lamps", "delay sleep.")

    paper = read_paper(
        a_markdown(tmp_path, f"---\ntitle: Lamps\nabstract: {abstract}\ndate: 2020\n---\n\n"
                             "# Results\n\nThey do.\n")
    )  # fmt: skip

    assert [section.number for section in paper.sections] == ["0", "results"]
    assert [one_line(sentence.text) for sentence in paper.sentences] == [
        "abstract:", "We ask if lamps delay sleep.", "Results", "They do.",
    ]  # fmt: skip


def test_what_stands_in_the_header_of_markdown_is_no_heading(tmp_path: Path) -> None:
    text = a_markdown(
        tmp_path, "---\nabstract: |\n  # Aim\n\n  To see.\n---\n\n# Lamps\n\nThey glow.\n"
    )

    assert parts_of(text)[1:] == [
        (PartKind.HEADING, 1, "Lamps"),
        (PartKind.PARAGRAPH, 0, "They glow."),
    ]
