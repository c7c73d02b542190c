"""Matrices and their cells as rows."""

from __future__ import annotations

from typing import Any

from evidence.matrix import Cell, CellBasis, Matrix
from tracker.storage.columns import json_text, list_text, read_json, read_list
from tracker.storage.families import Family, PartRows, Parts, StoredRow
from tracker.storage.tables import cells, matrices


def _to_row(matrix: Matrix) -> dict[str, Any]:
    return {
        "id": matrix.id,
        "title": matrix.title,
        "rows": matrix.rows,
        "columns": matrix.columns,
        "states": json_text([list(state) for state in matrix.states]),
        "note": matrix.note,
    }


def _to_parts(matrix: Matrix) -> Parts:
    return ([_cell_row(cell) for cell in matrix.cells],)


def _from_row(row: StoredRow, parts: PartRows) -> Matrix:
    return Matrix(
        id=row.id,
        title=row.title,
        rows=row.rows,
        columns=row.columns,
        states=tuple((state, meaning) for state, meaning in read_json(row.states)),
        cells=tuple(_cell(part) for part in parts[0]),
        note=row.note,
    )


MATRICES = Family[Matrix](
    what="matrix",
    table=matrices,
    parts=(cells,),
    to_row=_to_row,
    to_parts=_to_parts,
    from_row=_from_row,
)


def _cell_row(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "state": cell.state,
        "basis": str(cell.basis),
        "claims": list_text(cell.claims),
        "where": cell.where,
        "note": cell.note,
        "remark": cell.remark,
    }


def _cell(row: StoredRow) -> Cell:
    return Cell(
        row=row.row,
        column=row.column,
        state=row.state,
        basis=CellBasis(row.basis),
        claims=read_list(row.claims),
        where=row.where,
        note=row.note,
        remark=row.remark,
    )
