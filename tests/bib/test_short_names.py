from __future__ import annotations

import pytest

from bib.dates import PartialDate
from bib.names import OTHERS, Name
from bib.short_names import short_name, short_reference
from tests.builders import a_work

FLYNN, ROE, POE = Name(family="Flynn"), Name(family="Roe"), Name(family="Poe")


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        ((FLYNN,), "Flynn 2022"),
        ((FLYNN, ROE), "Flynn and Roe 2022"),
        ((FLYNN, ROE, POE), "Flynn et al. 2022"),
        ((FLYNN, OTHERS), "Flynn et al. 2022"),
        ((Name(literal="A Bureau"),), "A Bureau 2022"),
        ((), "A Work 2022"),
    ],
)
def test_a_work_goes_by_its_people_and_year(authors, name):
    assert short_name(a_work(authors=authors, issued=PartialDate(2022))) == name


def test_a_long_title_is_cut_between_words():
    work = a_work(title="A very long title of a work that has no author and no editor at all")

    assert short_name(work) == "A very long title of a work that has no author… n.d."


def test_a_reference_in_short_does_not_say_a_title_twice():
    assert short_reference(a_work(authors=(FLYNN,))) == "Flynn n.d. A Work"
    assert short_reference(a_work(issued=PartialDate(2022))) == "A Work (2022)"
    assert short_reference(a_work()) == "A Work (n.d.)"
