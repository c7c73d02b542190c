"""PubMed XML, read and written."""

from __future__ import annotations

import pytest

from bib.dates import PartialDate
from bib.entries import with_fields
from bib.errors import NotABibliographyError
from bib.formats.ledger import as_compared
from bib.formats.pubmed_xml import looks_like_pubmed_xml, read_pubmed_xml, write_pubmed_xml
from bib.standing import Standing, gravest
from tests.builders import a_work

SET = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.example.org/pubmed.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">9500320</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">0378-5955</ISSN><JournalIssue CitedMedium="Print"><Volume>351</Volume><Issue>9103</Issue><PubDate><Year>1998</Year><Month>Feb</Month><Day>28</Day></PubDate></JournalIssue><Title>Journal of Made-up Cases</Title><ISOAbbreviation>J Made-up Cases</ISOAbbreviation></Journal>
<ArticleTitle>On <i>E. coli</i> &amp; CO<sub>2</sub>.</ArticleTitle><Pagination><MedlinePgn>637-41</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1234/made.up-1</ELocationID>
<Abstract><AbstractText Label="BACKGROUND">One.</AbstractText><AbstractText Label="FINDINGS">Two.</AbstractText></Abstract>
<AuthorList CompleteYN="N"><Author><LastName>van der Berg</LastName><ForeName>Anna J</ForeName><Initials>AJ</Initials></Author><Author><LastName>King</LastName><ForeName>Martin</ForeName><Suffix>Jr</Suffix></Author><Author><CollectiveName>Study Group and Friends</CollectiveName></Author></AuthorList>
<Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType><PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Made-up Cases. 2010 Feb 6;375(9713):445</RefSource><PMID Version="1">20137807</PMID></CommentsCorrections><CommentsCorrections RefType="CommentIn"><RefSource>BMJ. 1998</RefSource><PMID>1</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName UI="D1">Child</DescriptorName></MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">9500320</ArticleId><ArticleId IdType="pmc">PMC12345</ArticleId></ArticleIdList></PubmedData></PubmedArticle>
<PubmedBookArticle><BookDocument><PMID>20301295</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList><Book><Publisher><PublisherName>U</PublisherName><PublisherLocation>Seattle</PublisherLocation></Publisher><BookTitle>Reviews</BookTitle><PubDate><Year>1993</Year></PubDate><AuthorList Type="editors"><Author><LastName>Ng</LastName><ForeName>A</ForeName></Author></AuthorList></Book><ArticleTitle>One chapter</ArticleTitle><AuthorList Type="authors"><Author><LastName>Li</LastName><ForeName>B</ForeName></Author></AuthorList></BookDocument></PubmedBookArticle>
</PubmedArticleSet>
"""  # noqa: E501


def test_an_article_is_read():
    work = read_pubmed_xml(SET, file="p.xml").works[0]

    assert (work.key, work.type) == ("berg1998coli", "article")
    assert work.fields == {
        "author": "van der Berg, Anna J and King, Jr, Martin and {Study Group and Friends} "
        "and others",
        "title": r"On \textit{E. coli} \& CO\textsubscript{2}.",
        "journal": "Journal of Made-up Cases",
        "shortjournal": "J Made-up Cases",
        "year": "1998",
        "month": "Feb",
        "day": "28",
        "volume": "351",
        "number": "9103",
        "pages": "637--41",
        "issn": "0378-5955",
        "language": "eng",
        "abstract": "BACKGROUND: One.\nFINDINGS: Two.",
        "pubmed-mesh": "Child",
        "pmid": "9500320",
        "doi": "10.1234/made.up-1",
        "pmcid": "PMC12345",
        "pubmed-publication-types": "Retracted Publication",
        "pubmed-comment-in": "BMJ. 1998 PMID 1",
    }
    assert work.issued == PartialDate(1998, 2, 28)


def test_a_retraction_is_told_signal_by_signal():
    work = read_pubmed_xml(SET, file="p.xml").works[0]

    assert [signal.state for signal in work.standing] == [Standing.RETRACTED] * 2
    assert work.standing[0].since == PartialDate(2010, 2)
    assert work.standing[0].note.endswith("PMID 20137807")
    assert gravest(work.standing) is Standing.RETRACTED


def test_a_chapter_of_a_book_is_read():
    work = read_pubmed_xml(SET, file="p.xml").works[1]

    assert work.type == "incollection"
    assert (work.fields["title"], work.fields["booktitle"]) == ("One chapter", "Reviews")
    assert (work.fields["editor"], work.fields["author"]) == ("Ng, A", "Li, B")
    assert work.fields["pubmed-bookaccession"] == "NBK1"


def test_an_untouched_record_is_written_byte_for_byte():
    works = read_pubmed_xml(SET, file="p.xml").works

    writing = write_pubmed_xml(works)

    assert all(str(work.block) in writing.text for work in works)
    assert writing.losses == ()


def test_a_touched_record_comes_back_the_same():
    work = read_pubmed_xml(SET, file="p.xml").works[0]
    touched = with_fields(work, {**work.fields, "volume": "352"})

    writing = write_pubmed_xml([touched])
    (back,) = read_pubmed_xml(writing.text, file="q.xml").works

    assert [loss.field for loss in writing.losses] == []
    assert back.standing == work.standing
    assert {name: as_compared(name, value) for name, value in back.fields.items()} == {
        name: as_compared(name, value) for name, value in touched.fields.items()
    }


def test_what_an_article_cannot_hold_is_told():
    work = a_work(type="article", fields={"title": "a < b & c", "howpublished": "Online"})

    writing = write_pubmed_xml([work])

    assert [loss.field for loss in writing.losses] == ["key", "howpublished"]
    assert read_pubmed_xml(writing.text, file="q").works[0].title == "a < b & c"


def test_entities_are_told_and_not_expanded_and_others_are_read():
    text = SET.replace("PUBLIC", '[<!ENTITY x "y">] PUBLIC').replace("One chapter", "One &x;")

    reading = read_pubmed_xml(text, file="p.xml")

    assert len(reading.works) == 1
    assert [each.code for each in reading.problems] == ["entity-declared", "bad-xml"]


def test_the_format_is_known_by_its_content():
    assert looks_like_pubmed_xml(SET)
    with pytest.raises(NotABibliographyError):
        read_pubmed_xml("<records/>", file="x")
