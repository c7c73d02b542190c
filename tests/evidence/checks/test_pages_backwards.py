from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import pages_backwards
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(pages_backwards.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize(
    "pages",
    [
        "12--34",
        "1341–58",
        "1341-58",
        "100-9",
        "e123--e130",
        "xii--iv",
        "e0123456",
        "109628",
        "123:1--123:20",
        "S12--S20",
        "15-1",
        "12, 15, 20--22",
        "L1-L5",
        "1--10, 5--8",
        "12+",
    ],
)
def test_pages_that_run_forwards_are_passed_over(pages):
    assert found(a_read_work(pages=pages)) == []


@pytest.mark.parametrize("pages", ["58--41", "1358--41", "S20--S12", "1--5, 30--20"])
def test_pages_that_run_backwards_are_reported(pages):
    (finding,) = found(a_read_work(pages=pages))

    assert "backwards" in finding.message
