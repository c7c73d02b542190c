"""What is sent to Zotero of a work that changed, and nothing besides."""

from __future__ import annotations

import re

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from bib.zotero_copies import ZoteroCopy
from bib.zotero_patches import is_renamed, known_fields, new_key, patch_of, with_key


def a_copy(work: str, **data: str) -> ZoteroCopy:
    return ZoteroCopy(
        library="users/1", key="ABCD2345", version=1, item_type="book", work=work, data=data
    )


def test_a_new_key_is_one_that_zotero_takes_and_the_same_each_time():
    keys = [new_key("users/1", what, "one") for what in ("work", "note", "work")]

    assert keys[0] == keys[2] != keys[1]
    assert all(re.fullmatch(r"[23456789A-Z]{8}", key) for key in keys)
    assert new_key("users/2", "work", "one") != keys[0]


def test_a_patch_holds_what_changed_alone():
    work = work_from_fields(Citekey("one"), "book", {"title": "One"})
    there = {"@type": "book", "title": "One", "address": "Delhi"}

    assert patch_of(work, there, {"title": "Two", "address": ""}) == {"title": "Two", "place": ""}


@pytest.mark.parametrize(
    ("copy", "patch", "expected"),
    [
        (a_copy("one", extra="Citation Key: one"), {"title": "T"}, {"title": "T"}),
        (a_copy("one", extra="x\nCitation Key: one"), {"extra": "y"},
         {"extra": "y\nCitation Key: one"}),
        (a_copy("old", extra="Citation Key: old\nx"), {}, {"extra": "Citation Key: one\nx"}),
        (a_copy("old", extra="Citation Key: other"), {}, {}),
        (a_copy("old", citationKey="old", extra="x"), {}, {"citationKey": "one"}),
    ],
)  # fmt: skip
def test_the_citekey_keeps_its_place(
    copy: ZoteroCopy, patch: dict[str, str], expected: dict[str, str]
):
    work = work_from_fields(Citekey("one"), "book", {"title": "One"})

    assert with_key(patch, work, copy) == expected


def test_a_work_is_renamed_if_zotero_goes_by_its_older_key():
    work = work_from_fields(Citekey("one"), "book", {"title": "One"})

    assert is_renamed(work, a_copy("old", extra="Citation Key: old"))
    assert not is_renamed(work, a_copy("one", extra="Citation Key: one"))


def test_fields_that_a_type_does_not_have_are_left_out():
    assert known_fields({"itemType": "book", "title": "T", "issue": "3", "tags": []}) == {
        "itemType": "book", "title": "T", "tags": [],
    }  # fmt: skip
