"""The words of a PDF page, with their places, sizes and weights, from PDFium's characters."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from tracker.texts.pdf_layout import SPACE, Word

MOST_CHARACTERS = 200_000
# PDFium gives this for a hyphen at the end of a line.
_LINE_HYPHEN = 2
_LINE_ENDS = {10, 13}
_SAME_BASELINE = 0.05
_HYPHEN = ord("-")
_SPACE = 0x20
_SOFT_HYPHEN = "\u00ad"
_NOT_LETTERS = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200b]")
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_BOLD = re.compile(r"bold|black|heavy|demi|semibold|(?:^|[-,])bd|medi|CMBX|\bSFBX", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|[-,]it\b|CMTI|SFTI|ital", re.IGNORECASE)
_BOLD_FROM = 600
_RIGHT_ANGLE = math.pi / 2
_MOST_SLANT = 0.1


class _Face(NamedTuple):
    """The weight and slant of a font."""

    is_bold: bool
    is_italic: bool


class _Look(NamedTuple):
    """How a word is set; `quarter` is how many right angles it is turned by, if just so many."""

    size: float
    baseline: float
    quarter: int | None
    face: _Face


_NO_FACE = _Face(is_bold=False, is_italic=False)
_NO_LOOK = _Look(size=1.0, baseline=0.0, quarter=None, face=_NO_FACE)


def page_words(page: pdfium.PdfPage) -> tuple[tuple[Word, ...], int, bool]:
    """The words in the order of the file, how they are turned, and whether all were taken.

    The second is how many right angles the words of the page are turned by; words that stand
    otherwise, such as a stamp in the margin, are left out.
    """
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        found = list(_words(text_page, min(count, MOST_CHARACTERS)))
    finally:
        text_page.close()
    lengths = [0, 0, 0, 0]
    for word, quarter in found:
        lengths[quarter] += len(word.text)
    turn = lengths.index(max(lengths))
    box = page.get_bbox()
    words = (_turned(word, turn, box) for word, quarter in found if quarter == turn)
    return tuple(words), turn, count <= MOST_CHARACTERS


def _words(text_page: pdfium.PdfTextPage, count: int) -> Iterator[tuple[Word, int]]:
    """Words with the number of right angles they are turned by.

    Four calls for each character are most of what reading a PDF costs; all others are made once a
    word.
    """
    raw = text_page.raw
    x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
    faces: dict[int, _Face] = {}
    letters: list[str] = []
    look = _NO_LOOK
    left = right = bottom = top = held = 0.0
    is_line_end = False
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        if code <= _SPACE or chr(code).isspace():
            if code in _LINE_ENDS:
                is_line_end = True
                continue
            if code != _LINE_HYPHEN:
                is_line_end = False
                if letters:
                    yield from _word(letters, (left, bottom, right, top), look)
                letters = []
                continue
            code = _HYPHEN
        if not pdfium_c.FPDFText_GetCharBox(raw, index, x0, x1, y0, y1):
            continue
        size = pdfium_c.FPDFText_GetFontSize(raw, index)
        is_cut = size != held or _is_far(x0.value, x1.value, right, look)
        if is_line_end:
            is_line_end = False
            is_cut = is_cut or not _goes_on(raw, index, x0.value - right, look)
        if letters and is_cut:
            yield from _word(letters, (left, bottom, right, top), look)
            letters = []
        if letters:
            left, right = min(left, x0.value), max(right, x1.value)
            bottom, top = min(bottom, y0.value), max(top, y1.value)
        else:
            left, right, bottom, top = x0.value, x1.value, y0.value, y1.value
            look, held = _look_at(raw, index, size, faces), size
        letters.append(chr(code))
    if letters:
        yield from _word(letters, (left, bottom, right, top), look)


def _is_far(x0: float, x1: float, right: float, look: _Look) -> bool:
    """Whether a character that is next in the file is elsewhere on the page."""
    if look.quarter != 0:
        return False
    return x0 > right + look.size or x1 < right - 2 * look.size


def _goes_on(raw: pdfium_c.FPDF_TEXTPAGE, index: int, gap: float, look: _Look) -> bool:
    """Whether a word goes on after a line end; PDFium sees some between all letters of a page."""
    if look.quarter != 0 or not -0.3 * look.size < gap < SPACE * look.size:
        return False
    return abs(_baseline(raw, index, look.quarter) - look.baseline) < _SAME_BASELINE * look.size


def _look_at(
    raw: pdfium_c.FPDF_TEXTPAGE, index: int, size: float, faces: dict[int, _Face]
) -> _Look:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(raw, index, matrix)
    turns = pdfium_c.FPDFText_GetCharAngle(raw, index) / _RIGHT_ANGLE
    quarter = round(-turns) % 4 if abs(turns - round(turns)) < _MOST_SLANT else None
    return _Look(
        size=round(size * (math.hypot(matrix.c, matrix.d) or 1.0), 1) or 1.0,
        baseline=_baseline(raw, index, quarter),
        quarter=quarter,
        face=_face_at(raw, index, faces),
    )


def _baseline(raw: pdfium_c.FPDF_TEXTPAGE, index: int, quarter: int | None) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
    return x.value if quarter in {1, 3} else y.value


def _face_at(raw: pdfium_c.FPDF_TEXTPAGE, index: int, faces: dict[int, _Face]) -> _Face:
    thing = pdfium_c.FPDFText_GetTextObject(raw, index)
    font = pdfium_c.FPDFTextObj_GetFont(thing) if thing else None
    if not font:
        return _NO_FACE
    address = ctypes.addressof(font.contents)
    if address not in faces:
        buffer = ctypes.create_string_buffer(256)
        pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("utf-8", "replace")
        is_bold = bool(_BOLD.search(name)) or pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_FROM
        faces[address] = _Face(is_bold, bool(_ITALIC.search(name)))
    return faces[address]


def _word(
    letters: list[str], box: tuple[float, float, float, float], look: _Look
) -> Iterator[tuple[Word, int]]:
    text = "".join(_LIGATURES.get(letter, letter) for letter in letters)
    if text.endswith(_SOFT_HYPHEN):
        text = text[:-1] + "-"
    text = _NOT_LETTERS.sub("", text.replace(_SOFT_HYPHEN, ""))
    if not text or look.quarter is None:
        return
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    left, bottom, right, top = box
    word = Word(
        text=text,
        left=left,
        bottom=bottom,
        right=right,
        top=top,
        baseline=look.baseline,
        size=look.size,
        is_bold=look.face.is_bold,
        is_italic=look.face.is_italic,
    )
    yield word, look.quarter


def _turned(word: Word, turn: int, page: tuple[float, float, float, float]) -> Word:
    """The word as it stands when the page is held so that it can be read."""
    left, bottom, right, top = page
    if turn == 0 and left == 0 and bottom == 0:
        return word
    width, height = right - left, top - bottom
    box = (word.left - left, word.bottom - bottom, word.right - left, word.top - bottom)
    x0, y0, x1, y1 = turned_box(box, turn, width, height)
    from_edge = word.baseline - (left if turn in {1, 3} else bottom)
    baseline = {1: width - from_edge, 2: height - from_edge}.get(turn, from_edge)
    return replace(word, left=x0, bottom=y0, right=x1, top=y1, baseline=baseline)


def turned_box(
    box: tuple[float, float, float, float], turn: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box on a page of this size, after the page was turned clockwise `turn` right angles."""
    left, bottom, right, top = box
    if turn == 1:
        return bottom, width - right, top, width - left
    if turn == 2:
        return width - right, height - top, width - left, height - bottom
    if turn == 3:
        return height - top, left, height - bottom, right
    return box
