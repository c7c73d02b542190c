"""EndNote XML, read and written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bib.entries import with_fields, work_from_fields
from bib.errors import NotABibliographyError
from bib.formats.endnote_xml import looks_like_endnote_xml, read_endnote_xml, write_endnote_xml
from bib.formats.ledger import as_compared
from bib.works import Citekey

EXPORT = """<?xml version="1.0" encoding="UTF-8" ?><xml><records>
<record><database name="My.enl" path="My.enl">My.enl</database><source-app name="EndNote">EndNote</source-app><rec-number>7</rec-number><foreign-keys><key app="EN" db-id="x">7</key></foreign-keys><ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal" font="default" size="100%">Flynn, Asher</style></author><author><style face="normal">World Health Organization,</style></author><author><style>King, Martin Luther, Jr.</style></author></authors></contributors><titles><title><style face="normal" font="default" size="100%">Growth of </style><style face="italic" font="default" size="100%">E. coli</style><style face="normal"> in H</style><style face="subscript">2</style><style face="normal">O &amp; salt</style></title><secondary-title><style>Journal of X</style></secondary-title></titles><periodical><full-title>Journal of X</full-title><abbr-1>J X</abbr-1></periodical><pages><style>1-10</style></pages><volume>3</volume><number>2</number><keywords><keyword>abuse</keyword><keyword>images</keyword></keywords><dates><year><style>2022</style></year><pub-dates><date>Mar 5</date></pub-dates></dates><isbn>0378-5955</isbn><accession-num>WOS:1</accession-num><electronic-resource-num>10.1145/3531146.3533187</electronic-resource-num><urls><related-urls><url>https://example.org/a_b</url><url>https://example.org/2</url></related-urls></urls><custom1>mine</custom1><abstract>One.&#xD;Two.</abstract></record>
<record><ref-type>6</ref-type><titles><title>A book</title></titles><label>book1</label></record>
</records></xml>
"""  # noqa: E501


def test_a_record_is_read_with_its_styles_people_and_odds_and_ends():
    first, second = read_endnote_xml(EXPORT, file="e.xml").works

    assert first.key == "flynn2022growth"
    assert first.type == "article"
    assert first.fields == {
        "author": "Flynn, Asher and {World Health Organization} and King, Jr., Martin Luther",
        "title": r"Growth of \textit{E. coli} in H\textsubscript{2}O \& salt",
        "journal": "Journal of X",
        "shortjournal": "J X",
        "pages": "1--10",
        "volume": "3",
        "number": "2",
        "year": "2022",
        "month": "Mar",
        "day": "5",
        "keywords": "abuse, images",
        "issn": "0378-5955",
        "doi": "10.1145/3531146.3533187",
        "url": "https://example.org/a_b",
        "endnote-urls-related-urls-url-2": "https://example.org/2",
        "endnote-accession-num": "WOS:1",
        "endnote-custom1": "mine",
        "abstract": "One.\nTwo.",
    }
    assert (second.key, second.type, second.title) == ("book1", "book", "A book")


def test_an_untouched_record_is_written_byte_for_byte():
    works = read_endnote_xml(EXPORT, file="e.xml").works

    writing = write_endnote_xml(works)

    assert str(works[0].block) in writing.text
    assert writing.losses == ()
    assert read_endnote_xml(writing.text, file="f.xml").works == works


def test_a_touched_record_comes_back_the_same_minus_its_losses():
    work = read_endnote_xml(EXPORT, file="e.xml").works[0]
    touched = with_fields(work, {**work.fields, "volume": "4"})

    writing = write_endnote_xml([touched])
    (back,) = read_endnote_xml(writing.text, file="f.xml").works

    lost = {loss.field for loss in writing.losses}
    assert lost == {"endnote-urls-related-urls-url-2"}
    assert back.key == work.key
    assert _compared(back.fields) == _compared(touched.fields, without=lost)


@pytest.mark.parametrize(
    ("type_", "fields"),
    [
        ("inproceedings", {"author": "van der Berg, Jan and others", "title": r"\textbf{A} {NLP}",
                           "booktitle": "Proc. of X", "year": "2020", "month": "March"}),
        ("book", {"editor": "Ng, A.", "title": r"T \& U", "publisher": "P", "series": "S",
                  "isbn": "9780306406157"}),
        ("phdthesis", {"author": "A, B", "title": "T", "school": "U", "year": "1999"}),
        ("online", {"title": "T", "url": "https://example.org/?a=1&b=2", "note": "line\nline"}),
    ],
)  # fmt: skip
def test_reading_back_the_export_gives_the_work_minus_the_losses(type_, fields):
    work = work_from_fields(Citekey("a2020"), type_, fields)

    writing = write_endnote_xml([work])
    (back,) = read_endnote_xml(writing.text, file="f.xml").works

    lost = {loss.field for loss in writing.losses}
    assert lost <= {"school"}
    assert (back.key, back.type) == ("a2020", type_)
    assert _compared(back.fields) == _compared(fields, without=lost)


def _compared(fields, without=()):
    return {name: as_compared(name, fields[name]) for name in fields if name not in without}


def test_a_broken_record_is_told_and_spoils_no_other():
    text = EXPORT.replace("<pages><style>1-10</style></pages>", "<pages><style>1-10</pages>")

    reading = read_endnote_xml(text, file="e.xml")

    assert [work.key for work in reading.works] == ["book1"]
    assert [(each.line, each.code) for each in reading.problems if each.is_refusal] == [
        (2, "bad-xml")
    ]


def test_a_billion_laughs_are_not_laughed():
    text = (
        '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/x">]>'
        "<xml><records><record><titles><title>&b;&x;</title></titles></record></records></xml>"
    )

    reading = read_endnote_xml(text, file="e.xml")

    assert reading.works == ()
    assert [each.code for each in reading.problems] == ["entity-declared", "bad-xml"]


def test_a_renamed_work_is_written_under_its_new_key():
    work = read_endnote_xml(EXPORT, file="e.xml").works[1]

    text = write_endnote_xml([replace(work, key=Citekey("other"))]).text

    assert read_endnote_xml(text, file="f.xml").works[0].key == "other"


def test_the_format_is_known_by_its_content():
    assert looks_like_endnote_xml(EXPORT)
    assert not looks_like_endnote_xml("<PubmedArticleSet/>")
    with pytest.raises(NotABibliographyError):
        read_endnote_xml("<html/>", file="x")
