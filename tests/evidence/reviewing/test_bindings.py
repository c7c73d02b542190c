from dataclasses import replace
from decimal import Decimal

import pytest

from evidence.excerpts import Excerpt, ExcerptId, fingerprint
from evidence.figures import Figure
from evidence.reviewing.bindings import (
    BoundPart,
    Freshness,
    binding_of,
    changed_parts,
    freshness,
    wording,
)
from tests.builders import a_citation, a_claim, a_verdict

FIGURE = Figure(value=Decimal(200), unit="programs", subject="programs found")
EXCERPT = Excerpt(id=ExcerptId("ding2025-1-x1"), claim="ding2025-1", work="flynn2022", quote="So.")
CLAIM = a_claim(
    "ding2025-1",
    statement="There are nearly 200 programs.",
    citations=(a_citation("flynn2022", number=8, group=1), a_citation("qin2024", number=27)),
    figures=(FIGURE,),
    excerpts=(EXCERPT,),
)
VERDICT = a_verdict(
    excerpt="ding2025-1-x1",
    binding=binding_of(CLAIM, "flynn2022", excerpt="ding2025-1-x1", text="aa"),
)


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"statement": "There are 200 programs."}, BoundPart.CLAIM),
        ({"modality": "may"}, BoundPart.CLAIM),
        ({"population": "adults"}, BoundPart.CLAIM),
        ({"figures": (replace(FIGURE, value=Decimal(201)),)}, BoundPart.CLAIM),
        ({"figures": (replace(FIGURE, unit="models"),)}, BoundPart.CLAIM),
        ({"citations": (a_citation("flynn2022", number=9, group=1),)}, BoundPart.CITATION),
        ({"citations": (a_citation("flynn2022", number=8, group=2),)}, BoundPart.CITATION),
        ({"citations": ()}, BoundPart.CITATION),
        ({"excerpts": (replace(EXCERPT, quote="So it is."),)}, BoundPart.EXCERPT),
        ({"excerpts": ()}, BoundPart.EXCERPT),
        ({"excerpts": (replace(EXCERPT, quote="", fingerprint=fingerprint("So")),)},
         BoundPart.EXCERPT),
    ],
)  # fmt: skip
def test_a_change_of_what_was_compared_makes_the_verdict_stale(changed, part):
    claim = replace(CLAIM, **changed)

    assert changed_parts(VERDICT, claim, texts={"aa"}) == (part,)
    assert freshness(VERDICT, claim, texts={"aa"}) is Freshness.STALE


@pytest.mark.parametrize(
    "changed",
    [
        {"note": "Read again."},
        {"concepts": ("component/models",)},
        {"kind": "scale"},
        {"seen": "in the abstract"},
        {"figures": (replace(FIGURE, dispute="Another number elsewhere."),)},
        {"citations": (*CLAIM.citations, a_citation("ajder2019", number=9))},
        {"excerpts": (EXCERPT, replace(EXCERPT, id=ExcerptId("ding2025-1-x2"), quote="More."))},
        {"excerpts": (replace(EXCERPT, start=10, end=13, page="4"),)},
    ],
)
def test_an_edit_of_anything_else_leaves_it_valid(changed):
    assert freshness(VERDICT, replace(CLAIM, **changed), texts={"aa"}) is Freshness.FRESH


def test_a_text_that_was_taken_away_makes_it_stale_and_one_that_came_later_does_not():
    unread = a_verdict(binding=binding_of(CLAIM, "flynn2022"))

    assert changed_parts(VERDICT, CLAIM, texts={"bb"}) == (BoundPart.TEXT,)
    assert changed_parts(VERDICT, CLAIM, texts={"aa", "bb"}) == ()
    assert changed_parts(unread, CLAIM, texts={"bb"}) == ()


def test_a_verdict_without_binding_is_neither_fresh_nor_stale():
    assert freshness(a_verdict(), CLAIM) is Freshness.UNBOUND


def test_a_verdict_on_a_claim_that_is_gone_is_stale():
    assert changed_parts(VERDICT, None) == (BoundPart.CLAIM,)


def test_the_wording_says_everything_that_is_asserted_in_lines_a_person_can_compare():
    claim = replace(CLAIM, modality="may", population="adults")

    assert wording(claim).splitlines() == [
        "There are nearly 200 programs.",
        "hedge: may",
        "population: adults",
        "figure: 200 programs, programs found",
    ]
