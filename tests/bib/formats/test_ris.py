"""RIS as databases write it, and as it is written here."""

from dataclasses import replace

import pytest

from bib.blocks import LooseBlock
from bib.errors import NotABibliographyError
from bib.formats.bibtex import read_bibtex
from bib.formats.ris import read_ris, write_ris


def fields_of(text):
    works = read_ris(text, file="a.ris").works
    assert len(works) == 1
    return dict(works[0].fields)


def codes(reading):
    return [problem.code for problem in reading.problems]


def test_a_record_of_scopus():
    work = read_ris(
        "TY  - JOUR\nTI  - Deepfakes &amp; <i>harm</i>\nT2  - New Media and Society\n"
        "J2  - New Media Soc.\nVL  - 24\nIS  - 3\nSP  - 12\nEP  - 34\nPY  - 2022\n"
        "DO  - 10.1177/14614448\nAU  - Flynn, A.\nAU  - van der Berg, J.\nDB  - Scopus\n"
        "C2  - 31234567\nC7  - 115\nSN  - 14614448 (ISSN)\nKW  - abuse\nKW  - law\n"
        "M3  - Article\nN1  - Export Date: 1 May 2023\nER  - \n\n",
        file="a.ris",
    ).works[0]

    assert work.type == "article"
    assert work.title == "Deepfakes & harm"
    assert work.fields["title"] == r"Deepfakes \& \textit{harm}"
    assert work.fields["journal"] == "New Media and Society"
    assert work.fields["shortjournal"] == "New Media Soc."
    assert (work.fields["pages"], work.fields["eid"]) == ("12--34", "115")
    assert work.ids["pmid"] == "31234567"
    assert work.fields["keywords"] == "abuse, law"
    assert work.authors[1].particle == "van der"
    assert work.fields["ris-m3"] == "Article"


def test_a_record_of_web_of_science():
    fields = fields_of(
        "TY  - JOUR\nAU  - Flynn, A\nTI  - T\nT2  - CRIME\nDA  - NOV 3\nPY  - 2022\n"
        "SN  - 0007-0955\nSN  - 1464-3529\nAN  - WOS:000123\nER  -\n"
    )

    assert (fields["year"], fields["month"], fields["day"]) == ("2022", "November", "3")
    assert fields["issn"] == "0007-0955, 1464-3529"
    assert fields["ris-an"] == "WOS:000123"


def test_a_record_of_psycinfo():
    fields = fields_of(
        "TY  - JOUR\nID  - 2012-12345-001\nA1  - Flynn, A.\nT1  - T\nJF  - Journal\nJO  - J\n"
        "Y1  - 2012/05/03/\nPY  - 2012\nSP  - 123-145\nM3  - doi:10.1037/a0012345\nN2  - About.\n"
        "L2  - https://example.org/full\nER  - \n"
    )

    assert fields["doi"] == "10.1037/a0012345"
    assert (fields["journal"], fields["shortjournal"]) == ("Journal", "J")
    assert (fields["pages"], fields["abstract"]) == ("123--145", "About.")
    assert (fields["year"], fields["month"], fields["day"]) == ("2012", "May", "3")
    assert (fields["ris-l2"], fields["ris-id"]) == ("https://example.org/full", "2012-12345-001")


def test_a_record_as_loose_as_can_be():
    text = (
        "\ufeffTY - CHAP\r\nti  - A title that\r\nis wrapped\r\n\r\n"
        "  AU  - World Health Organization\r\n"
        "A2 -Smith, J., Jr.\r\nT2  - Book\r\nPY  - 2011///Spring\r\n"
    )

    reading = read_ris(text, file="a.ris")

    fields = reading.works[0].fields
    assert fields["title"] == "A title that is wrapped"
    assert fields["author"] == "{World Health Organization}"
    assert fields["editor"] == "Smith, Jr., J."
    assert (fields["booktitle"], fields["month"]) == ("Book", "Spring")
    assert "missing-end" in codes(reading)


def test_a_wrapped_line_that_looks_like_a_tag_is_none():
    fields = fields_of("TY  - JOUR\nAB  - Tumours\nER - positive and\nAB- negative\nER  - \n")

    assert fields["abstract"] == "Tumours ER - positive and AB- negative"


def test_records_glued_together_are_taken_apart():
    reading = read_ris(
        "TY  - JOUR\nTI  - A\nER  - TY  - BOOK\nTI  - B\nTY  - RPRT\nTI  - C\nER  - \n"
        "TI  - D\nER  -",
        file="a",
    )

    assert [work.title for work in reading.works] == ["A", "B", "C", "D"]
    assert [work.type for work in reading.works] == ["article", "book", "report", "article"]
    assert [entry.line for entry in reading.entries] == [1, 3, 5, 8]
    assert codes(reading) == ["missing-end", "missing-type"]


def test_what_a_database_puts_on_top_is_kept():
    text = "Provider: ACM\nContent: text/plain\n\nTY  - JOUR\nTI  - A\nER  - \n"

    items = [entry.item for entry in read_ris(text, file="a").entries]

    assert isinstance(items[0], LooseBlock)
    assert write_ris(items).text == text


def test_tags_of_four_letters_are_refused_with_the_reason():
    with pytest.raises(NotABibliographyError, match="four letters"):
        read_ris("TYPE- JOUR\nAUTH- Flynn\nTITL- x\nERRR- \n", file="a.ris")


def test_an_empty_record_is_refused_with_its_line():
    reading = read_ris("TY  - JOUR\nTI  - A\nER  - \n\nTY  - JOUR\nER  - \n", file="a.ris")

    assert reading.blocks == 2
    assert [(problem.line, problem.is_refusal) for problem in reading.problems] == [(5, True)]


def test_a_type_that_is_none_is_told_and_kept():
    text = "TY  - PODCASTING\nTI  - A\nER  - \n"
    reading = read_ris(text, file="a.ris")

    assert codes(reading) == ["unknown-type"]
    afresh = write_ris([replace(reading.works[0], block=None)])
    assert afresh.text.startswith("TY  - PODCASTING\n")
    assert afresh.losses == ()


def test_a_key_is_taken_from_the_record_or_made():
    text = (
        "TY  - BOOK\nID  - flynn2022\nTI  - A\nER  - \n"
        "TY  - BOOK\nID  - flynn2022\nTI  - B\nER  - \n"
        "TY  - BOOK\nID  - 17\nAU  - Ant, B.\nPY  - 1999\nTI  - The Cats\nER  - \n"
    )

    reading = read_ris(text, file="a.ris")

    assert [work.key for work in reading.works] == ["flynn2022", "anon", "ant1999cats"]
    assert codes(reading) == ["key-taken"]
    assert write_ris(reading.works).text == text


def test_a_work_renamed_is_written_under_its_new_key():
    work = read_ris("TY  - BOOK\nID  - old\nTI  - A\nER  - \n", file="a.ris").works[0]

    assert "ID  - new" in write_ris([replace(work, key="new")]).text


def test_an_annotation_goes_into_a_note_and_changes_nothing_else():
    text = "TY  - BOOK\r\nID  - a\r\nTI  - A\r\nER  - \r\n"
    work = read_ris(text, file="a.ris").works[0]

    written = write_ris([work], with_annotations={"a": "Read\n\nwhole."}).text

    assert written == text.replace("ER  -", "N1  - Read whole.\r\nER  -")


def test_what_ris_cannot_hold_is_told():
    work = read_bibtex(
        "@book{a, title = {T}, subtitle = {S}, date = {2020/2021}, groups = {g}}", file="a"
    ).works[0]

    losses = {loss.field: loss.why for loss in write_ris([work]).losses}

    assert losses["groups"] == "RIS has no place for it"
    assert losses["title"] == "comes back as “T: S”"
    assert {"subtitle", "date"} <= {*losses}


def test_loose_blocks_are_told_as_losses():
    items = [
        entry.item for entry in read_bibtex("@string{a = {b}}\n@misc{c, title=a}", file="a").entries
    ]

    assert [loss.field for loss in write_ris(items).losses] == ["@string"]


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nAB  - " + "x " * 2_000_000 + "\nER  - \n",
        "TY  - JOUR\nAB  - x\n" + "wrapped\n" * 200_000 + "ER  - \n",
        "TY  - JOUR\n" + "AU  - Flynn, A.\n" * 20_000 + "ER  - \n",
        "TY  - JOUR\nTI  - " + "<i>" * 100_000 + "\nER  - \n",
        "ER  - " * 100_000,
    ],
    ids=["long", "wrapped", "authors", "markup", "ends"],
)
def test_huge_records_take_no_undue_time(text):
    read_ris(text, file="a.ris")


def test_many_records_alike_but_for_a_word_get_their_keys_in_no_undue_time():
    text = "".join(f"TY  - BOOK\nAU  - Ant, B.\nTI  - Cats {n}\nER  - \n" for n in range(5_000))

    works = read_ris(text, file="a.ris").works

    assert [work.key for work in works[:3]] == ["antcats", "antcats-2", "antcats-3"]
    assert len({work.key for work in works}) == 5_000
