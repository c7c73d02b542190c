from __future__ import annotations

import pytest

from bib.dates import PartialDate
from bib.names import Name
from bib.works import LinkPolicy
from tests.builders import a_work
from tracker.render.references import address_of, reference

FLYNN = Name(family="Flynn", given="Asher")
BERG = Name(family="Berg", given="Jo", particle="van der")


def test_a_reference_has_people_year_title_venue_and_address():
    work = a_work(
        title="What Is It?",
        authors=(FLYNN, BERG),
        issued=PartialDate(2022),
        fields={"journal": r"Caf\'e", "volume": "62", "number": "6", "pages": "1--9"},
        ids={"doi": "10.1/x"},
    )

    assert reference(work) == (
        "Flynn, Asher, and Jo van der Berg (2022). What Is It? Café 62(6), 1–9. "
        "https://doi.org/10.1/x"
    )


def test_what_is_not_known_is_left_out():
    assert reference(a_work(title="", fields={})) == "(n.d.)."
    assert reference(a_work(fields={}, issued=PartialDate(2022))) == "A Work (2022)."
    assert reference(a_work(editors=(FLYNN,))) == "Flynn, Asher (n.d.). A Work."


@pytest.mark.parametrize(
    ("ids", "address"),
    [
        ({"doi": "10.1/x", "url": "https://a.org"}, "https://doi.org/10.1/x"),
        ({"arxiv": "2504.17663"}, "https://arxiv.org/abs/2504.17663"),
        ({"url": "https://a.org"}, "https://a.org"),
        ({}, ""),
    ],
)
def test_the_most_lasting_address_is_shown(ids, address):
    assert address_of(a_work(ids=ids)) == address


def test_a_withheld_work_has_no_address_in_any_part():
    work = a_work(
        fields={"howpublished": r"\url{https://bad.example/x}", "publisher": "www.bad.example"},
        ids={"url": "https://bad.example/x"},
        link_policy=LinkPolicy.WITHHOLD,
    )

    assert "bad" not in reference(work)
