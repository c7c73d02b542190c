"""A file's format is told by what it holds."""

import pytest

from bib.formats import FORMATS, named, recognise


@pytest.mark.parametrize("listed", FORMATS, ids=lambda listed: listed.name)
def test_a_format_is_found_by_its_name(listed):
    assert named(listed.name) is listed


def test_a_name_that_no_format_has_is_not_found():
    assert named("word") is None


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        ("@article{a,", "a.txt", "bibtex"),
        ("% text\n@comment x", "a.txt", "bibtex"),
        ("", "a.bib", "bibtex"),
        ("", "a.ris", "ris"),
        ("", "a.txt", None),
        ("TY  - JOUR", "a.bib", "ris"),
        ("\ufeff\r\nProvider: ACM\r\n\r\nty  - JOUR\r\n", "a.bib", "ris"),
        ("TY - JOUR\nTI - x", "a.txt", "ris"),
        ("T1  - x\nA1  - y\nER  - \n", "a.txt", "ris"),
        ("TYPE- JOUR\nAUTH- Flynn\nTITL- x\n", "a.txt", "ris"),
        ("\nPMID- 33301246\nOWN - NLM\n", "a.txt", "nbib"),
        ('[{"id": "a", "type": "book", "title": "x"}]', "a.bib", "csl-json"),
        ('{"id": "a", "type": "book"}', "a.txt", "csl-json"),
        ('[\n  {"key": "ABCD2345", "data": {"itemType": "book"}}]', "a.json", "zotero-json"),
        ("<xml><records><record></record></records></xml>", "a", "endnote-xml"),
        ("<PubmedArticleSet><PubmedArticle></PubmedArticle></PubmedArticleSet>", "a", "pubmed-xml"),
        ("<html><body>@article{a, title={x}}</body></html>", "a.html", "bibtex"),
        ("Dear editor,\nplease find enclosed", "a.ris", None),
        ("ER - positive tumours\nand more", "a.txt", None),
    ],
)
def test_a_format_is_known_by_its_text_before_its_ending(text, path, name):
    found = recognise(text, path=path)

    assert (found.name if found else None) == name


def test_an_abstract_may_hold_the_start_of_another_format():
    ris = "TY  - JOUR\nAB  - As in @article{x, title={y}} and\nPMID- 1\nER  - \n"
    bibtex = "@article{a, abstract = {lines such as\nTY  - JOUR\nand PMID- 12}}\n"

    assert recognise(ris, path="a").name == "ris"
    assert recognise(bibtex, path="a").name == "bibtex"


def test_long_texts_without_any_record_are_told_in_no_time():
    for line in ("AU  - x\n", "TITL- x", "@ ", "PMID-", "<", "[ ", "{ "):
        recognise(line * 200_000, path="a")
