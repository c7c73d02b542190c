"""CSL-JSON of other programs, and as it is written here."""

import json
from dataclasses import replace

import pytest

from bib.errors import NotABibliographyError
from bib.formats.bibtex import read_bibtex
from bib.formats.csl_dates import date_text, date_variable
from bib.formats.csl_json import read_csl_json, write_csl_json
from bib.formats.csl_variables import DATES, NAMES, STRINGS


def work_of(**item):
    return read_csl_json(json.dumps([{"id": "a1", "title": "T", **item}]), file="a").works[0]


def afresh(work):
    writing = write_csl_json([replace(work, block=None)])
    return json.loads(writing.text)[0], writing.losses


def test_an_item_of_zotero():
    work = work_of(
        id="http://zotero.org/users/1/items/ABC",
        type="article-journal",
        title='The <i>E. coli</i> of <span class="nocase">DNA</span>',
        author=[
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "WHO and Partners"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
        ],
        **{"citation-key": "berg2020", "container-title": "J & K", "page": "1-10"},
    )

    assert (work.key, work.type) == ("berg2020", "article")
    assert work.fields["title"] == r"The \textit{E. coli} of {DNA}"
    assert (work.fields["journal"], work.fields["pages"]) == (r"J \& K", "1--10")
    assert [name.particle for name in work.authors] == ["van der", "", ""]
    assert work.authors[1].literal == "WHO and Partners"
    assert work.authors[2].suffix == "Jr."
    item, losses = afresh(work)
    assert losses == ()
    assert item["id"] == "http://zotero.org/users/1/items/ABC"
    assert item["citation-key"] == "berg2020"
    assert item["title"].endswith('<span class="nocase">DNA</span>')


@pytest.mark.parametrize("variable", [*NAMES, *DATES, *STRINGS])
def test_every_variable_of_csl_comes_back(variable):
    value = "Value & more"
    if variable in NAMES:
        value = [{"family": "Ant", "given": "B."}, {"literal": "A Body"}]
    elif variable in DATES:
        value = {"date-parts": [[2020, 5, 6]]}
    twins = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short",
             "event": "event-title"}  # fmt: skip

    work = work_of(type="article-journal", **{variable: value})

    item, losses = afresh(work)
    assert losses == ()
    assert item[twins.get(variable, variable)] == value


def test_what_is_no_variable_comes_back_too():
    odd = {"custom": {"a": {"b": 1}}, "categories": ["x"], "my-thing": "y", "deep": [{"c": [1]}]}

    item, losses = afresh(work_of(type="book", **odd))

    assert losses == ()
    assert {name: item[name] for name in odd} == odd


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ({"date-parts": [["2020", "2", 3]]}, {"year": "2020", "month": "February", "day": "3"}),
        ({"date-parts": [[2020, 1], [2021, 2]]}, {"date": "2020-01/2021-02"}),
        ({"date-parts": [[2020]], "circa": True}, {"date": "2020~"}),
        ({"date-parts": [[2020]], "season": "2"}, {"date": "2020-22"}),
        ({"raw": "2020-05-06"}, {"year": "2020", "month": "May", "day": "6"}),
        ({"raw": "6 May 2020"}, {"year": "2020", "month": "May", "day": "6"}),
        ({"literal": "Spring 2020"}, {"year": "Spring 2020"}),
        ({"date-parts": [[2020, 13, 1]]}, {"date": "2020-13-01"}),
        ({"date-parts": [[]]}, {}),
        ({"date-parts": [[None]]}, {}),
        ("2020", {"year": "2020"}),
        (7, {}),
    ],
)
def test_dates_as_programs_write_them(date, fields):
    work = work_of(type="book", issued=date)

    found = {
        name: work.fields[name] for name in ("date", "year", "month", "day") if name in work.fields
    }
    assert found == fields


@pytest.mark.parametrize(
    "text", ["2020", "2020-05", "2020-05-06", "2020~/2021~", "2020-23", "-0044"]
)
def test_a_biblatex_date_comes_back_from_its_variable(text):
    assert date_text(date_variable(text)) == text


def test_a_field_csl_has_no_variable_for_stands_in_custom():
    work = read_bibtex(
        "@inbook{a, title = {T}, subtitle = {S}, howpublished = {Here}, groups = {g}}", file="a"
    ).works[0]

    item, losses = afresh(work)

    assert losses == ()
    assert item["title"] == "T: S"
    assert item["custom"]["bibtex"]["howpublished"] == "Here"
    back = read_csl_json(json.dumps([item]), file="b").works[0]
    assert (back.type, dict(back.fields)) == ("inbook", dict(work.fields))


def test_the_note_of_an_annotated_style_is_the_annotation():
    text = '[\n  {"id": "a1", "title": "T", "note": "Own."}\n]\n'
    work = read_csl_json(text, file="a").works[0]

    item = json.loads(write_csl_json([work], with_annotations={"a1": "Read."}).text)[0]

    assert item["note"] == "Own.\n\nRead."


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_a_whole_file_goes_back_byte_for_byte(indent):
    items = [{"id": f"a{n}", "title": 'Ü, [x] {y} \\ "'} for n in range(3)]
    text = json.dumps(items, indent=indent, ensure_ascii=False) + "\n"

    assert write_csl_json(read_csl_json(text, file="a").works).text == text


def test_a_broken_item_spoils_no_other():
    text = '[{"id": "a", "title": "x"},\n{"id": "b" "title": 1},\n7,\n{"id": "c", "title": "z"},]'

    reading = read_csl_json(text, file="a.json")

    assert [(entry.line, entry.item.key) for entry in reading.entries] == [(1, "a"), (4, "c")]
    assert [problem.line for problem in reading.problems if problem.is_refusal] == [2, 3]


def test_one_item_alone_and_a_list_of_items_are_read():
    one = '{"id": "a", "title": "x"}'

    assert [work.key for work in read_csl_json(one, file="a").works] == ["a"]
    assert [work.key for work in read_csl_json(f'{{"items": [{one}]}}', file="a").works] == ["a"]


def test_what_is_nested_too_deeply_is_refused():
    text = '[{"id": "a", "x": ' + "[" * 100_000 + "]" * 100_000 + "}]"

    reading = read_csl_json(text, file="a")

    assert [problem.is_refusal for problem in reading.problems] == [True]


def test_text_that_is_no_json_is_refused():
    with pytest.raises(NotABibliographyError, match="CSL-JSON"):
        read_csl_json("Dear all", file="a.json")


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a", "volume": ' + "9" * 10_000 + "}]",
        '[{"id": "a", "volume": NaN, "issue": 1e999}]',
        '[{"id": "a", "title": "' + '\\"' * 200_000,
        '[{"id": "a", "title": "' + "x" * 5_000_000 + '"}]',
        '[{"id": {"a": 1}, "type": ["b"], "title": {"c": null}, "note": true}]',
    ],
)
def test_hostile_items_neither_hang_nor_fall(text):
    reading = read_csl_json(text, file="a")

    assert reading.blocks == 1
