from __future__ import annotations

from itertools import product

from evidence.matrix import Cell, CellBasis, Matrix
from tracker.render.matrix_text import matrix_markdown, matrix_text
from tracker.render.terminal import Look

STATES = (("not addressed", "Nothing is said."), ("insufficient", "It is not enough."))
LABELS = {"m/labels": "Labels", "m/filters": "Filters", "c/models": "Models", "c/tools": "Tools"}


def a_matrix(**parts):
    cells = (
        Cell(row="m/labels", column="c/models", state="not addressed"),
        Cell(
            row="m/labels",
            column="c/tools",
            state="insufficient",
            basis=CellBasis.EXPLICIT,
            where="4.1",
            claims=("ding2025-1",),
            note="Marked already.",
            remark="By the tools.",
        ),
        Cell(row="m/filters", column="c/models", state="not addressed"),
    )
    defaults = {"id": "m", "title": "Methods", "rows": "m", "columns": "c", "states": STATES}
    return Matrix(**(defaults | {"cells": cells} | parts))


def test_every_cell_says_its_state_and_silence_is_a_state_of_its_own():
    lines = matrix_text(a_matrix(), LABELS, look=Look(width=100)).splitlines()

    shown = [" ".join(line.split()) for line in lines]
    assert shown[2:8] == [
        "Models Tools",
        shown[3],
        "Labels not addressed insufficient",
        "explicit, 4.1",
        "",
        "Filters not addressed not addressed",
    ]
    assert shown[-3:] == [
        "3 not addressed Nothing is said.",
        "1 insufficient It is not enough.",
        "4 cells; explicit: the survey says so; implied: it follows.",
    ]


def test_a_cell_nobody_wrote_down_is_in_the_state_of_silence():
    text = matrix_text(a_matrix(), LABELS)

    assert "3 not addressed" in text


def test_notes_keep_the_survey_and_the_curator_apart():
    text = matrix_text(a_matrix(), LABELS, with_notes=True)

    assert "The survey: Marked already." in text
    assert "Curator: By the tools." in text
    assert "Claims: ding2025-1" in text


def test_the_table_fits_its_terminal():
    for width in (60, 80, 100, 140):
        lines = matrix_text(a_matrix(), LABELS, look=Look(width=width)).splitlines()
        assert max(len(line) for line in lines) <= width


def test_more_columns_than_there_is_room_for_are_listed_row_by_row():
    cells = tuple(
        Cell(row=f"m/{r}", column=f"c/{c}", state="not addressed")
        for r, c in product("ab", range(20))
    )

    lines = matrix_text(a_matrix(cells=cells), {}, look=Look(width=80)).splitlines()

    assert "  c/19: not addressed" in lines
    assert max(len(line) for line in lines) <= 80


def test_markdown_reads_as_a_table_and_shows_signs_as_text():
    text = matrix_markdown(a_matrix(title="A | *B*"), LABELS, with_notes=True)

    assert "## A \\| \\*B\\*" in text
    assert "| Labels | not addressed | insufficient (explicit, 4.1) |" in text
    assert "- **not addressed** (3): Nothing is said." in text


def test_a_matrix_without_cells_says_so():
    assert "no cells" in matrix_text(a_matrix(cells=()), LABELS)
