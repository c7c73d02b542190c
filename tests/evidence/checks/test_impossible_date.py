from __future__ import annotations

from datetime import date

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import impossible_date
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(impossible_date.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "fields",
    [
        {"year": "2024", "month": "mar", "day": "3"},
        {"year": "2027"},
        {"year": "1455"},
        {"year": "forthcoming"},
        {"year": "n.d."},
        {"date": "2019-03~/2020"},
        {"date": "2020-21"},
        {"year": "2024", "month": "mar # apr"},
        {"year": "2024", "urldate": "2026-11-23"},
        {"year": "{\\noopsort{a}}2024"},
    ],
)
def test_dates_that_can_be_are_passed_over(fields):
    assert found(a_read_work(**fields), today=TODAY) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"year": "1066"},
        {"year": "2028"},
        {"year": "199x"},
        {"year": "2024", "month": "13"},
        {"date": "2024-02-30"},
        {"year": "2024", "urldate": "2027-01-01"},
    ],
)
def test_dates_that_cannot_be_are_reported(fields):
    (finding,) = found(a_read_work(**fields), today=TODAY)

    assert finding.subject == "flynn2022"


def test_without_a_day_to_compare_with_nothing_is_to_come():
    assert found(a_read_work(year="2099")) == []
