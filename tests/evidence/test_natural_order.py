"""Ids and places sort as a reader expects."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from evidence.claims import Locator
from evidence.natural_order import by_place, natural
from tests.builders import a_claim


def test_numbers_in_ids_count_as_numbers() -> None:
    ids = ["flynn2022-10", "flynn2022-2", "Flynn2022-1", "L1.P10", "L1.P9", "L1.C", "L10", "L2"]

    assert sorted(ids, key=natural) == [
        "Flynn2022-1", "flynn2022-2", "flynn2022-10", "L1.C", "L1.P9", "L1.P10", "L2", "L10",
    ]  # fmt: skip


def test_claims_stand_in_the_order_of_the_work() -> None:
    places = [
        "0-1-3c", "1-0-1", "1-1", "1-1-2", "1-1-2a", "1-1-2b", "1-1-10", "4", "4-1-1", "4.1-0-1",
        "4.1-1-1", "4.2-1-1", "4.10-1-1", "5-1-1", "abstract", "fig1", "fig2-1", "fig10", "",
    ]  # fmt: skip
    claims = [
        a_claim(f"a-{count}", locator=Locator.parse(place))
        for count, place in enumerate(reversed(places))
    ]

    assert [str(claim.locator) for claim in sorted(claims, key=by_place)] == places


def test_claims_of_one_place_stand_by_id() -> None:
    claims = [a_claim(id_) for id_ in ("a-10", "a-9", "A-2")]

    assert [claim.id for claim in sorted(claims, key=by_place)] == ["A-2", "a-9", "a-10"]


@given(st.lists(st.text(), unique=True), st.randoms())
def test_any_ids_can_be_sorted_and_their_order_is_certain(ids: list[str], chance: Random) -> None:
    shuffled = list(ids)
    chance.shuffle(shuffled)

    assert sorted(shuffled, key=natural) == sorted(ids, key=natural)


def test_a_number_of_ten_thousand_digits_is_no_trouble() -> None:
    assert min("a" + "9" * 10_000, "a1" + "0" * 10_000, "a2", key=natural) == "a2"
