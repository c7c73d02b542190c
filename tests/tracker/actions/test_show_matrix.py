from __future__ import annotations

import pytest

from tests.builders import a_sound_corpus
from tracker.actions.show_matrix import show_matrix
from tracker.errors import UnknownRecordError
from tracker.library import Library


def test_a_matrix_comes_with_the_labels_of_its_rows_and_columns(library_of):
    with Library.open(library_of(a_sound_corpus())) as library:
        shown = show_matrix(library, "MATRIX")

    assert [matrix.id for matrix in shown.matrices] == ["matrix"]
    assert shown.labels["component/tools"] == "tools"


def test_an_unknown_matrix_is_refused(library_of):
    with (
        Library.open(library_of(a_sound_corpus())) as library,
        pytest.raises(UnknownRecordError, match="matrix “other”"),
    ):
        show_matrix(library, "other")
