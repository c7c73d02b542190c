"""Zotero JSON, read, kept and given back."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from bib.entries import with_fields, work_from_fields
from bib.errors import NotABibliographyError
from bib.formats.zotero_items import fields_from_item, item_from_work, work_from_item
from bib.formats.zotero_json import looks_like_zotero_json, read_zotero_json, write_zotero_json
from bib.formats.zotero_types import ITEM_TYPES
from bib.latex import latex_to_unicode
from bib.works import Citekey
from tests.builders import a_work

SPECIAL = {
    "filingDate": "2020-01-02", "accessDate": "2022-02-03T04:05:06Z", "ISBN": "978-3-16-148410-0",
    "DOI": "10.1145/3531146_x", "ISSN": "0378-5955", "url": "https://example.org/a_b?c=1&d=~e#f",
    "pages": "e1–10",
}  # fmt: skip


def an_item(item_type: str = "journalArticle", **stated: Any) -> dict[str, Any]:
    return {"itemType": item_type, "title": "Deepfakes", "extra": "Citation Key: a2020", **stated}


def a_full_item(item_type: str) -> dict[str, Any]:
    described = ITEM_TYPES[item_type]
    item: dict[str, Any] = {"itemType": item_type}
    for name, base in described.fields.items():
        item[name] = f"{name} {{x}} & <i>y</i>  50% #1_a~\n“z”"
        if base == "date":
            item[name] = "2021-05-03"
    item |= {name: value for name, value in SPECIAL.items() if name in described.fields}
    del item["citationKey"]
    item["extra"] = "PMID: 12345\nOriginal: yes\nCitation Key: flynn2022"
    item["creators"] = [
        {"creatorType": role, "firstName": "Anna B.", "lastName": f"van {role}"}
        for role in described.creators
    ]
    item["creators"].append({"creatorType": described.primary_creator, "name": "Land, Sea and Co"})
    item["tags"] = [{"tag": "a, b"}, {"tag": "c", "type": 1}]
    item["relations"] = {"dc:replaces": ["http://zotero.org/users/1/items/ABCD2345"]}
    return item


def test_there_are_37_types_of_works():
    assert len(ITEM_TYPES) == 37


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_no_field_of_any_type_is_lost_from_zotero_and_back(item_type: str):
    item = a_full_item(item_type)

    work, doubts = work_from_item(item)
    back, losses = item_from_work(work)

    assert work.key == "flynn2022"
    assert back == item
    assert losses == ()
    assert doubts == ()


@pytest.mark.parametrize("item_type", ITEM_TYPES)
def test_a_changed_title_is_written_and_the_rest_stays(item_type: str):
    item = a_full_item(item_type)
    work, _ = work_from_item(item)

    changed = with_fields(work, {**work.fields, "title": "Another", "year": "1999"})
    back, losses = item_from_work(changed)

    bases = ITEM_TYPES[item_type].fields
    expected = {
        **item,
        **{name: "Another" for name, base in bases.items() if base == "title"},
        **{name: "1999-05-03" for name, base in bases.items() if base == "date"},
    }
    assert back == expected
    assert {loss.field for loss in losses} <= {"zotero-title", "zotero-case-name", "zotero-subject",
                                               "zotero-name-of-act"}  # fmt: skip


@pytest.mark.parametrize(
    "date", ["2020", "2020-05", "2020-05-03", "Spring 2020", "c. 1998", "n.d.", "2020/2021",
             "2020-5-3", "May 3, 2020", "2020-00-00"]
)  # fmt: skip
def test_a_date_comes_back_as_it_was_written(date: str):
    work, _ = work_from_item(an_item(date=date))

    assert item_from_work(work)[0]["date"] == date


def test_creators_keep_their_order_roles_and_odd_names():
    creators = [
        {"creatorType": "editor", "firstName": "Zoë", "lastName": "de la Cruz"},
        {"creatorType": "author", "firstName": "Martin Luther, Jr.", "lastName": "King"},
        {"creatorType": "author", "name": "Ministry of Health and Sport"},
        {"creatorType": "author", "firstName": "", "lastName": "Plato"},
        {"creatorType": "reviewedAuthor", "firstName": "A", "lastName": "B & C"},
    ]

    work, _ = work_from_item(an_item(creators=creators))

    assert [str(name) for name in work.authors] == [
        "Martin Luther King, Jr.",
        "Ministry of Health and Sport",
        "Plato",
    ]
    assert work.editors[0].particle == "de la"
    assert item_from_work(work)[0]["creators"] == creators


def test_markup_in_a_title_becomes_latex_and_comes_back():
    title = 'On <i>E. coli</i>, CO<sub>2</sub> & <span class="nocase">LAION</span>'

    work, _ = work_from_item(an_item(title=title))

    assert work.fields["title"] == r"On \textit{E. coli}, CO\textsubscript{2} \& {LAION}"
    assert work.title == "On E. coli, CO2 & LAION"
    assert item_from_work(work)[0]["title"] == title


def test_the_citekey_is_zotero_s_own_then_better_bibtex_s_then_made():
    own, _ = work_from_item(an_item(citationKey="own"))
    better, _ = work_from_item(an_item())
    made, _ = work_from_item(
        {"itemType": "book", "title": "The Rise", "date": "2001",
         "creators": [{"creatorType": "author", "lastName": "Ng", "firstName": "A"}]},
        taken={"ng2001rise"},
    )  # fmt: skip

    assert (own.key, better.key, made.key) == ("own", "a2020", "ng2001rise-2")


def test_a_bibtex_work_goes_to_zotero_and_comes_back():
    work = work_from_fields(
        Citekey("flynn2022"), "inproceedings",
        {"author": r"Flynn, Asher and G{\'a}mez, A.", "title": "{Deepfakes} and {AI}",
         "booktitle": "Proc. of X", "year": "2022", "month": "March", "howpublished": "Online",
         "doi": "10.1145/3531146.3533187", "organization": "ACM", "pages": "1--10"},
    )  # fmt: skip

    data, losses = item_from_work(work)

    assert losses == ()
    assert data["itemType"] == "conferencePaper"
    assert data["date"] == "2022-03"
    assert data["pages"] == "1-10"
    assert "tex.howpublished: Online" in data["extra"]
    assert data["extra"].endswith("Citation Key: flynn2022")
    back = dict(fields_from_item(data)[1])
    shown = {name: latex_to_unicode(value) for name, value in back.items()}
    assert shown == {name: latex_to_unicode(value) for name, value in work.fields.items()}


@pytest.mark.parametrize("type_", ["article", "phdthesis", "techreport", "misc", "review", "www"])
def test_the_type_of_a_work_comes_back(type_: str):
    work = a_work(type=type_, fields={"title": "T", "doi": "10.1234/abc"})

    data, losses = item_from_work(work)

    assert fields_from_item(data)[0] == type_
    assert losses == ()


def test_what_zotero_would_give_back_otherwise_is_told():
    work = a_work(fields={"title": "T", "date": "2020-01/2020-03", "journaltitle": "J"})

    _, losses = item_from_work(work)

    assert {loss.field for loss in losses} >= {"date", "journaltitle"}


API = """[
 {"key": "ABCD2345", "version": 7, "library": {"type": "user"}, "meta": {},
  "data": {"key": "ABCD2345", "version": 7, "itemType": "book", "title": "One",
           "extra": "Citation Key: one"}},
 {"itemType": "note", "note": "<p>x</p>"},
 {"itemType": "book", "title": "Two", "citationKey": "two"}
]"""


def test_an_untouched_item_is_written_byte_for_byte():
    reading = read_zotero_json(API, file="z.json")

    writing = write_zotero_json(reading.works)

    assert reading.blocks == 3
    assert [entry.line for entry in reading.entries] == [2, 6]
    assert reading.works[0].block in writing.text
    assert read_zotero_json(writing.text, file="y.json").works == reading.works


def test_a_touched_or_renamed_item_is_written_afresh():
    work = read_zotero_json(API, file="z.json").works[0]

    text = write_zotero_json([replace(work, key=Citekey("uno"))]).text

    assert "Citation Key: uno" in text
    assert read_zotero_json(text, file="y").works[0].key == "uno"


def test_a_note_is_refused_and_told():
    (problem,) = read_zotero_json(API, file="z.json").problems

    assert (problem.line, problem.code, problem.is_refusal) == (5, "no-work", True)


def test_the_export_of_better_bibtex_is_read():
    item = {"itemType": "book", "title": "T", "citationKey": "k", "itemID": 3, "attachments": [{}]}
    text = json.dumps({"config": {"id": "x"}, "items": [item]})

    (work,) = read_zotero_json(text, file="b.json").works

    assert (work.key, work.fields) == ("k", {"title": "T"})


def test_a_broken_item_spoils_no_other():
    text = """[{"itemType": "book", "title": "A"},
 {"itemType": "book" "title": "B"},
 {"itemType": "book", "title": "C"}]"""

    reading = read_zotero_json(text, file="z.json")

    assert [work.title for work in reading.works] == ["A", "C"]
    assert [problem.line for problem in reading.problems] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '[{"itemType": "book", "title": ' + "[" * 100_000,
        '[{"itemType": "book", "volume": ' + "9" * 10_000 + "}]",
        '[{"itemType": 3}, 4, null, "x", {"data": 3}]',
        '[{"itemType": "book", "creators": [1, {"lastName": 3}], "tags": "x", "relations": 7}]',
        '{"itemType": "book", "title": "\\ud800", "extra": "Citation Key: a b{"}',
        '[{"a": 1}, ' * 3000,
    ],
)
def test_hostile_json_neither_hangs_nor_breaks(text: str):
    start = time.process_time()

    reading = read_zotero_json(text, file="z.json")

    assert reading.blocks > 0
    write_zotero_json(reading.works).text.encode()
    assert time.process_time() - start < 15


def test_what_is_no_json_is_refused_whole_and_nothing_is_an_empty_list():
    with pytest.raises(NotABibliographyError):
        read_zotero_json("@book{x}", file="x.bib")
    assert read_zotero_json(" \n", file="x").blocks == 0
    assert not looks_like_zotero_json('[{"type": "book"}]')
    assert looks_like_zotero_json(API)
