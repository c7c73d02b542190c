from bib.formats import recognise
from bib.formats.ris import read_ris, write_ris

FILE = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Roe, A
   Poe, B
AF Roe, Ann
   Poe, Ben
TI On the Making of
   Very Many Words
SO JOURNAL OF WORDS
DT Article
DE words; making
CR Ant A, 1999, J THINGS, V1, P2
   Bee B, 2000, J THINGS, V2, P3
J9 J WORDS
JI J. Words
PD MAR 4
PY 2020
VL 7
BP 1
EP 9
DI 10.5555/w.1
PM 12345678
ER

PT C
AU Dee, D
BE Eff, F
TI A Paper
SO PROCEEDINGS OF THE MEETING
CT 3rd Meeting on Things
CL Rome, ITALY
PY 2019
BN 978-0-306-40615-7
ER

EF
"""


def test_a_file_in_the_tags_of_web_of_science_is_read():
    for text in (FILE, FILE.replace("\n", "\r\n"), "\ufeff" + FILE):
        assert recognise(text, path="savedrecs.txt").name == "ris"
        reading = read_ris(text, file="a.txt")
        article, paper = reading.works

        assert reading.problems == ()
        assert [entry.line for entry in reading.entries] == [3, 26]
        assert article.title == "On the Making of Very Many Words"
        assert [name.given for name in article.authors] == ["Ann", "Ben"]
        assert (str(article.issued), article.ids["pmid"]) == ("2020-03-04", "12345678")
        assert article.fields["shortjournal"] == "J. Words"
        assert article.fields["keywords"] == "words, making"
        assert article.fields["wos-cr"].count("\n") == 1
        assert (paper.type, paper.fields["booktitle"]) == (
            "inproceedings", "PROCEEDINGS OF THE MEETING",
        )  # fmt: skip
        assert paper.fields["eventtitle"] == "3rd Meeting on Things"
        assert paper.editors[0].family == "Eff"


def test_what_is_written_of_it_is_ris():
    works = read_ris(FILE, file="a.txt").works

    text = write_ris(works).text

    assert text.startswith("TY  - JOUR\nAU  - Roe, Ann\n")
    assert [work.title for work in read_ris(text, file="b").works] == [
        "On the Making of Very Many Words",
        "A Paper",
    ]


def test_a_broken_record_of_it_spoils_no_other():
    broken = FILE.replace("PM 12345678\nER\n", "PM 12345678\n").replace("EF", "PT J\nER\nhello")

    reading = read_ris(broken, file="a.txt")

    assert [work.title[:4] for work in reading.works] == ["On t", "A Pa"]
    assert [each.code for each in reading.problems] == ["missing-end", "empty-record"]
    assert reading.entries[-1].item.text == "hello"
    assert reading.blocks == 4
