import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.errors import InvalidIdentifierError
from bib.identifiers import (
    ArxivId,
    Doi,
    Handle,
    Isbn,
    Issn,
    Pmcid,
    Pmid,
    address_fingerprint,
    address_from_latex,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.1145/3531146.3533187", "10.1145/3531146.3533187"),
        ("https://doi.org/10.1145/3531146.3533187", "10.1145/3531146.3533187"),
        ("http://dx.doi.org/10.1002%2Fabc", "10.1002/abc"),
        ("doi: 10.1145/ABC", "10.1145/abc"),
        ("10.1145/abc.", "10.1145/abc"),
        ("10.1016/S0140-6736(05)71146-6", "10.1016/s0140-6736(05)71146-6"),
        ("10.1145/abc)", "10.1145/abc"),
        (r"10.1007/978-3-319\_1", "10.1007/978-3-319_1"),
        (r"10.1000/a{\_}b", "10.1000/a_b"),
    ],
)
def test_a_doi_is_read_however_it_is_dressed(text, value):
    assert str(Doi.parse(text)) == value


@pytest.mark.parametrize("text", ["", "10.1145", "11.1145/x", "10.1/x", "doi.org", "10.1145/a b"])
def test_what_is_no_doi_is_refused(text):
    with pytest.raises(InvalidIdentifierError, match="is not a valid DOI"):
        Doi.parse(text)


@pytest.mark.parametrize(
    ("text", "value", "version"),
    [
        ("2105.01234", "2105.01234", None),
        ("arXiv:2105.01234v2", "2105.01234", 2),
        ("https://arxiv.org/abs/2105.01234", "2105.01234", None),
        ("http://arxiv.org/pdf/2105.01234v3.pdf", "2105.01234", 3),
        ("hep-th/9901001", "hep-th/9901001", None),
        ("math.GT/0309136v1", "math.GT/0309136", 1),
        ("2105.01234 [cs.CY]", "2105.01234", None),
    ],
)
def test_an_arxiv_number_is_read_old_and_new(text, value, version):
    assert ArxivId.parse(text) == ArxivId(value, version)


@pytest.mark.parametrize("text", ["", "2113.01234", "2105.1", "cs.CY", "10.1145/1"])
def test_what_is_no_arxiv_number_is_refused(text):
    with pytest.raises(InvalidIdentifierError, match="is not a valid arXiv number"):
        ArxivId.parse(text)


@pytest.mark.parametrize(
    "text", ["978-0-306-40615-7", "0-306-40615-2", "ISBN: 9780306406157", "ISBN-10 0306406152"]
)
def test_the_forms_of_an_isbn_are_one(text):
    assert str(Isbn.parse(text)) == "9780306406157"


@pytest.mark.parametrize("text", ["0-306-40615-3", "978-0-306-40615-8", "123", "", "97803064061X7"])
def test_an_isbn_with_a_wrong_digit_is_refused(text):
    with pytest.raises(InvalidIdentifierError, match="is not a valid ISBN"):
        Isbn.parse(text)


def test_a_check_digit_of_ten_is_an_x():
    assert str(Isbn.parse("0-8044-2957-x")) == "9780804429573"


def test_a_pubmed_number_is_read():
    assert str(Pmid.parse("PMID: 12345")) == "12345"
    assert str(Pmid.parse("https://pubmed.ncbi.nlm.nih.gov/12345/")) == "12345"
    with pytest.raises(InvalidIdentifierError):
        Pmid.parse("0123")


@pytest.mark.parametrize("kind", [Doi, ArxivId, Isbn, Issn, Pmid, Pmcid, Handle])
@given(text=st.text(max_size=40))
def test_an_identifier_reads_itself(kind, text):
    try:
        value = kind.parse(text)
    except InvalidIdentifierError:
        return
    assert kind.parse(str(value)).value == value.value


def test_an_address_is_taken_out_of_its_latex():
    assert address_from_latex(r"\url{https://example.org/~a\_b\%20c}") == (
        "https://example.org/~a_b%20c"
    )


@pytest.mark.parametrize(
    "address",
    [
        "example.org/Path",
        "https://www.Example.org/Path/",
        "http://EXAMPLE.org/Path#part",
        " https://example.org/ Path\n",
    ],
)
def test_the_ways_to_write_an_address_have_one_fingerprint(address):
    assert address_fingerprint(address) == hashlib.sha256(b"example.org/Path").hexdigest()


def test_two_addresses_have_two_fingerprints():
    assert address_fingerprint("example.org/a") != address_fingerprint("example.org/b")


@pytest.mark.parametrize(
    "read",
    [Doi.parse, ArxivId.parse, Isbn.parse, Issn.parse, Pmid.parse, Pmcid.parse, Handle.parse],
)
@pytest.mark.parametrize("text", [")" * 100_000, "10.1234/" + ")" * 100_000, "a" * 100_000])
def test_an_absurdly_long_identifier_takes_no_long_time(read, text):
    with pytest.raises(InvalidIdentifierError):
        read(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Issn, "0378-5955", "0378-5955"),
        (Issn, "ISSN: 03785955", "0378-5955"),
        (Issn, "2434-561x", "2434-561X"),
        (Pmcid, "PMC1234567", "PMC1234567"),
        (Pmcid, "PMCID: pmc1234567", "PMC1234567"),
        (Pmcid, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC99/", "PMC99"),
        (Handle, "hdl:1721.1/ABC", "1721.1/abc"),
        (Handle, "https://hdl.handle.net/2027/uc1.b1", "2027/uc1.b1"),
    ],
)
def test_further_identifiers_are_read_however_they_are_dressed(kind, text, value):
    assert str(kind.parse(text)) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Issn, "0378-5954"), (Issn, "1234"), (Pmcid, "PMC0"), (Pmcid, "x"), (Handle, "abc/def")],
)
def test_further_identifiers_that_cannot_be_are_refused(kind, text):
    with pytest.raises(InvalidIdentifierError):
        kind.parse(text)


def test_an_isbn_has_its_form_of_ten_digits_where_there_is_one():
    assert Isbn.parse("978-0-306-40615-7").ten == "0306406152"
    assert Isbn.parse("0-8044-2957-X").ten == "080442957X"
    assert Isbn.parse("979-10-90636-07-1").ten is None
