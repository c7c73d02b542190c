from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import tracking_address
from evidence.findings import FieldChange
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(tracking_address.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize(
    "url",
    [
        "https://a.org/b?id=3&page=2#top",
        "https://a.org/utm_source/b",
        "https://a.org/b?outm_source=1",
        "https://a.org/search?q=what+is+utm_source",
        "https://a.org/b",
    ],
)
def test_plain_addresses_are_passed_over(url):
    assert found(a_read_work(url=url)) == []


@pytest.mark.parametrize(
    ("url", "mended"),
    [
        ("https://a.org/b?utm_source=x&utm_medium=y", "https://a.org/b"),
        ("https://a.org/b?utm_source=x&id=3#top", "https://a.org/b?id=3#top"),
        ("https://a.org/b?id=3&fbclid=IwAR0-x_y", "https://a.org/b?id=3"),
        (r"https://a.org/b?id=3\&utm\_campaign=c\_d\&z=1", r"https://a.org/b?id=3\&z=1"),
        (
            "https://www.canva.com/d/x/view?utm_content=x&utm_campaign=s&utm_source=editor",
            "https://www.canva.com/d/x/view",
        ),
        ("https://a.org/b?gclid=1#part", "https://a.org/b#part"),
    ],
)
def test_the_marks_are_cut_out_and_nothing_else(url, mended):
    (finding,) = found(a_read_work(url=url))

    assert finding.changes == (FieldChange(field="url", value=mended),)


def test_an_address_within_a_command_is_mended_too():
    (finding,) = found(a_read_work(howpublished=r"\url{https://a.org/b?utm_source=x}"))

    assert finding.changes == (FieldChange(field="howpublished", value=r"\url{https://a.org/b}"),)
