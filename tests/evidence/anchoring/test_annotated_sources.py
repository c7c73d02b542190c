"""Which work an annotation made elsewhere is on, as far as it says so."""

from __future__ import annotations

from typing import Any

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.anchoring.annotated_sources import KnownWorks, sources_of, text_hashes_of

KNOWN = KnownWorks(
    [
        work_from_fields(Citekey("flynn2022"), "article", {"doi": "10.1145/3531146.3533187"}),
        work_from_fields(Citekey("page"), "misc", {"url": "https://www.example.org/a/"}),
        work_from_fields(
            Citekey("preprint"), "misc", {"eprint": "2101.00001", "archiveprefix": "arXiv"}
        ),
    ]
)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://doi.org/10.1145/3531146.3533187", "flynn2022"),
        ("doi:10.1145/3531146.3533187", "flynn2022"),
        ("urn:doi:10.1145/3531146.3533187", "flynn2022"),
        ("https://dl.acm.org/doi/pdf/10.1145/3531146.3533187", "flynn2022"),
        ("http://example.org/a#section", "page"),
        ("https://arxiv.org/pdf/2101.00001v2.pdf", "preprint"),
        ("urn:x-evtrack:work:Flynn2022", "flynn2022"),
        ("https://example.org/b", None),
        ("doi:10.", None),
        ("urn:x-pdf:abc", None),
    ],
)
def test_a_work_is_found_by_doi_address_arxiv_number_or_our_own_name(
    source: str, expected: str | None
):
    assert KNOWN.find([source]) == ((expected,) if expected else ())


def test_two_works_of_one_address_are_both_named():
    works = [
        work_from_fields(Citekey(key), "misc", {"url": "https://example.org/a"})
        for key in ("one", "two")
    ]

    assert KnownWorks(works).find(["https://example.org/a"]) == ("one", "two")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"target": {"source": "https://a.example/"}}, ("https://a.example/",)),
        ({"target": {"source": {"id": "https://a.example/"}}}, ("https://a.example/",)),
        ({"target": "https://a.example/#page=2"}, ("https://a.example/#page=2",)),
        ({"target": [{"id": "https://a.example/"}]}, ("https://a.example/",)),
        (
            {
                "uri": "https://a.example/a.pdf",
                "target": [{"source": "https://a.example/a.pdf"}],
                "document": {
                    "highwire": {"doi": ["10.1145/1"]},
                    "link": [{"href": "urn:x-pdf:abc"}],
                },
            },
            ("https://a.example/a.pdf", "doi:10.1145/1", "urn:x-pdf:abc"),
        ),
        ({"target": [3, None, {"source": ["x"]}], "document": [1], "uri": {}}, ()),
        ([], ()),
        ("x", ()),
    ],
)
def test_everything_a_row_names_is_heard(row: Any, expected: tuple[str, ...]):
    assert sources_of(row) == expected


def test_the_hash_of_the_text_is_heard():
    selector = {"type": "TextPositionSelector", "start": 1, "end": 2, "evtrack:textSha256": "ab"}

    assert text_hashes_of({"target": {"selector": [selector, 7]}}) == ("ab",)
