"""A matrix as a table for the terminal and for Markdown, every state spelled out."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence

from evidence.matrix import Cell, CellBasis, Matrix
from tracker.render.lists import clean, display_width
from tracker.render.terminal import Look, finished, paragraph

_NARROWEST = 9
_ROW_LABEL = 22


def matrix_text(
    matrix: Matrix,
    labels: Mapping[str, str],
    *,
    look: Look | None = None,
    with_notes: bool = False,
) -> str:
    """The table, what its states mean with how often each occurs, and the notes if wanted."""
    look = look or Look()
    lines = paragraph("", matrix.title, look=look)
    lines = [look.style(line, "title") for line in lines] + [""]
    lines += _table(matrix, labels, look)
    lines += ["", *_legend(matrix, look)]
    if matrix.note:
        lines += ["", *paragraph("", matrix.note, look=look)]
    if with_notes:
        lines += _notes(matrix, labels, look)
    return finished("\n".join(lines), look)


def matrix_markdown(matrix: Matrix, labels: Mapping[str, str], *, with_notes: bool = False) -> str:
    """The same as a Markdown table."""
    columns = _columns(matrix)
    cells = _by_place(matrix)
    head = ["", *(_inline(_label(column, labels)) for column in columns)]
    rows = [
        [
            _inline(_label(row, labels)),
            *(_markdown_cell(cells.get((row, c)), matrix) for c in columns),
        ]
        for row in _rows(matrix)
    ]
    lines = [f"## {_inline(matrix.title)}", "", _markdown_row(head)]
    lines += [_markdown_row(["---"] * len(head)), *(_markdown_row(row) for row in rows), ""]
    tally = _tally(matrix)
    lines += [f"- **{state}** ({tally[state]}): {_inline(told)}" for state, told in matrix.states]
    if matrix.note:
        lines += ["", _inline(matrix.note)]
    if with_notes:
        noted = [cell for cell in matrix.cells if cell.note or cell.remark]
        lines += ["", *(f"- {_markdown_note(cell, labels)}" for cell in noted)]
    return "\n".join([*lines, ""])


def _table(matrix: Matrix, labels: Mapping[str, str], look: Look) -> list[str]:
    columns, cells = _columns(matrix), _by_place(matrix)
    if not columns:
        return ["The matrix has no cells."]
    if (len(columns) + 1) * (_NARROWEST + 2) > look.width:
        return _listed(matrix, labels, look)
    first = min(_ROW_LABEL, max(look.width // (len(columns) + 1), _NARROWEST))
    other = max((look.width - first) // len(columns) - 2, _NARROWEST)
    sizes = [first, *([other] * len(columns))]
    heads = [_wrapped("", first), *(_wrapped(_label(c, labels), other) for c in columns)]
    rule = "  ".join("─" * size for size in sizes)
    lines = [look.style(line, "title") for line in _beside(heads, sizes)] + [rule]
    for row in _rows(matrix):
        texts = [_wrapped(_label(row, labels), first)]
        texts += [_cell_lines(cells.get((row, column)), matrix, other) for column in columns]
        lines += [*_beside(texts, sizes), ""]
    return lines[:-1]


def _cell_lines(cell: Cell | None, matrix: Matrix, size: int) -> list[str]:
    state, basis = _told(cell, matrix)
    return _wrapped(state, size) + (
        [f" {line}" for line in _wrapped(basis, size - 1)] if basis else []
    )


def _told(cell: Cell | None, matrix: Matrix) -> tuple[str, str]:
    """State and basis of a cell; a cell that is not there is in the first state of the matrix."""
    if cell is None:
        return (matrix.states[0][0] if matrix.states else ""), ""
    basis = "" if cell.basis is CellBasis.NOTHING else str(cell.basis)
    return cell.state, ", ".join(part for part in (basis, cell.where) if part)


def _listed(matrix: Matrix, labels: Mapping[str, str], look: Look) -> list[str]:
    """Row by row, for a matrix of more columns than the terminal has room for."""
    cells = _by_place(matrix)
    lines = []
    for row in _rows(matrix):
        lines += [look.style(line, "name") for line in _wrapped(_label(row, labels), look.width)]
        for column in _columns(matrix):
            told = ", ".join(part for part in _told(cells.get((row, column)), matrix) if part)
            lines += paragraph(f"  {_label(column, labels)}: ", told, look=look, indent=4)
    return lines


def _legend(matrix: Matrix, look: Look) -> list[str]:
    tally = _tally(matrix)
    size = max((display_width(state) for state in tally), default=0)
    count = max((len(str(number)) for number in tally.values()), default=1)
    known = dict(matrix.states)
    lines = []
    for state, number in tally.items():
        lead = f"{number:>{count}} {state}{' ' * (size - display_width(state))}  "
        lines += paragraph(lead, known.get(state, "not a declared state"), look=look)
    total = f"{sum(tally.values())} cells; explicit: the survey says so; implied: it follows."
    return [*lines, *paragraph("", total, look=look)]


def _notes(matrix: Matrix, labels: Mapping[str, str], look: Look) -> list[str]:
    lines = ["", look.style("Notes", "title")]
    for cell in matrix.cells:
        if not (cell.note or cell.remark or cell.claims):
            continue
        title = f"{_label(cell.row, labels)} × {_label(cell.column, labels)}: {cell.state}"
        lines += [look.style(line, "name") for line in paragraph("", title, look=look)]
        told = (
            ("  The survey: ", cell.note),
            ("  Claims: ", ", ".join(cell.claims)),
            ("  Curator: ", cell.remark),
        )
        for lead, text in told:
            lines += paragraph(lead, text, look=look, indent=4) if text else []
    return lines


def _tally(matrix: Matrix) -> dict[str, int]:
    """How many cells are in each state, every declared state told, silent cells counted too."""
    cells = _by_place(matrix)
    states = Counter(
        _told(cells.get((row, column)), matrix)[0]
        for row in _rows(matrix)
        for column in _columns(matrix)
    )
    declared = {state: states.pop(state, 0) for state, _ in matrix.states}
    return declared | dict(states)


def _rows(matrix: Matrix) -> list[str]:
    return list(dict.fromkeys(cell.row for cell in matrix.cells))


def _columns(matrix: Matrix) -> list[str]:
    return list(dict.fromkeys(cell.column for cell in matrix.cells))


def _by_place(matrix: Matrix) -> dict[tuple[str, str], Cell]:
    return {(cell.row, cell.column): cell for cell in matrix.cells}


def _label(concept: str, labels: Mapping[str, str]) -> str:
    return clean(labels.get(concept, concept))


def _wrapped(text: str, size: int) -> list[str]:
    return textwrap.wrap(clean(text), size) or [""]


def _beside(texts: Sequence[Sequence[str]], sizes: Sequence[int]) -> list[str]:
    height = max(len(text) for text in texts)
    lines = []
    for place in range(height):
        parts = [(text[place] if place < len(text) else "") for text in texts]
        padded = [
            part + " " * (size - display_width(part))
            for part, size in zip(parts, sizes, strict=True)
        ]
        lines.append("  ".join(padded).rstrip())
    return lines


def _markdown_cell(cell: Cell | None, matrix: Matrix) -> str:
    state, basis = _told(cell, matrix)
    return _inline(f"{state} ({basis})" if basis else state)


def _markdown_note(cell: Cell, labels: Mapping[str, str]) -> str:
    place = f"{_label(cell.row, labels)} × {_label(cell.column, labels)}"
    remark = f" *Curator: {_inline(cell.remark)}*" if cell.remark else ""
    return f"{_inline(place)}: {_inline(cell.note)}{remark}"


def _markdown_row(parts: Sequence[str]) -> str:
    return f"| {' | '.join(parts)} |"


def _inline(text: str) -> str:
    """Text that Markdown reads as text."""
    escaped = clean(text)
    for sign in "\\`*_{}[]<>|":
        escaped = escaped.replace(sign, f"\\{sign}")
    return escaped
