"""MEDLINE as PubMed writes it, and as it is written here."""

from dataclasses import replace

import pytest

from bib.errors import NotABibliographyError
from bib.formats.nbib import read_nbib, write_nbib

RECORD = """\
PMID- 33301246
OWN - NLM
IS  - 1533-4406 (Electronic)
IS  - 0028-4793 (Linking)
VI  - 383
IP  - 27
DP  - 2020 Dec 31
TI  - Safety and Efficacy of a Vaccine in a very long title that
      wraps.
PG  - 2603-15
LID - 10.1056/NEJMoa2034577 [doi]
CN  - Clinical Trial Group
FAU - Polack, Fernando P
AU  - Polack FP
LA  - eng
PT  - Clinical Trial
PT  - Journal Article
TA  - N Engl J Med
JT  - The New England journal of medicine
MH  - COVID-19 Vaccines/*therapeutic use
OT  - mRNA
CIN - N Engl J Med. 2021 Feb 18;384(7):e20. PMID: 1
PMC - PMC7745181
AID - NJ202012313832702 [pii]
AID - 10.1056/NEJMoa2034577 [doi]
SO  - N Engl J Med. 2020 Dec 31;383(27):2603-2615.
"""


def the_work():
    return read_nbib(RECORD, file="a.nbib").works[0]


def test_a_record_of_pubmed():
    work = the_work()

    assert work.type == "article"
    assert work.title == "Safety and Efficacy of a Vaccine in a very long title that wraps"
    assert [str(name) for name in work.authors] == ["Fernando P Polack", "Clinical Trial Group"]
    assert str(work.issued) == "2020-12-31"
    assert (work.ids["pmid"], work.ids["doi"]) == ("33301246", "10.1056/nejmoa2034577")
    assert work.fields["pages"] == "2603--2615"
    assert work.fields["journal"] == "The New England journal of medicine"
    assert work.fields["shortjournal"] == "N Engl J Med"
    assert work.fields["keywords"] == "mRNA, COVID-19 Vaccines/therapeutic use"
    assert work.fields["nbib-cin"].startswith("N Engl J Med. 2021")
    assert work.fields["nbib-pt"] == "Clinical Trial\nJournal Article"


def test_written_afresh_it_is_the_same_work():
    work = the_work()

    writing = write_nbib([replace(work, block=None)])

    assert writing.losses == ()
    back = read_nbib(writing.text, file="b.nbib").works[0]
    assert (back.key, dict(back.fields)) == (work.key, dict(work.fields))


def test_no_line_is_longer_than_pubmed_writes():
    work = replace(the_work(), block=None, fields={"title": "word " * 100})

    assert max(map(len, write_nbib([work]).text.splitlines())) <= 88


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2019 Jan-Feb", {"date": "2019-01/2019-02"}),
        ("2019 Spring", {"year": "2019", "month": "Spring"}),
        ("2019 Mar 5", {"year": "2019", "month": "March", "day": "5"}),
        ("2019", {"year": "2019"}),
    ],
)
def test_dates_as_medline_has_them(stated, expected):
    work = read_nbib(f"PMID- 1\nTI  - A.\nDP  - {stated}\n", file="a").works[0]

    assert {name: work.fields[name] for name in expected} == expected
    assert write_nbib([replace(work, block=None)]).losses == ()


def test_a_preprint_is_one():
    work = read_nbib("PMID- 1\nTI  - A\nPT  - Preprint\nPT  - Journal Article\n", file="a").works[0]

    assert (work.type, work.fields["entrysubtype"]) == ("misc", "preprint")


def test_an_annotation_goes_to_the_end_of_the_record():
    written = write_nbib([the_work()], with_annotations={the_work().key: "Read."}).text

    assert written == RECORD + "GN  - Read.\n"


def test_several_records_one_of_them_empty():
    reading = read_nbib(f"{RECORD}\n\nPMID- 2\n\nPMID- 3\nTI  - C\n", file="a")

    assert [work.ids["pmid"] for work in reading.works] == ["33301246", "3"]
    assert [problem.code for problem in reading.problems if problem.is_refusal] == ["empty-record"]
    assert reading.blocks == 3


def test_a_text_without_a_record_is_refused():
    with pytest.raises(NotABibliographyError, match="PMID- 12345678"):
        read_nbib("TI  - x\n", file="a.nbib")
