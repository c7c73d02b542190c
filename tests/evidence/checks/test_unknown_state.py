from __future__ import annotations

from dataclasses import replace

from evidence.checks import unknown_state
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(corpus, **parts):
    return list(unknown_state.check(Holdings.of(corpus, **parts)))


def with_cells(change):
    corpus = a_sound_corpus()
    (matrix,) = corpus.matrices
    return a_sound_corpus(matrices=(replace(matrix, cells=change(matrix.cells)),))


def test_a_state_the_matrix_does_not_declare_is_reported():
    (finding,) = found(with_cells(lambda cells: (replace(cells[0], state="perhaps"),)))

    assert finding.subject == "stage/creation × component/tools"
    assert "“perhaps”" in finding.message


def test_a_cell_told_twice_is_reported():
    (finding,) = found(with_cells(lambda cells: (*cells, *cells)))

    assert "more than once" in finding.message
