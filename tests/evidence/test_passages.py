"""Passages: what of a text bears on a claim, by example and measured on the surveyed paper."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import locate
from evidence.figures import Figure
from evidence.passages import PassageIndex, rank_passages
from evidence.texts import Page, Text
from tests.builders import a_claim
from tests.evidence.anchoring.surveyed_text import surveyed_text
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import shipped_corpus

LOGS = """1 Introduction

Lighthouses were kept by families. The families were paid in oil and in bread. Nobody asked how
much oil was burnt. An inspector of the Northern Board counted 412 logs in one summer.

2 Findings

Of the logs, two thirds had been filled in from memory. Watermarked paper was used for the second
log only. The inspectors organised their own archive."""


def best(statement: str, **parts: object) -> str:
    found = rank_passages(a_claim(statement=statement, **parts), Text(content=LOGS), limit=3)
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("The keepers’ payment was oil and bread.", "The families were paid in oil and in bread."),
        ("Inspectors organize an archive.", "The inspectors organised their own archive."),
        ("The second logs carried watermarks.", "Watermarked paper was used for the second log"),
        ("412 were counted.", "An inspector of the Northern Board counted 412 logs"),
        ("The Northern Board’s men looked at logs.", "An inspector of the Northern Board counted"),
    ],
)
def test_the_passage_that_says_it_in_other_words_comes_first(statement: str, passage: str) -> None:
    assert best(statement).startswith(passage)


def test_a_recorded_figure_leads_to_its_sentence_although_the_words_do_not() -> None:
    figure = Figure(value=Decimal(412), unit="books", subject="books seen")

    assert "412 logs" in best("Many books were seen.", figures=(figure,))


def test_a_passage_has_its_place_its_page_and_the_sentences_beside_it() -> None:
    middle = LOGS.index("2 Findings")
    pages = (
        Page(index=0, label="3", start=0, end=middle),
        Page(index=1, label="4", start=middle, end=len(LOGS)),
    )
    claim = a_claim(statement="Two thirds of the logs were filled in from memory.")

    (passage,) = rank_passages(claim, Text(content=LOGS, pages=pages), limit=1)

    assert LOGS[passage.start : passage.end] == passage.text
    assert (passage.page, str(passage.locator)) == ("4", "2-1-1")
    assert passage.before == ""
    assert passage.after.startswith("Watermarked paper")


def test_a_text_that_shares_no_word_with_the_claim_has_no_passage() -> None:
    assert rank_passages(a_claim(statement="Enzymes fold proteins."), Text(content=LOGS)) == []


@pytest.mark.parametrize("content", ["", "\n\n", "…", "\0" * 50, "灯台の記録は二冊あった。" * 20])
def test_any_text_can_be_asked(content: str) -> None:
    assert isinstance(rank_passages(a_claim(), Text(content=content)), list)


def test_a_claim_is_compared_with_a_long_text_quickly() -> None:
    index = PassageIndex(Text(content="\n\n".join(f"{LOGS} Log {n} ends." for n in range(300))))
    claim = a_claim(statement="Two thirds of the 412 logs were filled in from memory by families.")

    started = process_time()
    index.ranked(claim, limit=5)

    assert process_time() - started < 3


@pytest.mark.shared
def test_claims_of_the_shipped_corpus_lead_to_the_sentences_they_paraphrase(shared: Path) -> None:
    text = surveyed_text(shared)
    haystack, index = Haystack(text), PassageIndex(text)
    ranks: list[int] = []
    for claim in read_corpus(shipped_corpus("ding2025")).corpus.claims:
        if claim.work == "ding2025" and claim.excerpts:
            at = locate(claim.excerpts[0], haystack)
            assert at.start is not None
            assert at.end is not None
            passages = index.ranked(claim, limit=5)
            is_it = (each.start < at.end and at.start < each.end for each in passages)
            ranks.append(next((rank for rank, said in enumerate(is_it, 1) if said), 99))

    recall = {k: sum(rank <= k for rank in ranks) / len(ranks) for k in (1, 3, 5)}
    assert len(ranks) == 136
    assert recall[1] >= 0.94
    assert recall[3] >= 0.97
    assert recall[5] >= 0.98
