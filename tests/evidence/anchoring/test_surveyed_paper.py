"""Every place of the shipped corpus is found in the surveyed paper by its fingerprint."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import locate, moved
from evidence.anchoring.located import Step
from evidence.excerpts import fingerprint, squeeze
from evidence.texts import Part, PartKind, Text
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import shipped_corpus

pytestmark = pytest.mark.shared


def paper(shared: Path) -> Text:
    """The paper with the one caption and the one running head that cut a sentence in two."""
    content = (shared / "paper" / "ding-suresh-2025.txt").read_text(encoding="utf-8")
    head = content.index("Michelle L. Ding and Harini Suresh\n")
    caption = content.index("Figure 1: Supply chain")
    return Text(
        content=content,
        parts=(
            Part(kind=PartKind.FURNITURE, start=head, end=content.index("\n", head)),
            Part(kind=PartKind.CAPTION, start=caption, end=content.index("\n", caption)),
        ),
    )


def test_every_place_of_the_shipped_corpus_is_found_quickly(shared: Path) -> None:
    corpus = read_corpus(shipped_corpus("ding2025")).corpus
    excerpts = [
        each for claim in corpus.claims if claim.work == "ding2025" for each in claim.excerpts
    ]
    text = paper(shared)

    started = perf_counter()
    haystack = Haystack(text)
    located = [locate(each, haystack) for each in excerpts]
    seconds = perf_counter() - started

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
    haystack = Haystack(paper(shared))

    located = locate(claim.excerpts[0], haystack)

    assert len(located.spans) == 2
    assert "Figure 1" not in haystack.words(located.spans)
