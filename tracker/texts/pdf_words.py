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
_LINE_HYPHEN = "\x02"
_LINE_HYPHEN_THERE = "\ufffe"
_RUN = re.compile("[^\\s\x00\x01\x02-\x1f]+\x02?|\x02")
_SAME_BASELINE = 0.05
_SOFT_HYPHEN = "\u00ad"
_NOT_LETTERS = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200b]")
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_HALF = re.compile("[\ud800-\udfff]")
# Older fonts of TeX do not say which letters their codes stand for; a ligature is next to letters.
_TEX_CODE = r"[\x0b\x0c\x0e\x0f\x1b-\x1f]"
_TEX_LIGATURE = re.compile(rf"(?<=[a-z]){_TEX_CODE}|{_TEX_CODE}(?=[a-z])")
_TEX_DASH = re.compile(r"(?<=[\da-z)])\x15(?=[\dA-Z])|(?<=\d)\x15")
_TEX_LETTERS = {
    "\x0b": "\ufb00", "\x0c": "\ufb01", "\x0e": "\ufb03", "\x0f": "\ufb04",
    "\x1b": "\ufb00", "\x1c": "\ufb01", "\x1d": "\ufb02", "\x1e": "\ufb03", "\x1f": "\ufb04",
}  # fmt: skip
_HEIGHT = 0.66
_TALLEST = 4
_BOLD = re.compile(
    r"bold|black|heavy|demi|semibold|(?:^|[-,])bd|medi|CMBX|\bSFBX|\.BI?$", re.IGNORECASE
)
_ITALIC = re.compile(r"italic|oblique|slanted|[-,]it\b|CMTI|SFTI|ital|\.B?I$", re.IGNORECASE)
# Faces that say that they are not bold; the weight of many of them is a wrong guess at it.
_PLAIN = re.compile(r"regu|roman|book|light|-rm\b|math|CM(?:R|SY|MI|TT|TI|SL|SS)\d", re.IGNORECASE)
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

    What PDFium is asked for each letter is most of what reading a PDF costs, so that this is its
    size only; all else is asked once or twice a word.
    """
    raw = text_page.raw
    letters = _letters(raw, count)
    page = _Page(raw)
    held: _Piece | None = None
    last, is_spaced = 0, False
    for begin, end in _stretches(raw, letters):
        for piece in _pieces(page, letters, begin, end):
            if held and not letters[last:begin].strip("\r\n") and _goes_on(held, piece):
                held = _Piece(held.text + piece.text, _around(held.box, piece.box), held.look)
                continue
            if held:
                yield from _word(held, is_spaced=is_spaced)
            held, is_spaced = piece, letters[last:begin] == " "
        last = end
    if held:
        yield from _word(held, is_spaced=is_spaced)


class _Piece(NamedTuple):
    """Letters of one size that follow each other; `box` is left, bottom, right, top."""

    text: str
    box: tuple[float, float, float, float]
    look: _Look


def _letters(raw: pdfium_c.FPDF_TEXTPAGE, count: int) -> str:
    """The characters of the page, each at the index under which PDFium knows it."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if written == count + 1 and len(text) == count:
        return _with_tex_letters(text.replace(_LINE_HYPHEN_THERE, _LINE_HYPHEN))
    # Characters without a code are left out there, and those beyond the first plane count twice.
    text = "".join(chr(pdfium_c.FPDFText_GetUnicode(raw, index)) for index in range(count))
    return _with_tex_letters(text)


def _with_tex_letters(text: str) -> str:
    text = _TEX_LIGATURE.sub(lambda found: _TEX_LETTERS[found[0]], text)
    return _TEX_DASH.sub("–", text)


def _stretches(raw: pdfium_c.FPDF_TEXTPAGE, letters: str) -> Iterator[tuple[int, int]]:
    """Where letters of one size follow each other without a space or a hyphen of a line end."""
    for run in _RUN.finditer(letters):
        begin, end = run.span()
        sizes = [pdfium_c.FPDFText_GetFontSize(raw, index) for index in range(begin, end)]
        first = begin
        for index in range(begin + 1, end):
            if sizes[index - begin] != sizes[index - begin - 1]:
                yield first, index
                first = index
        yield first, end


def _pieces(page: _Page, letters: str, begin: int, end: int) -> Iterator[_Piece]:
    look = page.look(begin)
    box = page.box(begin)
    if end - begin > 1:
        final = page.box(end - 1)
        widest = look.size * (1 + 1.2 * (end - begin))
        is_broken = final[0] < box[0] - look.size or final[2] - box[0] > widest
        if is_broken and look.quarter == 0:
            # The letters are elsewhere on the page, and PDFium did not see a space.
            for index in range(begin, end):
                yield from _pieces(page, letters, index, index + 1)
            return
        box = _around(box, final)
    if look.quarter == 0:
        # Most letters are as high as this; those between the first and the last were not asked.
        top = look.baseline + _HEIGHT * look.size
        is_sound = top - box[1] < _TALLEST * (box[3] - box[1])
        box = box[0], min(box[1], look.baseline), box[2], max(box[3], top if is_sound else box[3])
    yield _Piece(letters[begin:end], box, look)


def _around(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]),
    )  # fmt: skip


def _goes_on(held: _Piece, piece: _Piece) -> bool:
    """Whether a word goes on after a line end; PDFium sees some between all letters of a page."""
    look, gap = held.look, piece.box[0] - held.box[2]
    if look.quarter != 0 or look.size != piece.look.size:
        return False
    is_beside = -0.3 * look.size < gap < SPACE * look.size
    return is_beside and abs(piece.look.baseline - look.baseline) < _SAME_BASELINE * look.size


class _Page:
    """Asks PDFium about characters, with the room for its answers made once."""

    def __init__(self, raw: pdfium_c.FPDF_TEXTPAGE) -> None:
        self._raw = raw
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium_c.FS_MATRIX()
        self._faces: dict[int, _Face] = {}

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the ink of a character."""
        left, right, bottom, top = self._edges
        pdfium_c.FPDFText_GetCharBox(self._raw, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def look(self, index: int) -> _Look:
        """How a character is set."""
        matrix, (x, y) = self._matrix, self._origin
        pdfium_c.FPDFText_GetMatrix(self._raw, index, matrix)
        pdfium_c.FPDFText_GetCharOrigin(self._raw, index, x, y)
        size = pdfium_c.FPDFText_GetFontSize(self._raw, index)
        turns = math.atan2(matrix.b, matrix.a) / _RIGHT_ANGLE
        quarter = round(turns) % 4 if abs(turns - round(turns)) < _MOST_SLANT else None
        return _Look(
            size=round(size * (math.hypot(matrix.c, matrix.d) or 1.0), 1) or 1.0,
            baseline=x.value if quarter in {1, 3} else y.value,
            quarter=quarter,
            face=self._face(index),
        )

    def _face(self, index: int) -> _Face:
        thing = pdfium_c.FPDFText_GetTextObject(self._raw, index)
        font = pdfium_c.FPDFTextObj_GetFont(thing) if thing else None
        if not font:
            return _NO_FACE
        address = ctypes.addressof(font.contents)
        if address not in self._faces:
            self._faces[address] = _face_of(font)
        return self._faces[address]


def _face_of(font: pdfium_c.FPDF_FONT) -> _Face:
    buffer = ctypes.create_string_buffer(256)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace")
    is_heavy = pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_FROM and not _PLAIN.search(name)
    return _Face(bool(_BOLD.search(name)) or is_heavy, bool(_ITALIC.search(name)))


def _word(piece: _Piece, *, is_spaced: bool) -> Iterator[tuple[Word, int]]:
    look, text = piece.look, piece.text
    if not text.isascii() or not text.isprintable():
        text = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text).replace(_LINE_HYPHEN, "-")
        if _HALF.search(text):
            # PDFium gives letters beyond the first plane, as in formulas, in two halves.
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if text.endswith(_SOFT_HYPHEN):
            text = text[:-1] + "-"
        text = _NOT_LETTERS.sub("", text.replace(_SOFT_HYPHEN, ""))
        text = unicodedata.normalize("NFC", text)
    if not text or look.quarter is None:
        return
    left, bottom, right, top = piece.box
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
        is_spaced=is_spaced,
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
