"""Running heads, page numbers and line numbers of a PDF, which are no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.texts.pdf_layout import Line, PageWords, Word
from tracker.texts.pdf_lines import joined, pieces_of_lines, rows

_ROWS_LOOKED_AT = 3
_ZONE = 0.14
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:page|p\.|–|—|-|\||\s)*(\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d+|–|—|-|\||\s)*",
    re.IGNORECASE,
)
# A browser prints the time above a page, and its address and number below.
_PRINTED_AT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}, \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?")
_PRINTED_FROM = re.compile(r"(?:file:///|https?://)\S+")
_PRINTED_NUMBER = re.compile(r"\d{1,4}/\d{1,4}")
_INTEGER = re.compile(r"\d{1,4}")
_FEWEST_LINE_NUMBERS = 5
_STRIPE = 1.7
_MOST_PIECES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePieces:
    """The pieces of lines that are left of a page, and the number printed on it, if any."""

    page: PageWords
    pieces: tuple[Line, ...]
    printed_number: str = ""


def without_margins(pages: Sequence[PageWords]) -> list[PagePieces]:
    """The pages without what stands in their margins."""
    cut = [
        PagePieces(page=page, pieces=tuple(pieces_of_lines(without_line_numbers(page))))
        for page in pages
    ]
    edges = [_edge_rows(page) for page in cut]
    repeated = _repeated(edges)
    offset = _numbering(edges)
    found = [_cleared(page, edge, repeated, offset) for page, edge in zip(cut, edges, strict=True)]
    # Where nothing would be left, what repeats is the text.
    return found if any(page.pieces for page in found) else cut


def without_line_numbers(page: PageWords) -> tuple[Word, ...]:
    """The words of a page without a column of rising numbers that has a margin to itself."""
    numbers = [word for word in page.words if _INTEGER.fullmatch(word.text)]
    if len(numbers) < _FEWEST_LINE_NUMBERS:
        return page.words
    dropped: set[int] = set()
    for edge in ("right", "left"):
        columns: dict[int, list[Word]] = defaultdict(list)
        for word in numbers:
            columns[round(getattr(word, edge) / 2)].append(word)
        for place in list(columns):
            column = columns[place] + columns.get(place + 1, [])
            if _is_line_numbers(column, page):
                dropped |= {id(word) for word in column}
    return tuple(word for word in page.words if id(word) not in dropped)


def _is_line_numbers(column: Sequence[Word], page: PageWords) -> bool:
    if len(column) < _FEWEST_LINE_NUMBERS:
        return False
    ordered = sorted(column, key=lambda word: -word.baseline)
    steps = Counter(int(after.text) - int(before.text) for before, after in pairwise(ordered))
    step, count = steps.most_common(1)[0]
    if step not in {1, 2, 5, 10} or count < 0.8 * (len(ordered) - 1):
        return False
    left = min(word.left for word in column)
    right = max(word.right for word in column)
    top, bottom = ordered[0].top, ordered[-1].bottom
    mine = {id(word) for word in column}
    within = [word for word in page.words if bottom - 1 <= word.baseline <= top + 1]
    inside = [word for word in within if word.left < right and word.right > left]
    is_alone = all(id(word) in mine or _INTEGER.fullmatch(word.text) for word in inside)
    # List numbers and table cells have text beside them at once, line numbers have a margin.
    beside = [word.left - right for word in within if word.left >= right]
    before = [left - word.right for word in within if word.right <= left]
    size = max(word.size for word in column)
    has_gap = (not beside or min(beside) > 0.4 * size) and (not before or min(before) > 0.4 * size)
    is_outside = not beside or not before or _in_gutter(beside, before)
    return is_alone and has_gap and is_outside


def _in_gutter(beside: Sequence[float], before: Sequence[float]) -> bool:
    """Whether numbers stand between two columns that are about equally full."""
    return 0.5 < len(beside) / len(before) < 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _EdgeRow:
    """A row near the top or the bottom of a page; `place` counts from that edge."""

    pieces: tuple[Line, ...]
    text: str
    height: float
    is_top: bool
    is_apart: bool
    place: int

    @property
    def keys(self) -> set[tuple[str, int]]:
        """What makes rows of two pages the same: the words of it or of one piece, and the height.

        A line of the text may be like another but for its numbers, if it is not set apart.
        """
        is_parted = self.is_apart and len(self.pieces) <= _MOST_PIECES
        texts = {self.text, *(piece.text for piece in self.pieces if is_parted)}
        height = round(self.height / 6)
        # A rounding edge must not part rows that stand at one height.
        return {
            (_DIGITS.sub("#", text.casefold()) if self.is_apart else text.casefold(), near)
            for text in texts
            for near in (height, height + 1)
        }


def _edge_rows(page: PagePieces) -> list[_EdgeRow]:
    found: list[_EdgeRow] = []
    ordered = rows(page.pieces)
    low, high = _ZONE * page.page.height, (1 - _ZONE) * page.page.height
    for is_top, run in ((True, ordered), (False, ordered[::-1])):
        for place, row in enumerate(run[:_ROWS_LOOKED_AT]):
            height = row[0].baseline
            if height > high if is_top else height < low:
                found.append(
                    _EdgeRow(
                        pieces=tuple(row),
                        text=joined(row).text,
                        height=height,
                        is_top=is_top,
                        is_apart=_has_stripe(run[place : place + 2]),
                        place=place,
                    )
                )
    return found


def _has_stripe(run: Sequence[Sequence[Line]]) -> bool:
    """Whether there is more room between some of the rows than between lines of a paragraph."""
    return any(
        abs(one[0].baseline - other[0].baseline) > _STRIPE * max(one[0].size, other[0].size)
        for one, other in pairwise(run)
    )


def _repeated(edges: Sequence[Sequence[_EdgeRow]]) -> set[tuple[str, int]]:
    """Keys of rows and of single pieces that stand at one height on several pages."""
    counts: Counter[tuple[str, int]] = Counter()
    apart: set[tuple[str, int]] = set()
    for page in edges:
        counts.update({key for row in page for key in row.keys})
        apart |= {key for row in page if row.is_apart for key in row.keys}
    return {
        key
        for key, count in counts.items()
        if count >= (2 if key in apart else 3) and key[0].strip("# .,-–|")
    }


def _numbering(edges: Sequence[Sequence[_EdgeRow]]) -> int | None:
    """What is to be added to a page's index to have its printed number, if two pages agree."""
    offsets: Counter[int] = Counter()
    for index, page in enumerate(edges):
        offsets.update(
            {number - index for row in page for text in _number_texts(row)
             if (number := _value(text)) is not None}
        )  # fmt: skip
    best = offsets.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None


def _number_texts(row: _EdgeRow) -> Iterable[str]:
    for text in {row.text, row.pieces[0].text, row.pieces[-1].text}:
        if found := _NUMBER.fullmatch(text):
            yield found[1]


def _value(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    values: Mapping[str, int] = {"i": 1, "v": 5, "x": 10, "l": 50}
    digits = [values[letter] for letter in text.lower()]
    signed = [-one if one < two else one for one, two in pairwise([*digits, 0])]
    return sum(signed)


def _cleared(
    page: PagePieces,
    edge: Sequence[_EdgeRow],
    repeated: set[tuple[str, int]],
    offset: int | None,
) -> PagePieces:
    dropped: set[int] = set()
    number = ""
    gone = {True: -1, False: -1}
    is_printed = any(_is_below_print(row) for row in edge)
    for row in edge:
        # What lies further in than a row of the text belongs to the text.
        if row.place > gone[row.is_top] + 1:
            continue
        found = _page_number(row, page.page.index, offset)
        is_alone = _is_alone(row, page)
        is_print = is_printed and (_is_below_print(row) or _is_above_print(row))
        if is_print or row.keys & repeated or (found and (offset is not None or is_alone)):
            dropped |= {id(piece) for piece in row.pieces}
            number = number or found
            gone[row.is_top] = row.place
    pieces = tuple(piece for piece in page.pieces if id(piece) not in dropped)
    return replace(page, pieces=pieces, printed_number=number)


def _is_above_print(row: _EdgeRow) -> bool:
    return row.is_top and bool(_PRINTED_AT.fullmatch(row.pieces[0].text))


def _is_below_print(row: _EdgeRow) -> bool:
    ends = row.pieces[0].text, row.pieces[-1].text
    return not row.is_top and bool(
        _PRINTED_FROM.fullmatch(ends[0]) and _PRINTED_NUMBER.fullmatch(ends[1])
    )


def _page_number(row: _EdgeRow, index: int, offset: int | None) -> str:
    for text in _number_texts(row):
        if offset is None or _value(text) == index + offset:
            return text
    return ""


def _is_alone(row: _EdgeRow, page: PagePieces) -> bool:
    """Whether nothing stands within two lines of a row that holds one short piece."""
    size = row.pieces[0].size
    near = (
        piece
        for piece in page.pieces
        if abs(piece.baseline - row.height) < 2 * size and piece not in row.pieces
    )
    return len(row.pieces) == 1 and not any(near)
