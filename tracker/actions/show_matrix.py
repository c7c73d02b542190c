"""Gather a matrix with the labels of its rows and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from evidence.corpus import About
from evidence.matrix import Matrix
from tracker.errors import UnknownRecordError
from tracker.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledMatrices:
    """Matrices, and the preferred label of every concept by id."""

    about: About
    matrices: tuple[Matrix, ...]
    labels: Mapping[str, str]


def show_matrix(library: Library, name: str | None = None) -> LabelledMatrices:
    """The named matrix, or all. Raises `UnknownRecordError`."""
    with library.reading() as records:
        about = records.about()
        matrices = records.matrices()
        labels = {concept.id: concept.label for concept in records.concepts()}
    if name is not None:
        chosen = [matrix for matrix in matrices if matrix.id.casefold() == name.casefold()]
        if not chosen:
            known = [matrix.id for matrix in matrices]
            near = get_close_matches(name, known, n=3, cutoff=0.3)
            raise UnknownRecordError("matrix", name, tuple(near))
        matrices = chosen
    return LabelledMatrices(about=about, matrices=tuple(matrices), labels=labels)
