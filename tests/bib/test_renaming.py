import pytest

from bib.renaming import renamed, with_references
from tests.builders import a_work


@pytest.mark.parametrize(
    ("block", "after"),
    [
        ("@article{old,\n title={On old things}}", "@article{new,\n title={On old things}}"),
        ("@Book (old , title={A})", "@Book (new , title={A})"),
        ("  @misc{old}", "  @misc{new}"),
    ],
)
def test_only_the_key_changes_in_the_text_of_an_entry(block, after):
    assert renamed(a_work("old", block=block), "new").block == after


def test_a_text_whose_key_cannot_be_found_is_written_afresh():
    assert renamed(a_work("old", block="@article{older, note={old}}"), "new").block is None
    assert renamed(a_work("old", block="ID  - old", block_format="ris"), "new").block is None
    assert renamed(a_work("old", block="TY  - JOUR", block_format="ris"), "new").block is not None


def test_the_old_key_becomes_an_alias_and_the_new_one_is_none():
    assert renamed(a_work("old", aliases=("older",)), "new").aliases == ("older", "old")
    assert renamed(a_work("new", aliases=("old",)), "old").aliases == ("new",)
    assert renamed(a_work("old"), "Old").aliases == ()


def test_fields_that_refer_to_other_entries_follow_them():
    block = "@inproceedings{a, crossref = {old}, related = {x, old,y}}"
    work = a_work(
        "a", block=block, fields={"crossref": "old", "related": "x, old,y", "note": "old"}
    )

    after = with_references(work, {"old": "new"})

    assert dict(after.fields) == {"crossref": "new", "related": "x, new,y", "note": "old"}
    assert after.block == "@inproceedings{a, crossref = {new}, related = {x, new,y}}"
    assert with_references(work, {"other": "new"}) is work
