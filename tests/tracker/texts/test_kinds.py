from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.pdf_files import Sheet, a_pdf, lines
from tracker.errors import UnknownFormatError
from tracker.texts.kinds import (
    DOCX,
    EPUB,
    HTML,
    JATS,
    KINDS,
    LATEX,
    MARKDOWN,
    PDF,
    PLAIN,
    TEI,
    Kind,
    recognise,
)

WORDS = "Some words of a paper.\n"
ARTICLE = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "x.dtd" [<!ENTITY a "b">]><article><front/>'


def an_archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("paper.pdf", a_pdf([Sheet(words=lines([WORDS.strip()]))]), PDF),
        ("paper.pdf", b"\r\n some mail header\r\n%PDF-1.4\n", PDF),
        ("page.html", b"\xef\xbb\xbf\n<!-- saved --><!DOCTYPE html><html><body>", HTML),
        ("page.html", '<html lang="en">'.encode("utf-16"), HTML),
        ("page.htm", b"<div><p>A piece of a page", HTML),
        ("page", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', HTML),
        ("page.html", b"<article><p>A page of today", HTML),
        ("article.xml", b'<?xml version="1.0"?>\n' + ARTICLE.encode(), JATS),
        ("article.nxml", b'<article xmlns:xlink="x" article-type="review"><body>', JATS),
        ("answer.xml", b"<pmc-articleset><article><front><article-meta>", JATS),
        ("text.xml", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>', TEI),
        ("main.tex", b"% a comment\n\\documentclass{article}\n", LATEX),
        ("chapter.tex", b"\\section{A chapter}\nand its words", LATEX),
        ("paper.docx", an_archive("[Content_Types].xml", "word/document.xml"), DOCX),
        ("book.epub", an_archive("mimetype", "META-INF/container.xml"), EPUB),
        ("notes.md", b"<div align=center>\n\n# Notes\n", MARKDOWN),
        ("notes.txt", b"<p> is an element of HTML.\n", PLAIN),
        ("notes", WORDS.encode(), PLAIN),
        ("notes.txt", WORDS.encode("utf-16"), PLAIN),
    ],
)
def test_a_file_is_what_its_content_says(
    tmp_path: Path, name: str, data: bytes, kind: Kind
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    found = recognise(data, path)

    assert found.kind is kind
    assert found.problem is None


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("paper.txt", b"%PDF-1.7\n", PDF),
        ("paper.pdf", b"<!DOCTYPE html><html>", HTML),
        ("paper.pdf", WORDS.encode(), PLAIN),
        ("paper.docx", ARTICLE.encode(), JATS),
        ("paper.md", b"\\documentclass{article}\n\\begin{document}", LATEX),
    ],
)
def test_a_file_whose_ending_lies_is_read_as_what_it_is_and_told(
    name: str, data: bytes, kind: Kind
) -> None:
    found = recognise(data, Path(name))

    assert found.kind is kind
    assert found.problem is not None
    assert found.problem.code == "ending-lies"
    assert Path(name).suffix in found.problem.message
    assert kind.label in found.problem.message


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "nothing in it"),
        (b" \r\n\t", "nothing in it"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"{\\rtf1 some words}", "Rich Text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "“<rss>”"),
        (bytes(range(256)) * 8, "no format"),
        (b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_no_text_can_be_taken_from_is_refused_with_a_reason(
    tmp_path: Path, data: bytes, why: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)

    with pytest.raises(UnknownFormatError, match=why):
        recognise(data, path)


def test_an_archive_of_other_things_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.zip"
    path.write_bytes(an_archive("paper/main.tex"))

    with pytest.raises(UnknownFormatError, match="neither DOCX nor EPUB"):
        recognise(path.read_bytes(), path)


def test_kinds_have_names_and_endings_of_their_own() -> None:
    names = [kind.name for kind in KINDS]

    assert len(set(names)) == len(names)
    assert all(ending.startswith(".") for kind in KINDS for ending in kind.endings)
    assert all(kind.module.startswith("tracker.texts.") for kind in KINDS)
