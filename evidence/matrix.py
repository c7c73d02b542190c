"""The matrix of governance methods by ecosystem components, with the claims behind each cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellBasis(StrEnum):
    """Whether the paper says what a cell holds, implies it, or says nothing."""

    EXPLICIT = "explicit"
    IMPLIED = "implied"
    NOTHING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What the paper says of one method at one component.

    `row` and `column` are concept ids. `state` is one of the matrix's own states; `note` tells what
    the paper says, `remark` is the curator's and never the paper's.
    """

    row: str
    column: str
    state: str
    basis: CellBasis = CellBasis.NOTHING
    claims: tuple[str, ...] = ()
    where: str = ""
    note: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Two schemes crossed.

    `states` lists the allowed cell states with a line on each, in order; the first is the state of
    a cell on which the paper says nothing.
    """

    id: str
    title: str
    rows: str
    columns: str
    states: tuple[tuple[str, str], ...]
    cells: tuple[Cell, ...] = ()
    note: str = ""
