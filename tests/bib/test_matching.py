from bib.entries import work_from_fields
from bib.matching import Holdings, Outcome
from bib.works import Citekey, Work


def a_read_work(key: str = "a", block: str | None = None, **fields: str) -> Work:
    return work_from_fields(Citekey(key), "article", fields, block)


def test_a_new_work_is_added_and_found_again():
    holdings = Holdings()

    placement = holdings.place(a_read_work("New2020", title="A"))

    assert placement.outcome is Outcome.ADDED
    assert holdings.find("new2020") == placement.work


def test_the_same_block_again_changes_nothing():
    work = a_read_work(block="@article{a, title={A}}", title="A")

    assert Holdings([work]).place(work).outcome is Outcome.UNCHANGED


def test_the_same_fields_in_another_dress_change_nothing():
    holdings = Holdings([a_read_work(block="@article{a, title={A}}", title="A")])

    placement = holdings.place(a_read_work(block='@article{a,\n title = "A"}', title="A"))

    assert placement.outcome is Outcome.UNCHANGED
    assert placement.work.block == "@article{a, title={A}}"


def test_another_value_merges_with_a_doubt():
    placement = Holdings([a_read_work(title="A", year="2020")]).place(
        a_read_work(title="A", year="2021")
    )

    assert placement.outcome is Outcome.MERGED
    assert [doubt.code for doubt in placement.doubts] == ["field-differs"]
    assert placement.work.year == 2020


def test_a_key_that_differs_only_in_case_is_refused():
    placement = Holdings([a_read_work("roe2020")]).place(a_read_work("Roe2020"))

    assert placement.outcome is Outcome.REFUSED
    assert placement.work.key == "roe2020"
    assert placement.doubts[0].code == "key-differs-in-case"


def test_a_key_that_another_work_has_is_refused():
    holdings = Holdings([a_read_work(title="On Governance", author="Roe, Ann")])

    placement = holdings.place(a_read_work(title="Birds of Iceland", author="Poe, Bo"))

    assert placement.outcome is Outcome.REFUSED
    assert placement.doubts[0].code == "key-of-another-work"


def test_a_known_doi_under_another_key_is_the_same_work_with_an_alias():
    holdings = Holdings([a_read_work("a", title="A Title", doi="10.1145/XY")])

    placement = holdings.place(
        a_read_work("b", title="A {Title}", doi="https://doi.org/10.1145/xy", year="2020")
    )

    assert placement.outcome is Outcome.MERGED
    assert (placement.work.key, placement.work.aliases, placement.work.year) == ("a", ("b",), 2020)
    assert holdings.find("b") == placement.work


def test_a_merged_work_met_again_by_its_alias_changes_nothing():
    holdings = Holdings([a_read_work("a", title="A Title", doi="10.1145/xy")])
    incoming = a_read_work("b", title="A Title", doi="10.1145/xy")
    holdings.place(incoming)

    assert holdings.place(incoming).outcome is Outcome.UNCHANGED


def test_a_known_doi_with_another_title_is_added_and_told():
    holdings = Holdings([a_read_work("a", title="On Governance", doi="10.1145/xy")])

    placement = holdings.place(a_read_work("b", title="Birds", doi="10.1145/xy"))

    assert placement.outcome is Outcome.ADDED
    assert [doubt.code for doubt in placement.doubts] == ["same-doi"]
    assert "“a”" in placement.doubts[0].message


def test_a_refused_work_is_not_held():
    holdings = Holdings([a_read_work("roe2020", title="A")])
    holdings.place(a_read_work("Roe2020", title="B", doi="10.1145/xy"))

    assert holdings.place(a_read_work("new", title="B", doi="10.1145/xy")).outcome is Outcome.ADDED


PAPER = {
    "author": "Roe, Ann and Poe, Bo",
    "title": "Image-based abuse and its discontents in online places",
    "journal": "Journal of Things",
    "volume": "12",
    "pages": "1234--1250",
    "year": "2020",
}


def test_a_duplicate_without_any_identifier_is_merged_and_its_fields_keep_where_they_came_from():
    holdings = Holdings([a_read_work("a", **PAPER)])

    placement = holdings.place(a_read_work("b", **PAPER, doi="10.1234/ab"), origin="library.bib")

    assert placement.outcome is Outcome.MERGED
    assert (placement.work.key, placement.work.aliases) == ("a", ("b",))
    assert dict(placement.work.origins) == {"doi": "library.bib"}


def test_what_may_be_a_duplicate_is_kept_and_told():
    holdings = Holdings([a_read_work("a", **PAPER)])

    placement = holdings.place(a_read_work("b", **(PAPER | {"pages": "7--9"})))

    assert placement.outcome is Outcome.ADDED
    assert [(key, judgement.state) for key, judgement in placement.near] == [("a", "doubtful")]


def test_a_preprint_is_added_beside_its_article():
    holdings = Holdings([a_read_work("a", **PAPER)])
    preprint = {name: PAPER[name] for name in ("author", "title", "year")}

    placement = holdings.place(
        a_read_work("b", **preprint, eprint="2001.01234", archiveprefix="arXiv")
    )

    assert (placement.outcome, placement.doubts) == (Outcome.ADDED, ())
