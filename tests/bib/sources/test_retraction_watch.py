from __future__ import annotations

import pytest

from bib.dates import PartialDate
from bib.errors import NotABibliographyError
from bib.sources.records import NoticeKind
from bib.sources.retraction_watch import read_retraction_watch

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,\n"
)


def row(doi="10.5555/Retracted", pmid="0", nature="Retraction", date="5/4/2022 0:00"):
    return (
        f'1,"A Study, of Things",Subject;,Inst;,Journal,Press,US,Asha Roe,,Article;,{date},'
        f"10.5555/notice,0,3/1/2021 0:00,{doi},{pmid},{nature},+Error in Data;+Notice;,No,,\n"
    )


def read(text, *wanted):
    return read_retraction_watch(text, file="rw.csv", wanted=wanted or ["doi:10.5555/retracted"])


def test_notices_are_found_by_doi_in_any_case():
    found = read(HEADER + row() + row("10.5555/other"))

    (notice,) = found.notices["doi:10.5555/retracted"]
    assert notice.kind is NoticeKind.RETRACTION
    assert notice.since == PartialDate(2022, 5, 4)
    assert notice.notice == "doi:10.5555/notice"
    assert notice.said == "Error in Data; Notice"
    assert found.rows == 2


def test_notices_are_found_by_pubmed_number():
    found = read(HEADER + row("unavailable", "31234567"), "pmid:31234567")

    assert list(found.notices) == ["pmid:31234567"]


def test_a_work_retracted_and_reinstated_has_two_signals():
    found = read(HEADER + row() + row(nature="Reinstatement", date="1/31/2023 0:00"))

    kinds = [notice.kind for notice in found.notices["doi:10.5555/retracted"]]
    assert kinds == [NoticeKind.RETRACTION, NoticeKind.REINSTATEMENT]


def test_zero_and_unavailable_are_no_identifiers():
    assert read(HEADER + row("unavailable", "0"), "pmid:0", "doi:unavailable").notices == {}


def test_an_unknown_nature_is_kept_and_told():
    found = read(HEADER + row(nature="Something new"))

    assert found.notices["doi:10.5555/retracted"][0].kind is NoticeKind.OTHER
    assert found.problems[0].line == 2


def test_another_file_is_refused():
    with pytest.raises(NotABibliographyError, match="RetractionNature"):
        read("a,b\n1,2\n")


@pytest.mark.parametrize("text", [HEADER + '"' * 999, HEADER + "\0\0\n", HEADER + "x" * 2_000_000])
def test_a_mangled_file_brings_nothing_down(text):
    assert read(text).notices == {}
