"""Figures, as values and as a person types them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evidence.errors import InvalidRecordError
from evidence.figures import Figure, Qualifier, parse_figure


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("35545 images: of members", "35,545 images"),
        ("nearly 200 programs: found", "nearly 200 programs"),
        ("more than 35,000 stars: on a host", "more than 35,000 stars"),
        ("22.6%: of adults", "22.6%"),
        ("5-10 years: the horizon", "5–10 years"),
        ("7: things: with a colon", "7"),
    ],
)
def test_a_figure_is_read_as_it_is_typed(text: str, shown: str) -> None:
    assert str(parse_figure(text)) == shown


@pytest.mark.parametrize("text", ["", "many images: of members", "200 programs", "1.2.3: of"])
def test_what_is_no_figure_is_refused_with_the_text(text: str) -> None:
    with pytest.raises(InvalidRecordError) as refused:
        parse_figure(text)

    assert text in str(refused.value)


def test_a_range_may_not_run_backwards() -> None:
    with pytest.raises(InvalidRecordError, match="runs backwards"):
        Figure(value=Decimal(10), high=Decimal(5), unit="years", subject="the horizon")


def test_a_figure_is_disputed_by_a_reason_or_by_another_claim() -> None:
    plain = Figure(value=Decimal(1), unit="image", subject="one")

    assert not plain.is_disputed
    assert Figure(value=Decimal(1), unit="", subject="", dispute="why").is_disputed
    assert Figure(value=Decimal(1), unit="", subject="", disputed_by=("c-1",)).is_disputed
    assert plain.qualifier is Qualifier.EXACTLY
