"""A cell of a matrix must be in one of the states its matrix declares, once.

Correct the state, or add it to the matrix with a line on what it means.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.matrix import Matrix

NAME = "unknown-state"
SEVERITY = Severity.ERROR
LOOKS_AT = "cells"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report cells in an undeclared state, and cells told twice."""
    for matrix in holdings.corpus.matrices:
        for subject, message in _faults(matrix):
            yield Finding(check=NAME, severity=SEVERITY, subject=subject, message=message)


def _faults(matrix: Matrix) -> Iterator[tuple[str, str]]:
    states = {state for state, _ in matrix.states}
    met: set[tuple[str, str]] = set()
    for cell in matrix.cells:
        subject = f"{cell.row} × {cell.column}"
        if cell.state not in states:
            yield subject, f"“{cell.state}” is no state of the matrix “{matrix.id}”."
        if (cell.row, cell.column) in met:
            yield subject, f"The matrix “{matrix.id}” holds this cell more than once."
        met.add((cell.row, cell.column))
