"""The table of entry types says every format's types and finds its way back."""

import pytest

from bib.formats.entry_types import (
    ENDNOTE_NUMBERS,
    ENTRY_TYPES,
    entry_type,
    entry_type_named,
    genre_beside,
)

ZOTERO_TYPES = (
    "artwork audioRecording bill blogPost book bookSection case computerProgram conferencePaper "
    "dataset dictionaryEntry document email encyclopediaArticle film forumPost hearing "
    "instantMessage interview journalArticle letter magazineArticle manuscript map "
    "newspaperArticle patent podcast preprint presentation radioBroadcast report standard statute "
    "thesis tvBroadcast videoRecording webpage"
)
CSL_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture musical_score "
    "pamphlet paper-conference patent performance periodical personal_communication post "
    "post-weblog regulation report review review-book software song speech standard thesis treaty "
    "webpage"
)
RIS_TYPES = (
    "ABST ADVS AGGR ANCIENT ART BILL BLOG BOOK CASE CHAP CHART CLSWK COMP CONF CPAPER CTLG DATA "
    "DBASE DICT EBOOK ECHAP EDBOOK EJOUR ELEC ENCYC EQUA FIGURE GEN GOVDOC GRANT HEAR ICOMM INPR "
    "INTV JFULL JOUR LEGAL MANSCPT MAP MGZN MPCT MULTI MUSIC NEWS PAMP PAT PCOMM POD PRESS RPRT "
    "SER SLIDE SOUND STAND STAT THES UNBILL UNPB UNPD VIDEO WEB"
)
BIBLATEX_TYPES = (
    "article book mvbook inbook bookinbook suppbook booklet collection mvcollection incollection "
    "suppcollection dataset manual misc online patent periodical suppperiodical proceedings "
    "mvproceedings inproceedings reference mvreference inreference report software thesis "
    "unpublished artwork audio image jurisdiction legislation legal letter movie music performance "
    "review standard video conference electronic mastersthesis phdthesis techreport www"
)


@pytest.mark.parametrize(
    ("vocabulary", "name"),
    [("zotero", name) for name in ZOTERO_TYPES.split()]
    + [("csl", name) for name in CSL_TYPES.split()]
    + [("ris", name) for name in RIS_TYPES.split()]
    + [("endnote", name) for name in ENDNOTE_NUMBERS],
)
def test_a_type_comes_back_as_itself(vocabulary, name):
    row = entry_type_named(vocabulary, name)

    assert row is not None
    written = entry_type(row.type, row.subtype)
    assert getattr(written, vocabulary) == name


@pytest.mark.parametrize("name", BIBLATEX_TYPES.split())
def test_every_type_of_biblatex_is_known(name):
    assert entry_type(name).type == name


@pytest.mark.parametrize("row", ENTRY_TYPES, ids=lambda row: f"{row.type}-{row.subtype}")
@pytest.mark.parametrize("vocabulary", ["ris", "zotero", "endnote"])
def test_a_type_and_its_genre_mean_one_row(vocabulary, row):
    genre = genre_beside(vocabulary, row)

    assert entry_type_named(vocabulary, getattr(row, vocabulary), genre) is row


def test_every_row_is_reached_by_its_type_and_subtype():
    assert all(entry_type(row.type, row.subtype) is row for row in ENTRY_TYPES)


def test_every_type_of_endnote_has_its_number():
    assert {row.endnote for row in ENTRY_TYPES} <= {*ENDNOTE_NUMBERS}


def test_an_unknown_type_is_misc_and_an_unknown_name_is_none():
    assert entry_type("invention").type == "misc"
    assert entry_type("article", "odd").type == "article"
    assert entry_type_named("ris", "INVENTION") is None


def test_case_and_common_misspellings_do_not_matter():
    assert entry_type_named("ris", "jour") is entry_type_named("ris", "JOUR")
    assert entry_type_named("ris", "DISS") is entry_type_named("ris", "THES")
    assert entry_type_named("csl", "proceedings-article") is entry_type("inproceedings")
