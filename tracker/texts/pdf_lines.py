"""The words of a PDF page set side by side: pieces of lines, cut where a column may end."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from tracker.texts.pdf_layout import Line, Word

# Wider gaps may be the space between two columns; what belongs together is joined again later.
_WIDEST_GAP = 1.0
_MOST_OVERLAP = 0.6
_RAISED_BY = 0.62
_by_left = attrgetter("left")


def _by_size(line: Line) -> tuple[float, float]:
    return -line.size, -line.baseline


def pieces_of_lines(words: Iterable[Word]) -> list[Line]:
    """Words that follow each other in the file and on the page, in the order of the file."""
    pieces: list[Line] = []
    held: list[Word] = []
    for word in words:
        if held and not _follows(held, word):
            pieces.append(Line(words=tuple(held)))
            held = []
        held.append(word)
    if held:
        pieces.append(Line(words=tuple(held)))
    return pieces


def rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Pieces that stand on one line, rows from the top down, pieces from left to right."""
    found: dict[float, list[Line]] = {}
    bases: list[float] = []
    # Main text first, so that a raised piece finds the line it belongs to.
    for piece in sorted(pieces, key=_by_size):
        base = _base_of(piece, found, bases)
        if base is None:
            insort(bases, piece.baseline)
            found[piece.baseline] = [piece]
        else:
            found[base].append(piece)
    return [sorted(found[base], key=_by_left) for base in reversed(bases)]


def joined(row: Sequence[Line]) -> Line:
    """The pieces of one row as one line."""
    if len(row) == 1:
        return row[0]
    words = (word for piece in row for word in piece.words)
    return Line(words=tuple(sorted(words, key=_by_left)))


def _follows(held: Sequence[Word], word: Word) -> bool:
    before = held[-1]
    size = max(before.size, word.size)
    gap = word.left - before.right
    if not -_MOST_OVERLAP * size < gap < _WIDEST_GAP * size:
        return False
    # A raised sign after a word, and the word after a raised sign, are compared with the line.
    line = max(held[-6:], key=attrgetter("size"))
    apart = abs(word.baseline - line.baseline)
    if abs(word.size - line.size) < 0.12 * size:
        return apart < 0.25 * size
    return apart < _RAISED_BY * size


def _base_of(
    piece: Line, found: Mapping[float, Sequence[Line]], bases: Sequence[float]
) -> float | None:
    """The nearest baseline that a piece may stand on, raised or lowered where it is small."""
    at = bisect_left(bases, piece.baseline)
    best, nearest = None, 0.0
    for base in bases[max(0, at - 2) : at + 2]:
        size = found[base][0].size
        apart = abs(base - piece.baseline)
        room = 0.5 if piece.size < 0.85 * size else 0.3
        if apart < room * size and (best is None or apart < nearest):
            best, nearest = base, apart
    return best
