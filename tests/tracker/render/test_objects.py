from __future__ import annotations

import json
from decimal import Decimal

import pytest

from bib.dates import PartialDate
from bib.names import Name
from bib.standing import Standing, StandingSignal
from evidence.citations import Citation
from evidence.claims import Locator
from evidence.figures import Figure, Qualifier
from tests.builders import a_claim, a_link, a_node, a_work
from tracker.render.objects import (
    claim_object,
    figure_object,
    link_object,
    name_object,
    node_object,
    work_object,
)


def test_a_work_has_every_key_scripts_rely_on():
    work = a_work(
        authors=(Name(family="Flynn", given="Asher"), Name(literal="A Bureau")),
        issued=PartialDate(2022, 11),
        cited_as=12,
        standing=(StandingSignal(state=Standing.PREPRINT),),
    )

    shape = work_object(work)

    promised = "key type title authors year fields ids aliases link_policy read_status standing"
    assert set(promised.split()) <= set(shape)
    assert shape["authors"] == [{"family": "Flynn", "given": "Asher"}, {"literal": "A Bureau"}]
    assert (shape["year"], shape["cited_as"], shape["standing"]) == (2022, 12, "preprint")
    json.dumps(shape)


def test_a_claim_has_every_key_scripts_rely_on():
    claim = a_claim(
        locator=Locator.parse("4.1-1-5a"), citations=(Citation(work="roe2020", number=3, group=2),)
    )

    shape = claim_object(claim, limitations=["L1"])

    assert shape["locator"] == {
        "section": "4.1",
        "paragraph": 1,
        "sentence": 5,
        "clause": "a",
        "page": "",
        "text": "4.1-1-5a",
    }
    assert shape["citations"][0]["work"] == "roe2020"
    assert shape["citations"][0]["through_range"] is False
    assert shape["limitations"] == ["L1"]
    json.dumps(shape)


def test_a_figure_keeps_whole_numbers_whole_and_says_how_it_is_written():
    shape = figure_object(
        Figure(value=Decimal(35545), unit="images", subject="", qualifier=Qualifier.MORE_THAN)
    )

    assert shape["value"] == 35545
    assert shape["text"] == "more than 35,545 images"


@pytest.mark.parametrize("value", ["NaN", "1E+99999"])
def test_a_number_json_cannot_carry_is_null(value):
    figure = Figure(value=Decimal(value), unit="", subject="")

    assert figure_object(figure)["value"] is None


def test_a_link_is_from_relation_to():
    shape = link_object(a_link("L1.P1", "supports", "L1.C", warrant="Because."))

    assert (shape["from"], shape["relation"], shape["to"]) == ("L1.P1", "supports", "L1.C")
    assert shape["stated_by"] == "paper"


def test_a_node_names_its_basis_and_role():
    shape = node_object(a_node(claims=("ding2025-4.1-1-5a",)))

    assert (shape["role"], shape["basis"], shape["claims"]) == (
        "premise",
        "cited",
        ["ding2025-4.1-1-5a"],
    )


def test_a_name_without_a_given_part_keeps_both_keys():
    assert name_object(Name(family="Plato")) == {"family": "Plato", "given": ""}
