"""Lines of a column put together into paragraphs, by gaps, indents and sizes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from evidence.texts import PartKind
from tracker.texts.pdf_columns import Column
from tracker.texts.pdf_layout import Block, Line

CAPTION = re.compile(
    r"(?:(?:Supplementary|Extended Data|Appendix)\s)?"
    r"(?:Figure|Fig\.|Table|Tab\.|Algorithm|Listing|Box|Scheme|Chart|Plate|Exhibit|Abbildung|Abb\."
    r"|Tabelle|FIGURE|FIG\.|TABLE)\s*[A-Z]?\.?(?:\d+|[IVX]+)[a-z]?\b\s*(?:[.:|—–]|\(|$|[A-Z])"
)
_BULLET = re.compile(r"^(?:[•▪‣◦●○■–—*]|\(?(?:\d{1,2}|[a-z]|[ivx]+)\)|RQ\d+[.:])(?:\s|$)")
_INDENT = 0.7
_SIZE_CHANGE = 0.06
_WIDE_GAP = 1.35
_WIDEST_LEADING = 2.2
_CELL_GAP = 1.3


def blocks(
    column: Column, page: int, *, is_first_part: Callable[[Line], bool] | None
) -> list[Block]:
    """The blocks of a column from the top down.

    `is_first_part` tells the first line of each entry where the column is a reference list.
    """
    if not column.lines:
        return []
    edges = _edges(column.lines)
    leading = _leading(column.lines)
    groups: list[list[Line]] = [[column.lines[0]]]
    for before, line in pairwise(column.lines):
        is_new = (
            is_first_part(line) or _is_far(before, line, leading)
            if is_first_part
            else _begins(before, line, groups[-1], edges, leading)
        )
        if is_new:
            groups.append([])
        groups[-1].append(line)
    kind = PartKind.REFERENCE if is_first_part else PartKind.PARAGRAPH
    found = [_block(group, page, edges, kind) for group in groups]
    if is_first_part and not is_first_part(column.lines[0]):
        found[0] = replace(found[0], is_rest=True)
    return found


def _block(lines: Sequence[Line], page: int, edges: tuple[float, float], kind: PartKind) -> Block:
    first = lines[0]
    if kind is PartKind.PARAGRAPH and CAPTION.match(first.text):
        kind = PartKind.CAPTION
    elif kind is PartKind.PARAGRAPH and is_table(lines):
        kind = PartKind.TABLE
    elif kind is PartKind.PARAGRAPH and _is_set_in(lines, edges):
        kind = PartKind.QUOTATION
    return Block(
        page=page,
        lines=tuple(lines),
        left=edges[0],
        right=edges[1],
        is_indented=first.left > edges[0] + _INDENT * first.size,
        kind=kind,
    )


def _is_set_in(lines: Sequence[Line], edges: tuple[float, float]) -> bool:
    """Whether a block is narrower than its column on both sides, and not centred line by line."""
    least = 1.2 * lines[0].size
    lefts = {round(line.left / 3) for line in lines}
    return (
        len(lines) > 1
        and len(lefts) == 1
        and lines[0].left - edges[0] > least
        and edges[1] - max(line.right for line in lines) > least
        and bool(re.match("[“\"‘'«A-Z]", lines[0].text))
    )


def is_table(lines: Sequence[Line]) -> bool:
    """Whether most lines are cells set far apart."""
    if len(lines) < 2:
        return False
    counts = [sum(1 for _ in cell_gaps(line)) for line in lines]
    return sum(1 for count in counts if count) >= 0.6 * len(lines)


def cell_gaps(line: Line) -> list[int]:
    """Before which words of a line there is room for a rule between two cells."""
    size = line.size
    return [
        place
        for place, (before, word) in enumerate(pairwise(line.words), 1)
        if word.left - before.right > _CELL_GAP * size
    ]


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Where the column begins for more than a few lines, and where long lines end."""
    starts = Counter(round(line.left) for line in lines)
    fewest = max(1.0, 0.12 * len(lines))
    common = [start for start in sorted(starts) if starts[start] + starts[start + 1] >= fewest]
    ends = sorted(line.right for line in lines)
    return float((common or sorted(starts))[0]), ends[int(0.9 * (len(ends) - 1))]


def _leading(lines: Sequence[Line]) -> float:
    """How far lines are apart, in sizes."""
    steps = [
        (before.baseline - line.baseline) / line.size
        for before, line in pairwise(lines)
        if abs(before.size - line.size) < _SIZE_CHANGE * line.size
    ]
    usual = [step for step in steps if 0.8 < step < _WIDEST_LEADING]
    return median(usual) if usual else 1.2


def _begins(
    before: Line, line: Line, group: Sequence[Line], edges: tuple[float, float], leading: float
) -> bool:
    """Whether a line begins a block of its own."""
    if abs(before.size - line.size) > _SIZE_CHANGE * max(before.size, line.size):
        return True
    if cell_gaps(line) and not cell_gaps(before) and CAPTION.match(group[0].text):
        return True
    if cell_gaps(before) and cell_gaps(line):
        return _is_far(before, line, leading)
    if before.is_bold != line.is_bold or _is_far(before, line, leading):
        return True
    if CAPTION.match(line.text) or _BULLET.match(line.text):
        return True
    if line.is_raised(line.words[0]) and len(line.words) > 1:
        return True
    if _is_centred(before, edges) and _is_centred(line, edges):
        return False
    left, _ = edges
    room = _INDENT * line.size
    if line.left - left > room > before.left - left and group[0] is not before:
        # Only the first line of a paragraph is indented; in a list all but the first are.
        return not _BULLET.match(group[0].text)
    return _breaks_off(before, line, edges)


def _is_far(before: Line, line: Line, leading: float) -> bool:
    step = before.baseline - line.baseline
    return step > _WIDE_GAP * leading * max(before.size, line.size) or step < 0


def _is_centred(line: Line, edges: tuple[float, float]) -> bool:
    left, right = line.left - edges[0], edges[1] - line.right
    return min(left, right) > 2 * line.size and abs(left - right) < 0.15 * (edges[1] - edges[0])


def _breaks_off(before: Line, line: Line, edges: tuple[float, float]) -> bool:
    """Whether the next word would have had room on the line before."""
    if before.text.endswith(("-", "\u2010")):
        return False
    room = edges[1] - before.right
    wanted = line.words[0].width + 0.3 * line.size
    if room < wanted + 1.2 * line.size:
        return False
    ends = before.text.rstrip("0123456789,–- ")[-1:] in '.?!:;”")]' or before.text[-1:] in ".?!:"
    return ends or room > 0.35 * (edges[1] - edges[0])
