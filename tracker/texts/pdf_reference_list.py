"""Where the reference list of a PDF lies, and which of its lines begin an entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tracker.texts.pdf_columns import Column
from tracker.texts.pdf_layout import Line

HEADING = re.compile(
    r"(?:(?:\d+|[A-Z]|[IVX]+)\.?\s+)?(?:references|bibliography|works cited|literature cited"
    r"|references and notes|list of references|cited literature|reference list|literatur"
    r"|literaturverzeichnis|références|bibliographie|referencias|bibliografía|参考文献)[:.]?",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\[\s*(?:\d{1,4}|[A-Za-z][\w+*&.-]{1,12})\s*\](?:\s|\S)")
_BRACKETED_NUMBER = re.compile(r"\[\s*\d{1,4}\s*\]")
_NUMBERED = re.compile(r"(\d{1,4})\.?\s+\S")
_AFTER = re.compile(
    r"(?:(?:\d+|[A-Z]|[IVX]+)\.?\s+)?(?:appendi(?:x|ces)|supplementa\w+|acknowledge?ments?"
    r"|received|author biograph\w+|about the authors?)\b.{0,60}",
    re.IGNORECASE,
)
_SHARE = 0.1
# How many first lines of entries at least follow the end of another one.
_SHARE_AFTER_ENDS = 0.5

# A column, or a piece of one, and what tells the first line of an entry in a reference list.
Run = tuple[Column, Callable[[Line], bool] | None]


def reference_runs(pages: Sequence[Sequence[Column]]) -> list[list[Run]]:
    """The columns of each page, cut where a reference list begins and ends."""
    cutter = _Cutter()
    pieces = [[piece for column in page for piece in cutter.cut(column)] for page in pages]
    told = {number: first_lines(lines) for number, lines in cutter.lists.items()}
    return [
        [(piece, told.get(number) if number else None) for piece, number in page] for page in pieces
    ]


@dataclass(slots=True)
class _Cutter:
    """Cuts columns at the headings of reference lists and at the first heading after each."""

    heading: Line | None = None
    count: int = 0
    lists: dict[int, list[tuple[Line, ...]]] = field(default_factory=dict)

    def cut(self, column: Column) -> list[tuple[Column, int]]:
        """The pieces of a column, each with the number of the list that it is in, or 0."""
        found: list[tuple[Column, int]] = []
        begun = 0
        for place, line in enumerate(column.lines):
            if HEADING.fullmatch(line.text.strip()):
                found += self._piece(column, begun, place)
                # The heading is a piece of its own.
                self.heading = None
                found += self._piece(column, place, place + 1)
                self.heading, begun = line, place + 1
                self.count += 1
            elif self.heading and self._is_after(line, self.heading):
                found += self._piece(column, begun, place)
                self.heading, begun = None, place
        return [*found, *self._piece(column, begun, len(column.lines))]

    def _piece(self, column: Column, begun: int, end: int) -> list[tuple[Column, int]]:
        lines = column.lines[begun:end]
        if not lines:
            return []
        number = self.count if self.heading else 0
        if number:
            self.lists.setdefault(number, []).append(lines)
        return [(replace(column, lines=lines), number)]

    def _is_after(self, line: Line, heading: Line) -> bool:
        entries = self.lists.get(self.count)
        entry = entries[0][0] if entries else None
        if _AFTER.fullmatch(line.text) and line.text[:1].isupper():
            return entry is None or line.size >= entry.size or line.is_bold
        is_alike = abs(line.size - heading.size) < 0.3 and line.is_bold == heading.is_bold
        # Where the heading is set like the list, the next line is no heading for looking like it.
        stands_out = (
            heading.is_bold
            if entry is None
            else heading.size > 1.05 * entry.size or (heading.is_bold and not entry.is_bold)
        )
        return is_alike and stands_out and not _BRACKET.match(line.text) and len(line.text) < 120


def first_lines(runs: Sequence[Sequence[Line]]) -> Callable[[Line], bool] | None:
    """What tells the first line of an entry in a list printed in columns, if anything does."""
    lines = [line for run in runs for line in run]
    bracketed = {id(line) for line in lines if _BRACKET.match(line.text)}
    by_number = {id(line) for line in lines if _BRACKETED_NUMBER.match(line.text)}
    # “[Online].” at the beginning of a line is no label where entries have numbers.
    bracketed = by_number if len(by_number) > 1 else bracketed
    if len(bracketed) > 1:
        return lambda line: id(line) in bracketed
    numbered = _counted(lines)
    if len(numbered) > 2:
        return lambda line: id(line) in numbered
    outdented = _outdented(runs)
    if outdented:
        return lambda line: id(line) in outdented
    return None


def _counted(lines: Sequence[Line]) -> set[int]:
    """Lines that begin with the next number of a list."""
    found: set[int] = set()
    awaited = 1
    for line in lines:
        label = _NUMBERED.match(line.text)
        if label and int(label[1]) in {awaited, awaited + 1}:
            found.add(id(line))
            awaited = int(label[1]) + 1
    return found if awaited - 1 <= 2 * len(found) else set()


def _outdented(runs: Sequence[Sequence[Line]]) -> set[int]:
    """Lines at the edge, where all other lines of an entry are indented, or the other way round."""
    edge: set[int] = set()
    inner: set[int] = set()
    before: dict[int, Line] = {}
    for run in runs:
        left = min(line.left for line in run)
        for line in run:
            (edge if line.left - left < 0.45 * line.size else inner).add(id(line))
        before |= {id(line): previous for previous, line in pairwise(run)}
    total = len(edge) + len(inner)
    if min(len(edge), len(inner)) < _SHARE * total or total < 4:
        return set()
    fits = {name: _share_after_ends(lines, before) for name, lines in (("e", edge), ("i", inner))}
    if max(fits.values()) < _SHARE_AFTER_ENDS:
        return set()
    return edge if fits["e"] >= fits["i"] else inner


def _share_after_ends(lines: set[int], before: dict[int, Line]) -> float:
    """How many of the lines follow one that ends as an entry ends."""
    followed = [before[line] for line in lines if line in before]
    ended = sum(1 for line in followed if line.text[-1:] in ".)]>/" or line.text[-1:].isdigit())
    return ended / len(followed) if followed else 0.0
