import pytest

from bib.dates import PartialDate, issued_from_fields
from bib.errors import InvalidDateError


@pytest.mark.parametrize("text", ["2024", "2024-11", "2024-11-20", "0800-02"])
def test_a_date_is_written_as_it_was_read(text):
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2023-02-29", "2024-1-1", "soon"])
def test_a_date_that_cannot_be_is_refused(text):
    with pytest.raises(InvalidDateError, match="is not a date"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ({"year": "2024"}, "2024"),
        ({"year": "{2024}"}, "2024"),
        ({"year": "[2024]"}, "2024"),
        ({"year": "2019--2020"}, "2019"),
        ({"year": "in press (2021)"}, "2021"),
        ({"year": "2024", "month": "January"}, "2024-01"),
        ({"year": "2024", "month": "sept."}, "2024-09"),
        ({"year": "2024", "month": "03"}, "2024-03"),
        ({"year": "2024", "month": "June/July"}, "2024-06"),
        ({"year": "2024", "month": "March~12"}, "2024-03-12"),
        ({"year": "2024", "month": "12~March"}, "2024-03-12"),
        ({"year": "2024", "month": "May", "day": "7"}, "2024-05-07"),
        ({"date": "2024-11-20"}, "2024-11-20"),
        ({"date": "2019-03/2020-01"}, "2019-03"),
        ({"date": "../2010"}, "2010"),
        ({"date": "2004~"}, "2004"),
        ({"date": "2004-06?"}, "2004-06"),
        ({"date": "2004-21"}, "2004"),
        ({"date": "2024-11-20T10:00:00Z"}, "2024-11-20"),
        ({"date": "2024", "year": "1999"}, "2024"),
    ],
)
def test_the_date_of_publication_is_read(fields, issued):
    date, doubts = issued_from_fields(fields)

    assert str(date) == issued
    assert doubts == ()


@pytest.mark.parametrize(
    ("fields", "issued", "code"),
    [
        ({"year": "199x"}, None, "bad-year"),
        ({"year": "in press"}, None, "bad-year"),
        ({"date": "199X"}, None, "bad-date"),
        ({"date": "2023-02-30"}, None, "bad-date"),
        ({"year": "2024", "month": "Smarch"}, "2024", "bad-month"),
        ({"year": "2024", "month": "13"}, "2024", "bad-month"),
        ({"year": "2023", "month": "2", "day": "30"}, "2023-02", "bad-day"),
        ({"year": "2023", "month": "2", "day": "x"}, "2023-02", "bad-day"),
    ],
)
def test_what_is_no_date_is_told_and_the_rest_kept(fields, issued, code):
    date, doubts = issued_from_fields(fields)

    assert (str(date) if date else None) == issued
    assert [doubt.code for doubt in doubts] == [code]


def test_an_entry_without_date_has_none():
    assert issued_from_fields({"title": "X"}) == (None, ())
