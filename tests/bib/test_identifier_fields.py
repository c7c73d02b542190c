import pytest

from bib.identifier_fields import identifiers_from_fields, read_identifiers


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ({"doi": "10.1145/XY"}, {"doi": "10.1145/xy"}),
        (
            {"url": "https://doi.org/10.1145/XY"},
            {"doi": "10.1145/xy", "url": "https://doi.org/10.1145/XY"},
        ),
        ({"eprint": "2105.01234", "archiveprefix": "arXiv"}, {"arxiv": "2105.01234"}),
        ({"journal": "arXiv preprint arXiv:2105.01234v1"}, {"arxiv": "2105.01234"}),
        (
            {"doi": "10.48550/arXiv.2105.01234"},
            {"arxiv": "2105.01234", "doi": "10.48550/arxiv.2105.01234"},
        ),
        ({"isbn": "0-306-40615-3, 978-0-306-40615-7"}, {"isbn": "9780306406157"}),
        ({"howpublished": r"\url{https://example.org/a\_b}"}, {"url": "https://example.org/a_b"}),
        ({"howpublished": "Blog post, https://example.org"}, {}),
        ({"pmid": "123"}, {"pmid": "123"}),
    ],
)
def test_the_identifiers_of_an_entry_are_found(fields, ids):
    assert identifiers_from_fields(fields) == ids


def test_what_claims_to_be_an_identifier_and_is_none_is_told():
    ids, doubts = read_identifiers(
        {"doi": "n/a", "isbn": "1", "eprint": "x", "eprinttype": "arxiv"}
    )

    assert ids == {}
    assert [(doubt.code, doubt.field) for doubt in doubts] == [
        ("bad-doi", "doi"),
        ("bad-arxiv", "eprint"),
        ("bad-isbn", "isbn"),
    ]


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        ({"note": "doi:10.1145/XY"}, {"doi": "10.1145/xy"}),
        ({"note": r"doi:10.1145/a\_b."}, {"doi": "10.1145/a_b"}),
        ({"note": "PMID: 123; PMCID: PMC99"}, {"pmid": "123", "pmcid": "PMC99"}),
        ({"note": "ISBN 0-306-40615-2"}, {"isbn": "9780306406157"}),
        ({"howpublished": "arXiv:hep-th/9901001v2"}, {"arxiv": "hep-th/9901001"}),
        ({"eprint": "2105.01234", "primaryclass": "cs.CY"}, {"arxiv": "2105.01234"}),
        ({"journal": "CoRR", "volume": "abs/2105.01234"}, {"arxiv": "2105.01234"}),
        ({"hdl": "1721.1/5"}, {"handle": "1721.1/5"}),
        ({"issn": "0378-5955, 1234-5678"}, {"issn": "0378-5955"}),
    ],
)
def test_identifiers_are_found_in_any_field(fields, ids):
    assert identifiers_from_fields(fields) == ids


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://dl.acm.org/doi/10.1145/3531146.3533187", "10.1145/3531146.3533187"),
        ("https://www.tandfonline.com/doi/full/10.1080/1369.20?src=x", "10.1080/1369.20"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.1v1.full.pdf", "10.1101/2020.01.01.1"),
        ("https://x.org/article?id=10.1371/journal.pone.1&type=print", "10.1371/journal.pone.1"),
    ],
)
def test_a_doi_is_found_in_the_address_of_a_publisher(address, doi):
    assert identifiers_from_fields({"url": address})["doi"] == doi


@pytest.mark.parametrize(
    "note",
    [
        "Erratum: doi:10.1145/xy",
        "Reply to 10.1145/xy",
        "see also doi:10.1145/xy",
        "published version: doi:10.1145/xy",
        "10.1145/xy and 10.1145/zz",
    ],
)
def test_an_identifier_of_another_work_is_not_taken_for_the_own(note):
    assert identifiers_from_fields({"note": note, "abstract": "doi:10.1145/xy"}) == {}
