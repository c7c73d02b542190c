from bib.entries import read_work, with_fields, with_inherited, work_from_fields
from bib.names import Name
from bib.works import Citekey, LinkPolicy
from tests.builders import a_work

BOOK = work_from_fields(
    Citekey("all"),
    "proceedings",
    {"title": "Proceedings", "editor": "Roe, Ann", "year": "2020", "isbn": "x", "doi": "10.1234/a"},
)


def test_a_work_shows_what_its_fields_say():
    fields = {
        "title": r"{\'E}tudes on {NCII}",
        "subtitle": "A Survey",
        "author": r"Gayt{\'a}n-Lugo, Laura and others",
        "date": "2022-04",
        "doi": "https://doi.org/10.1145/ABC",
    }

    work = work_from_fields(Citekey("a"), "Article", fields, "@Article{a}")

    assert work.title == "Études on NCII: A Survey"
    assert work.type == "article"
    assert work.authors[0] == Name(family="Gaytán-Lugo", given="Laura")
    assert work.year == 2022
    assert work.ids == {"doi": "10.1145/abc"}
    assert (work.fields, work.block) == (fields, "@Article{a}")


def test_what_cannot_be_read_is_told_and_stays_in_the_fields():
    work, doubts = read_work(Citekey("a"), "misc", {"year": "199x", "doi": "none", "author": ","})

    assert {doubt.code for doubt in doubts} == {"bad-year", "bad-doi", "odd-name"}
    assert work.fields["year"] == "199x"
    assert work.issued is None


def test_a_changed_work_has_no_block_and_keeps_what_is_not_in_fields():
    work = a_work(block="@article{x}", gist="A gist.", link_policy=LinkPolicy.WARN)

    changed = with_fields(work, {"title": "Another"})

    assert (changed.block, changed.title) == (None, "Another")
    assert (changed.gist, changed.link_policy) == ("A gist.", LinkPolicy.WARN)


def test_a_work_given_its_own_fields_is_not_changed():
    work = a_work(block="@article{x}")

    assert with_fields(work, dict(work.fields)) is work


def test_a_part_shows_what_it_inherits_from_its_book():
    part = work_from_fields(
        Citekey("p"), "inproceedings", {"title": "A Part", "crossref": "all"}, "@x{p}"
    )

    shown = with_inherited(part, BOOK)

    assert shown.fields["booktitle"] == "Proceedings"
    assert shown.title == "A Part"
    assert (shown.year, shown.editors) == (2020, (Name(family="Roe", given="Ann"),))
    assert "doi" not in shown.fields
    assert "booktitle" not in part.fields


def test_own_fields_go_before_inherited_ones():
    part = work_from_fields(Citekey("p"), "inbook", {"year": "1999", "booktitle": "Mine"})

    shown = with_inherited(part, BOOK)

    assert (shown.year, shown.fields["booktitle"]) == (1999, "Mine")


def test_a_title_in_html_is_shown_without_its_tags_and_kept_with_them():
    fields = {"title": r"<i>E. coli</i> \&amp; H<sub>2</sub>O at p < 0.05 and a > b"}
    work = work_from_fields(Citekey("a"), "article", fields)

    assert work.title == "E. coli & H2O at p < 0.05 and a > b"
    assert work.fields == fields
