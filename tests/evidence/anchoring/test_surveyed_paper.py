"""Every place of the shipped corpus is found in the surveyed paper by its fingerprint."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import locate, moved
from evidence.anchoring.located import Step
from evidence.excerpts import fingerprint, squeeze
from tests.evidence.anchoring.surveyed_text import surveyed_text
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import shipped_corpus

pytestmark = pytest.mark.shared


def test_every_place_of_the_shipped_corpus_is_found_quickly(shared: Path) -> None:
    corpus = read_corpus(shipped_corpus("ding2025")).corpus
    excerpts = [
        each for claim in corpus.claims if claim.work == "ding2025" for each in claim.excerpts
    ]
    text = surveyed_text(shared)

    started = process_time()
    haystack = Haystack(text)
    located = [locate(each, haystack) for each in excerpts]
    seconds = process_time() - started

    assert len(excerpts) > 100
    assert {each.step for each in located} == {Step.FINGERPRINT}
    assert not any(each.is_ambiguous for each in located)
    assert seconds < 2
    for excerpt, place in zip(excerpts, located, strict=True):
        readable = moved(excerpt, place, haystack)
        assert fingerprint(readable.quote) == excerpt.fingerprint
        assert squeeze(readable.quote)[0] == squeeze(readable.quote[:3])[0]


def test_the_sentence_cut_by_the_figure_is_found_without_the_figure(shared: Path) -> None:
    corpus = read_corpus(shipped_corpus("ding2025")).corpus
    claim = next(each for each in corpus.claims if each.id == "ding2025-2-1-5a")
    haystack = Haystack(surveyed_text(shared))

    located = locate(claim.excerpts[0], haystack)

    assert len(located.spans) == 2
    assert "Figure 1" not in haystack.words(located.spans)
