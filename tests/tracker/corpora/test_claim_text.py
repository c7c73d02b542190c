"""A claim in an editor: written as a record, read back, mistakes named with their line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bib.works import Citekey
from evidence.citations import Citation
from evidence.claims import Locator
from evidence.figures import Figure
from tests.builders import a_claim
from tracker.corpora.claim_text import claim_from_text, claim_to_text


def test_a_claim_comes_back_as_it_was() -> None:
    claim = a_claim(
        "w-1-2-3a",
        work="w",
        locator=Locator.parse("1-2-3a", page="7"),
        citations=(Citation(work=Citekey("x"), number=3, is_ambiguous=True),),
        figures=(Figure(value=Decimal(35545), unit="images", subject="of: members"),),
        note="yes",
    )

    assert claim_from_text(claim_to_text(claim), work=Citekey("w")) == (claim, ())


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("- claim: w-1\n  statement: S.\n  colour: red\n", 3, "colour"),
        ("- claim: w-1\n  statement: S.\n  attribution: rumour\n", 3, "rumour"),
        ("- statement: S.\n", 1, "claim"),
        ("- claim: w-1\n  statement: 'unclosed\n", 3, ""),
        ("", 1, "One claim"),
        ("- claim: a\n  statement: S.\n- claim: b\n  statement: S.\n", 1, "One claim"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, told: str) -> None:
    claim, problems = claim_from_text(text, work=Citekey("w"))

    assert claim is None
    assert (problems[0].line, told in problems[0].message) == (line, True)
