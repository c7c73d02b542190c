"""The reading order of a PDF page: its columns, and what stands across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.texts.pdf_layout import Line
from tracker.texts.pdf_lines import joined, rows

_NARROWEST = 60.0
_FEWEST_STARTS = 3
_FEWEST_LINES = 3
_DEEPEST = 3
_SLACK = 2.0
_PROSE_WIDTH = 0.55
_PROSE_WIDTH_OF_TWO = 0.35
_MANY_LINES = 8
_WORDS_OF_PROSE = 4
_STRIPE = 1.5
_ROWS_BELOW = 8
_FULL = 0.8
_SHARE_FULL = 0.7
_FULL_LINES_OF_FEW = 2
_WORDS_OF_FULL_LINE = 5
_NARROWEST_IN_SIZES = 15
_LEVEL = 0.15
_MOST_LEVEL = 0.5

# What stands across the columns, then what stands left and right below it.
_Band = tuple[list[Line], list[Line], list[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Lines that are read one after the other, from the top down, and the edges of their column."""

    lines: tuple[Line, ...]
    left: float
    right: float


def columns(
    pieces: Sequence[Line], gutters: Sequence[float] = (), *, is_first: bool = False
) -> list[Column]:
    """The columns of a page in reading order.

    `gutters` are where columns begin on other pages; they decide where one page has little text.
    The first page may have authors side by side above the columns, which are read before them.
    """
    head, rest = _head(pieces, gutters) if is_first else ([], pieces)
    found = [*_ordered(head, gutters, depth=0), *_ordered(rest, gutters, depth=0)]
    return [column for column in found if column.lines]


def usual_gutters(pages: Sequence[Sequence[Line]]) -> list[float]:
    """Where columns begin on at least two pages, or on the only page there is."""
    found: Counter[int] = Counter()
    for pieces in pages:
        found.update({round(gutter / 3) for gutter in _gutters(pieces, depth=0)})
    fewest = 1 if len(pages) <= 3 else 2
    return [place * 3.0 for place, count in found.most_common(4) if count >= fewest]


def _head(
    pieces: Sequence[Line], gutters: Sequence[float]
) -> tuple[Sequence[Line], Sequence[Line]]:
    """What stands above the columns of the first page, and the rest.

    They part at the first white stripe over the whole width below which both columns are full.
    """
    gutter = _gutter(pieces, gutters)
    ordered = rows(pieces)
    if gutter is None:
        return [], pieces
    width = max(piece.right for piece in pieces) - gutter
    for place in range(1, len(ordered) // 2):
        above, below = ordered[:place], ordered[place:]
        if _has_column(above, gutter, width):
            break
        size = below[0][0].size
        if above[-1][0].baseline - below[0][0].baseline < _STRIPE * size:
            continue
        sides = [
            [piece for row in below[:_ROWS_BELOW] for piece in row if _side(piece, gutter) == side]
            for side in (-1, 1)
        ]
        if all(_is_full(side, width) for side in sides):
            is_beside = any(_side(piece, gutter) > 0 for row in above for piece in row)
            if not is_beside:
                return [], pieces
            return [each for row in above for each in row], [each for row in below for each in row]
    return [], pieces


def _has_column(above: Sequence[Sequence[Line]], gutter: float, width: float) -> bool:
    """Whether the text of the right-hand column has begun: lines of authors are centred."""
    begun = [
        piece
        for row in above
        for piece in row
        if abs(piece.left - gutter) <= _SLACK and piece.width > _FULL * width
    ]
    return len(begun) >= _FEWEST_LINES


def _is_full(side: Sequence[Line], width: float) -> bool:
    lines = [joined(row) for row in rows(side)]
    return sum(1 for line in lines if line.width > _FULL * width) >= _SHARE_FULL * len(lines) > 1


def _gutters(pieces: Sequence[Line], *, depth: int) -> list[float]:
    """Where columns begin on one page, from the widest to the narrowest."""
    gutter = _gutter(pieces, ()) if depth < _DEEPEST else None
    if gutter is None:
        return []
    sides = [[piece for piece in pieces if _side(piece, gutter) == side] for side in (-1, 1)]
    return [gutter, *(each for side in sides for each in _gutters(side, depth=depth + 1))]


def _ordered(pieces: Sequence[Line], gutters: Sequence[float], *, depth: int) -> list[Column]:
    gutter = _gutter(pieces, gutters, is_whole=depth == 0) if depth < _DEEPEST else None
    if gutter is None:
        return [_column(pieces)]
    found: list[Column] = []
    bands = _bands(rows(pieces), gutter)
    for band in bands:
        across, left, right = band
        if across:
            found.append(_column(across))
        if _is_pair(band, pieces, gutter, gutters, is_last=band is bands[-1]):
            found += _ordered(left, gutters, depth=depth + 1)
            found += _ordered(right, gutters, depth=depth + 1)
        elif left or right:
            found.append(_column([*left, *right]))
    return found


def _column(pieces: Sequence[Line]) -> Column:
    lines = tuple(joined(row) for row in rows(pieces))
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    return Column(lines=lines, left=left, right=right)


def _gutter(
    pieces: Sequence[Line], known: Sequence[float], *, is_whole: bool = False
) -> float | None:
    """Where the right-hand columns begin, if there are columns; `is_whole` for a whole page."""
    if len(pieces) < 2 * _FEWEST_LINES and not known:
        return None
    left = min((piece.left for piece in pieces), default=0.0)
    right = max((piece.right for piece in pieces), default=0.0)
    starts = Counter(round(piece.left) for piece in pieces)
    tried = [
        float(start)
        for start, count in starts.items()
        if count + starts[start + 1] >= _FEWEST_STARTS
    ]
    tried += [gutter for gutter in known if gutter not in tried]
    ordered = rows(pieces)
    best, most = None, 0.0
    for start in tried:
        # Few short lines may be all there is of a column that other pages have.
        is_short = is_whole and start in known and len(ordered) < _MANY_LINES
        edge = right if is_short else right - _NARROWEST
        if not left + _NARROWEST < start < edge:
            continue
        gain = _gain(pieces, ordered, start, known)
        if gain > most:
            best, most = start, gain
    return best


def _gain(
    pieces: Sequence[Line],
    ordered: Sequence[Sequence[Line]],
    start: float,
    known: Sequence[float],
) -> float:
    """How much text stands side by side if columns begin at `start`; 0 for none."""
    gain = 0.0
    bands = _bands(ordered, start)
    for band in bands:
        _, left, right = band
        if _is_pair(band, pieces, start, known, is_last=band is bands[-1]):
            gain += min(_height(left), _height(right))
    across = sum(piece.size for piece in pieces if _side(piece, start) == 0)
    # Columns that start a little too far right leave indented lines on the wrong side.
    return max(0.0, gain - 0.1 * across)


def _side(piece: Line, start: float) -> int:
    if piece.right <= start + _SLACK:
        return -1
    return 1 if piece.left >= start - _SLACK else 0


def _bands(ordered: Sequence[Sequence[Line]], start: float) -> list[_Band]:
    """From the top down: what stands across, then what stands left and right below it."""
    bands: list[_Band] = [([], [], [])]
    for row in ordered:
        sides = [(piece, _side(piece, start)) for piece in row]
        if any(side == 0 for _, side in sides) or _goes_on(row, bands[-1], start):
            if bands[-1][1] or bands[-1][2]:
                bands.append(([], [], []))
            bands[-1][0].extend(row)
            continue
        for piece, side in sides:
            bands[-1][1 if side < 0 else 2].append(piece)
    return bands


def _goes_on(row: Sequence[Line], band: _Band, start: float) -> bool:
    """Whether a row is the short end of a paragraph that stands across the columns."""
    across, left, right = band
    if not across or left or right or len(row) > 1 or _side(row[0], start) > 0:
        return False
    last, line = across[-1], row[0]
    is_next = 0 < last.baseline - line.baseline < 1.5 * line.size
    return is_next and abs(last.size - line.size) < 0.5 and abs(last.left - line.left) < line.size


def _is_pair(
    band: _Band, pieces: Sequence[Line], start: float, known: Sequence[float], *, is_last: bool
) -> bool:
    """Whether two sides of a band are columns of text, and not cells of a table."""
    _, left, right = band
    if not left or not right:
        return False
    if any(abs(start - gutter) <= 4 for gutter in known):
        return True
    most_left = max(piece.right for piece in pieces if _side(piece, start) < 0)
    edges = (min(piece.left for piece in pieces), most_left, max(piece.right for piece in pieces))
    widths = (edges[1] - edges[0], edges[2] - start)
    if _is_prose(left, widths[0]) and _is_prose(right, widths[1]):
        return True
    # Headings and short paragraphs make most lines of a short page short.
    return is_last and _is_short_page(left, right, widths)


def _is_short_page(
    left: Sequence[Line], right: Sequence[Line], widths: tuple[float, float]
) -> bool:
    """Whether there are whole lines on both sides, side by side but not in the rows of a table."""
    sides = [[joined(row) for row in rows(side)] for side in (left, right)]
    for lines, width in zip(sides, widths, strict=True):
        full = [
            line
            for line in lines
            if line.width > _FULL * width and len(line.words) >= _WORDS_OF_FULL_LINE
        ]
        is_wide = width >= _NARROWEST_IN_SIZES * max(line.size for line in lines)
        if len(lines) < _FEWEST_LINES or len(full) < _FULL_LINES_OF_FEW or not is_wide:
            return False
    one, other = sides
    is_beside = one[-1].baseline < other[0].baseline and other[-1].baseline < one[0].baseline
    return is_beside and _share_level(one, other) < _MOST_LEVEL


def _share_level(one: Sequence[Line], other: Sequence[Line]) -> float:
    """How many lines have one beside them on the same height, as the cells of a table have."""
    level = sum(
        1
        for line in one
        if any(abs(line.baseline - each.baseline) < _LEVEL * line.size for each in other)
    )
    return level / min(len(one), len(other))


def _is_prose(side: Sequence[Line], width: float) -> bool:
    lines = [joined(row) for row in rows(side)]
    if len(lines) < _FEWEST_LINES or width < _NARROWEST:
        return False
    widths = sorted(line.width for line in lines)
    usual = widths[len(widths) * 2 // 5]
    # Where there are three columns, one side holds two, whose lines may stand at other heights.
    words = sorted(len(line.words) for line in lines)
    is_many = len(lines) >= _MANY_LINES and words[len(words) // 2] >= _WORDS_OF_PROSE
    return usual >= (_PROSE_WIDTH_OF_TWO if is_many else _PROSE_WIDTH) * width


def _height(side: Sequence[Line]) -> float:
    return sum(row[0].size for row in rows(side))
