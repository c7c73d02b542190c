"""Claims, their ids and their places."""

from __future__ import annotations

import pytest

from bib.works import Citekey
from evidence.claims import Claim, ClaimId, Locator
from evidence.errors import InvalidRecordError


@pytest.mark.parametrize(
    "place", ["4.1-1-5a", "0-1-2a", "4.2-0-1", "abstract", "announcement-3", "", "fig1-1-2", "2(a)"]
)
def test_a_place_is_written_as_it_was_read(place: str) -> None:
    assert str(Locator.parse(place)) == place


@pytest.mark.parametrize("place", ["1-2-3-4", "1-x", "1-2-a5", "1-2-3ab", "1--5"])
def test_a_place_of_another_shape_is_refused(place: str) -> None:
    with pytest.raises(InvalidRecordError, match=r"section-paragraph-sentence"):
        Locator.parse(place)


@pytest.mark.parametrize("name", ["", "two words", "a/b", "a\\b", "a\nb", "x" * 201])
def test_an_id_that_could_not_be_typed_or_filed_is_refused(name: str) -> None:
    with pytest.raises(InvalidRecordError):
        Claim(id=ClaimId(name), work=Citekey("w"), statement="Something.")


def test_a_claim_that_states_nothing_is_refused() -> None:
    with pytest.raises(InvalidRecordError, match="states nothing"):
        Claim(id=ClaimId("w-1"), work=Citekey("w"), statement="  ")
