"""Drafts of claims: one for each citing sentence, none where there is a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bib.works import Citekey
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import selectors_at
from evidence.claims import Claim, ClaimId, Locator
from evidence.excerpts import Excerpt, ExcerptId, fingerprint
from evidence.reading.drafting import Drafts, draft_claims
from evidence.reading.read import read_paper
from evidence.texts import Text
from tests.builders import a_claim

PAPER = """\
1 Introduction

Labels are read by few [1]. Nothing is cited. Over 200 tools exist [1, 2].

Related work

Half of them failed in 2019 [2].

References

[1] Ren Ito. 2019. Light in the Evening. Journal of Sleep 4, 2 (2019), 12-20.
[2] Lee Roe. 2020. Pictures without Words. Example Press, Oslo.
"""
KEYS = {0: Citekey("ito2019"), 1: Citekey("roe2020")}


def drafted(
    *present: Claim, keys: dict[int, Citekey] | None = None, content: str = PAPER
) -> Drafts:
    text = Text(content=content)
    haystack = Haystack(text)
    return draft_claims(
        read_paper(text),
        Citekey("berg2024"),
        keys=KEYS if keys is None else keys,
        present=present,
        select=lambda spans: selectors_at(spans, haystack),
    )


def test_each_citing_sentence_is_drafted_with_its_place_words_and_works() -> None:
    first, second, third = drafted().claims

    assert (first.id, str(first.locator)) == ("berg2024-1-1-1", "1-1-1")
    assert [each.work for each in second.citations] == ["ito2019", "roe2020"]
    assert [str(each) for each in second.figures] == ["more than 200 tools"]
    assert third.id == "berg2024-related_work-1-1"
    assert all(each.is_draft for each in (first, second, third))
    words = second.excerpts[0]
    assert PAPER[words.start : words.end] == words.quote == "Over 200 tools exist [1, 2]."


def test_every_place_of_a_draft_can_be_written_and_read() -> None:
    odd = PAPER.replace("Related work", "E-health/and  related work, which has a long-winded title")

    for claim in drafted(content=odd).claims:
        assert Locator.parse(str(claim.locator)) == claim.locator


def test_years_and_periods_are_no_figures_of_a_draft() -> None:
    assert [str(figure) for figure in drafted().claims[2].figures] == ["50%"]


def test_what_leads_to_no_work_is_noted() -> None:
    (_, second, _) = drafted(keys={0: Citekey("ito2019")}).claims

    assert [each.work for each in second.citations] == ["ito2019"]
    assert second.note == "Cited as well, and no work here: 2."


@pytest.mark.parametrize(
    "claim",
    [
        a_claim("berg2024-1-1-1", work="berg2024"),
        a_claim("berg2024-9", work="berg2024", locator=Locator.parse("1-1-1b")),
        a_claim(
            "berg2024-9",
            work="berg2024",
            excerpts=(
                Excerpt(
                    id=ExcerptId("x"),
                    claim="berg2024-9",
                    work=Citekey("berg2024"),
                    fingerprint=fingerprint("Labels are read by few."),
                ),
            ),
        ),
    ],
    ids=["of that id", "at that place", "on those words"],
)
def test_where_there_is_a_claim_none_is_drafted(claim: Claim) -> None:
    told = drafted(claim)

    assert told.claims[0].id == "berg2024-1-1-3"
    assert told.present == 1


def test_drafting_again_drafts_nothing() -> None:
    first = drafted()

    again = drafted(*first.claims)

    assert (again.claims, again.present) == ((), 3)
    reworded = tuple(
        replace(each, id=ClaimId(f"berg2024-{n}"), locator=Locator(), is_draft=False)
        for n, each in enumerate(first.claims, 1)
    )
    assert drafted(*reworded).claims == ()
