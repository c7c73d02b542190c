import pytest

from bib.entries import work_from_fields
from bib.merging import is_plainly_another, is_same_title, merge
from bib.works import Citekey, LinkPolicy, Work
from tests.builders import a_work


def a_read_work(key: str = "a", block: str | None = None, **fields: str) -> Work:
    return work_from_fields(Citekey(key), "article", fields, block)


def test_what_is_missing_is_added_and_all_else_kept():
    existing = a_read_work(title="A", block="@article{a, title={A}}")
    incoming = a_read_work(title="A", year="2020", doi="10.1145/xy")

    merging = merge(existing, incoming)

    assert dict(merging.work.fields) == {"title": "A", "year": "2020", "doi": "10.1145/xy"}
    assert (merging.work.year, merging.work.ids["doi"]) == (2020, "10.1145/xy")
    assert merging.work.block is None
    assert merging.conflicts == ()


def test_another_value_is_told_with_both_and_not_taken():
    existing = a_read_work(title="A", year="2020")

    merging = merge(existing, a_read_work(title="A", year="2021"))

    assert merging.work is existing
    assert [(conflict.code, conflict.field) for conflict in merging.conflicts] == [
        ("field-differs", "year")
    ]
    assert "“2020”" in merging.conflicts[0].message
    assert "“2021”" in merging.conflicts[0].message


@pytest.mark.parametrize(
    ("own", "incoming"),
    [("{A} Title", "A Title"), ("A\n  Title", "A Title"), (r"{\'E}tude", "Étude"), ("A", "")],
)
def test_values_that_read_alike_agree(own, incoming):
    existing = a_read_work(title=own)

    merging = merge(existing, a_read_work(title=incoming))

    assert (merging.work, merging.conflicts) == (existing, ())


def test_an_empty_field_gives_way():
    assert merge(a_read_work(year=" "), a_read_work(year="2020")).work.year == 2020


def test_another_type_is_told():
    existing = a_work(type="misc", fields={"title": "A"}, title="A")

    assert [conflict.field for conflict in merge(existing, a_read_work(title="A")).conflicts] == [
        "type"
    ]


def test_a_new_key_becomes_an_alias_once():
    existing = a_read_work("a", title="A")
    incoming = a_read_work("b", title="A")

    once = merge(existing, incoming).work

    assert once.aliases == ("b",)
    assert merge(once, incoming).work is once


def test_to_a_withheld_work_no_address_is_added():
    existing = a_work(key="a", fields={"title": "A"}, title="A", link_policy=LinkPolicy.WITHHOLD)
    incoming = a_read_work(
        title="A", url="https://example.org", note="at https://example.org", year="2020"
    )

    merging = merge(existing, incoming)

    assert dict(merging.work.fields) == {"title": "A", "year": "2020"}
    assert [conflict.code for conflict in merging.conflicts] == ["address-withheld"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A Title", "a title"),
        ("A Title!", "“A” Title"),
        ("The Malicious Technical Ecosystem", "The Malicious Technical Ecosystem: A Survey"),
    ],
)
def test_titles_that_differ_in_dress_are_the_same(one, other):
    assert is_same_title(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("A", "A: a survey"), ("Deepfakes", "Abuse"), ("", "A")]
)
def test_titles_that_say_another_thing_are_not_the_same(one, other):
    assert not is_same_title(one, other)


def test_works_are_plainly_others_if_title_and_author_differ():
    one = a_read_work(title="On Governance", author="Roe, Ann", year="2020")

    assert is_plainly_another(one, a_read_work(title="Birds of Iceland", author="Poe, Bo"))
    assert not is_plainly_another(one, a_read_work(title="On Governance", author="Poe, Bo"))
    assert not is_plainly_another(one, a_read_work(author="Poe, Bo"))


def test_what_was_added_keeps_where_it_came_from():
    existing = a_read_work(title="A")

    merging = merge(existing, a_read_work(title="A", year="2020"), origin="more.bib")

    assert dict(merging.work.origins) == {"year": "more.bib"}


def test_the_stricter_link_policy_holds():
    existing = a_read_work(title="A", url="https://example.org")
    withheld = a_work(key="b", fields={"title": "A"}, title="A", link_policy=LinkPolicy.WITHHOLD)

    work = merge(existing, withheld).work

    assert work.link_policy is LinkPolicy.WITHHOLD
    assert "url" not in work.fields


def test_notes_on_both_are_kept():
    one = a_work(key="a", note="Read twice.")
    other = a_work(key="b", note="On the shelf.")

    assert merge(one, other).work.note == "Read twice.\n\nOn the shelf."
