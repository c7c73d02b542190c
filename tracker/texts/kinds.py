"""The kinds of file that text can be taken from, and how each is told by what is in it."""

from __future__ import annotations

import codecs
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from evidence.texts import TextProblem
from tracker.errors import UnknownFormatError

HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of file; its reader is `read(path, *, limits) -> Text`, loaded when it is wanted."""

    name: str
    label: str
    media_type: str
    endings: tuple[str, ...]
    module: str
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a file is; `problem` tells when its ending says something else."""

    kind: Kind
    problem: TextProblem | None = None


PDF = Kind(
    name="pdf",
    label="a PDF",
    media_type="application/pdf",
    endings=(".pdf",),
    module="tracker.texts.pdf",
    reader="read_pdf",
)
HTML = Kind(
    name="html",
    label="a web page (HTML)",
    media_type="text/html",
    endings=(".html", ".htm", ".xhtml"),
    module="tracker.texts.html",
    reader="read_html",
)
LATEX = Kind(
    name="latex",
    label="LaTeX",
    media_type="application/x-latex",
    endings=(".tex", ".ltx", ".latex"),
    module="tracker.texts.latex",
    reader="read_latex",
)
JATS = Kind(
    name="jats",
    label="an article in JATS XML",
    media_type="application/jats+xml",
    endings=(".xml", ".nxml", ".jats"),
    module="tracker.texts.jats",
    reader="read_jats",
)
TEI = Kind(
    name="tei",
    label="a text in TEI XML",
    media_type="application/tei+xml",
    endings=(".xml", ".tei"),
    module="tracker.texts.tei",
    reader="read_tei",
)
DOCX = Kind(
    name="docx",
    label="a Word document (DOCX)",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    endings=(".docx",),
    module="tracker.texts.docx",
    reader="read_docx",
)
EPUB = Kind(
    name="epub",
    label="an EPUB",
    media_type="application/epub+zip",
    endings=(".epub",),
    module="tracker.texts.epub",
    reader="read_epub",
)
MARKDOWN = Kind(
    name="markdown",
    label="Markdown",
    media_type="text/markdown",
    endings=(".md", ".markdown"),
    module="tracker.texts.plain",
    reader="read_markdown",
)
PLAIN = Kind(
    name="text",
    label="plain text",
    media_type="text/plain",
    endings=(".txt", ".text"),
    module="tracker.texts.plain",
    reader="read_plain",
)
KINDS = (PDF, HTML, LATEX, JATS, TEI, DOCX, EPUB, MARKDOWN, PLAIN)

# Signs of files that are often taken for papers, and what to do with each.
_OTHERS = (
    (b"\x1f\x8b", "it is packed with gzip; unpack it, and take the text of the main file in it"),
    (b"BZh", "it is packed with bzip2; unpack it first"),
    (b"7z\xbc\xaf", "it is packed with 7-Zip; unpack it first"),
    (b"Rar!", "it is packed with RAR; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "it is an old Office document; save it as DOCX or PDF"),
    (b"{\\rtf", "it is in Rich Text Format; save it as DOCX or PDF"),
    (b"%!PS", "it is PostScript; make a PDF of it"),
    (b"\x89PNG", "it is a picture; its words would have to be recognised first"),
    (b"\xff\xd8\xff", "it is a picture; its words would have to be recognised first"),
    (b"GIF8", "it is a picture; its words would have to be recognised first"),
    (b"II*\x00", "it is a picture; its words would have to be recognised first"),
    (b"MM\x00*", "it is a picture; its words would have to be recognised first"),
    (b"AT&TFORM", "it is DjVu; make a PDF of it"),
)
_NO_FORMAT = "it is in no format that text can be taken from"
_PDF_SIGN_WITHIN = 1_024
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEFORE_ROOT = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\])?\s*>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_HTML_DOCTYPE = re.compile(r"<!DOCTYPE\s+html", re.IGNORECASE)
_HTML_ELEMENTS = {
    "a", "article", "body", "center", "div", "h1", "h2", "head", "header", "main", "meta", "p",
    "section", "span", "table", "title",
}  # fmt: skip
_JATS_SIGN = re.compile(
    r"//NLM//DTD|JATS|<front[\s>]|<article-meta[\s>]|article-type=|dtd-version=|<body[\s>]"
)
_WRAPPED_JATS = re.compile(r"<(?:[\w.-]+:)?article[\s>]")
_LATEX = re.compile(
    r"^[^%\n]*?\\(?:documentclass|documentstyle|begin\s*\{document\})", re.MULTILINE
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.1


def recognise(head: bytes, path: Path) -> Recognised:
    """What the file really is, by the first `HEAD_BYTES` bytes of it.

    Raises `UnknownFormatError`.
    """
    kind = _by_content(head, path)
    claimed = kinds_by_ending(path.suffix)
    if not claimed or kind in claimed or {kind, *claimed} <= {PLAIN, MARKDOWN}:
        return Recognised(kind=kind)
    message = f"The name ends in “{path.suffix}”, but the file is {kind.label} and was so read."
    return Recognised(kind=kind, problem=TextProblem(code="ending-lies", message=message))


def kinds_by_ending(ending: str) -> tuple[Kind, ...]:
    """The kinds whose files end so; none for an ending that says nothing."""
    return tuple(kind for kind in KINDS if ending.lower() in kind.endings)


def _by_content(head: bytes, path: Path) -> Kind:
    if not head.strip(b" \t\r\n\0"):
        raise UnknownFormatError(path, "there is nothing in it")
    if b"%PDF-" in head[:_PDF_SIGN_WITHIN]:
        return PDF
    if head.startswith(b"PK"):
        return _by_archive(path)
    for sign, why in _OTHERS:
        if head.startswith(sign):
            raise UnknownFormatError(path, why)
    claimed = kinds_by_ending(path.suffix)
    text = _decoded(head)
    if marked_up := _by_markup(text, path, claimed):
        return marked_up
    if "\0" in text and len(_CONTROLS.findall(head)) > _MOST_CONTROLS * len(head):
        raise UnknownFormatError(path, _NO_FORMAT)
    if LATEX in claimed or _LATEX.search(text):
        return LATEX
    return MARKDOWN if MARKDOWN in claimed else PLAIN


def _by_archive(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise UnknownFormatError(path, "it is a ZIP archive that is damaged") from error
    if "META-INF/container.xml" in names:
        return EPUB
    if any(name.startswith("word/") for name in names):
        return DOCX
    why = "it is a ZIP archive, and neither DOCX nor EPUB; unpack it, and take the files in it"
    raise UnknownFormatError(path, why)


def _decoded(head: bytes) -> str:
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[:2].strip(b"\0") and not any(head[place:64:2]):
            return head.decode(encoding, "ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")


def _by_markup(text: str, path: Path, claimed: tuple[Kind, ...]) -> Kind | None:
    place = 0
    while found := _BEFORE_ROOT.match(text, place):
        if _HTML_DOCTYPE.match(text, found.start() + len(found[0]) - len(found[0].lstrip())):
            return HTML
        place = found.end()
    root = _ROOT.match(text, place)
    if root is None:
        return None
    name = root[1]
    if name.lower() == "html":
        return HTML
    if name in {"TEI", "TEI.2", "teiCorpus"}:
        return TEI
    if name == "article" and HTML not in claimed and _JATS_SIGN.search(text):
        return JATS
    if not text.lstrip().startswith("<?xml") and not {JATS, TEI} & set(claimed):
        # A piece of a web page; Markdown and plain text may also begin with an element.
        is_html = name.lower() in _HTML_ELEMENTS and not {PLAIN, MARKDOWN, LATEX} & set(claimed)
        return HTML if is_html or HTML in claimed else None
    if _WRAPPED_JATS.search(text):
        return JATS
    why = f"it is XML of a form that is not known (it begins with “<{name}>”)"
    raise UnknownFormatError(path, why)
