"""PDF: the words of its pages in reading order, with places, headings, notes and references."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from evidence.texts import Page, Text, TextProblem
from tracker.texts.limits import Limits
from tracker.texts.pdf_columns import Column, columns, usual_gutters
from tracker.texts.pdf_flow import in_one_order
from tracker.texts.pdf_kinds import with_kinds
from tracker.texts.pdf_layout import Block, PageWords
from tracker.texts.pdf_margins import PagePieces, without_margins
from tracker.texts.pdf_opening import opened_pdf
from tracker.texts.pdf_paragraphs import blocks
from tracker.texts.pdf_reference_list import reference_runs
from tracker.texts.pdf_text import written_out
from tracker.texts.pdf_words import page_words

# What is left is for putting the pages together.
_SHARE_FOR_PAGES = 0.6
_NAMED_PAGES = 12
_FILE_ENDINGS = (".doc", ".docx", ".tex", ".pdf", ".dvi", ".indd", ".html")


def read_pdf(
    path: Path,
    *,
    limits: Limits,
    skip: Collection[int] = (),
    on_page: Callable[[int], None] = lambda _: None,
) -> Text:
    """The text of a PDF; `on_page` is told the number of each page before it is read.

    Pages whose numbers are in `skip` are left empty. Raises `LockedFileError` or
    `TextNotTakenError`.
    """
    began = time.monotonic()
    document, is_mended = opened_pdf(path)
    try:
        taken = _Taken()
        if is_mended:
            message = (
                "The PDF is broken or cut off; its pages were put together from what is left of it."
            )
            taken.miss("cut-off", message)
        _take_pages(document, taken, limits, skip, on_page, began)
        title = document.get_metadata_value("Title")
    finally:
        document.close()
    text = laid_out(taken.pages)
    problems = (
        *taken.problems, *_broken_pages(taken.broken), *_problems_of_emptiness(text.pages, taken),
    )  # fmt: skip
    return replace(text, title=text.title or _usable(title), problems=problems)


def laid_out(pages: Sequence[PageWords]) -> Text:
    """The words of pages put in order."""
    cleared = without_margins(pages)
    gutters = usual_gutters([page.pieces for page in cleared])
    in_columns = [columns(page.pieces, gutters, is_first=page.page.index == 0) for page in cleared]
    ordered = in_one_order(with_kinds(_in_blocks(in_columns)))
    return written_out(ordered, [_labelled(page) for page in cleared])


@dataclass(slots=True, kw_only=True)
class _Taken:
    """What was taken so far, and what could not be."""

    pages: list[PageWords] = field(default_factory=list)
    pictures: set[int] = field(default_factory=set)
    broken: list[int] = field(default_factory=list)
    problems: list[TextProblem] = field(default_factory=list)

    def miss(self, code: str, message: str, page: int | None = None) -> None:
        self.problems.append(TextProblem(code=code, message=message, page=page))


def _take_pages(
    document: pdfium.PdfDocument,
    taken: _Taken,
    limits: Limits,
    skip: Collection[int],
    on_page: Callable[[int], None],
    began: float,
) -> None:
    count = len(document)
    if count == 0:
        taken.miss("no-pages", "The PDF has no pages.")
    characters = 0
    for index in range(count):
        if why := _why_enough(index, characters, time.monotonic() - began, limits):
            message = f"Only the first {index:,} of {count:,} pages were read: {why}."
            taken.miss("too-long", message, index + 1)
            return
        if index + 1 in skip:
            taken.pages.append(_empty_page(index))
            continue
        on_page(index + 1)
        page = _taken_page(document, index, taken)
        characters += sum(len(word.text) + 1 for word in page.words)
        taken.pages.append(page)


def _why_enough(index: int, characters: int, seconds: float, limits: Limits) -> str:
    if index >= limits.pages:
        return "no more are read of one file"
    if characters >= limits.characters:
        return f"they have {characters:,} characters"
    if seconds > _SHARE_FOR_PAGES * limits.seconds:
        return f"they took {seconds:.0f} seconds"
    return ""


def _empty_page(index: int) -> PageWords:
    return PageWords(index=index, label=str(index + 1), width=0.0, height=0.0, words=())


def _taken_page(document: pdfium.PdfDocument, index: int, taken: _Taken) -> PageWords:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        taken.broken.append(index + 1)
        return _empty_page(index)
    try:
        words, turn, is_whole = page_words(page)
        if not is_whole:
            taken.miss("too-long", "Only the beginning of the page was taken.", index + 1)
        if not words and _has_picture(page):
            taken.pictures.add(index)
        left, bottom, right, top = page.get_bbox()
    except pdfium.PdfiumError:
        taken.broken.append(index + 1)
        return _empty_page(index)
    finally:
        page.close()
    size = (right - left, top - bottom)
    return PageWords(
        index=index,
        label=document.get_page_label(index),
        width=size[turn % 2],
        height=size[1 - turn % 2],
        words=words,
        turn=turn,
    )


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _labelled(page: PagePieces) -> PageWords:
    """The page with its label: the PDF's own, else the number printed on it, else its place."""
    label = page.page.label or page.printed_number or str(page.page.index + 1)
    return replace(page.page, label=label)


def _in_blocks(pages: Sequence[Sequence[Column]]) -> list[list[Block]]:
    """The blocks of each page; the columns of a reference list are cut by entry."""
    runs = reference_runs(pages)
    return [
        [
            block
            for column, is_first_line in runs[index]
            for block in blocks(column, index, is_first_part=is_first_line)
        ]
        for index in range(len(pages))
    ]


def _broken_pages(pages: Sequence[int]) -> list[TextProblem]:
    if not pages:
        return []
    message = f"Broken and left out: {_named(pages)}."
    return [TextProblem(code="broken-page", message=message, page=pages[0])]


def _named(pages: Sequence[int]) -> str:
    named = ", ".join(str(number) for number in pages[:_NAMED_PAGES])
    more = f" and {len(pages) - _NAMED_PAGES} more" if len(pages) > _NAMED_PAGES else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {named}{more}"


def _problems_of_emptiness(pages: Sequence[Page], taken: _Taken) -> list[TextProblem]:
    empty = [page for page in pages if page.start == page.end]
    pictured = [page.index + 1 for page in empty if page.index in taken.pictures]
    if pages and len(empty) == len(pages):
        if taken.pictures:
            message = (
                "The PDF holds pictures of pages and no text. Have the text recognised (OCR) and "
                "attach the result."
            )
        else:
            message = "There is no text in the PDF."
        return [TextProblem(code="no-text", message=message)]
    if not pictured:
        return []
    message = f"No text, only pictures, on {_named(pictured)}; nothing was taken from there."
    return [TextProblem(code="no-text", message=message, page=pictured[0])]


def _usable(title: str) -> str:
    """The title a PDF says it has, unless a program made it up from a file name."""
    title = " ".join(title.split())
    is_made_up = title.lower().endswith(_FILE_ENDINGS) or "microsoft word" in title.lower()
    return "" if is_made_up or len(title.split()) < 2 else title
