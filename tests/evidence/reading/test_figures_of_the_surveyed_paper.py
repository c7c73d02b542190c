"""The figures that the shipped corpus records of the surveyed paper are found in its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import locate
from evidence.reading.figures_in_text import find_figures
from tests.evidence.anchoring.surveyed_text import surveyed_text
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import shipped_corpus

pytestmark = pytest.mark.shared

# Recorded by a reader who counted the items of a list; no number is printed there.
COUNTED_BY_THE_READER = {"ding2025-4-1-2b: 5 methods"}


def test_every_figure_on_record_that_is_printed_is_found(shared: Path) -> None:
    haystack = Haystack(surveyed_text(shared))
    corpus = read_corpus(shipped_corpus("ding2025")).corpus
    recorded = [
        (claim, figure)
        for claim in corpus.claims
        if claim.work == "ding2025"
        for figure in claim.figures
    ]
    missed: set[str] = set()
    for claim, figure in recorded:
        words = haystack.words(locate(claim.excerpts[0], haystack).spans)
        found = [each.figure for each in find_figures(words)]
        if not any(each.value == figure.value and each.since == figure.since for each in found):
            missed.add(f"{claim.id}: {figure.value:,} {figure.unit}")

    assert len(recorded) > 15
    assert missed == COUNTED_BY_THE_READER
