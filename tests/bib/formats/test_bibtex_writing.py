import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.blocks import LooseBlock, LooseKind
from bib.entries import with_fields, work_from_fields
from bib.formats.bibtex import read_bibtex, write_biblatex, write_bibtex
from bib.works import Citekey, Work
from tests.builders import a_work


def read_items(text: str) -> list[Work | LooseBlock]:
    return [entry.item for entry in read_bibtex(text, file="a.bib").entries]


def written(*items: Work | LooseBlock) -> str:
    writing = write_bibtex(items)
    assert writing.losses == ()
    return writing.text


FILE = """\
Some free text.

@string{acm = "ACM"}

@preamble{ "\\newcommand{\\x}{y}" # { and } }

@Article {a,
   title  = "A {Title}",\t
   publisher=acm # { Press}, month = mar, year=2020
   }

% a comment

@comment{jabref-meta: x;}

@misc(b, title = {x)y},
note = {unusual} )
"""


def test_an_untouched_file_comes_back_byte_for_byte():
    assert written(*read_items(FILE)) == FILE


def test_a_block_with_carriage_returns_stays_as_it_was():
    block = "@misc{a,\r\n  title = {A\r\n B}\r\n}"

    assert written(*read_items(block)) == block + "\n"


def test_a_changed_work_is_written_afresh_in_the_order_of_its_fields():
    work = read_items('@Article(a, Year="2020", title = "A", month = jan)')[0]
    assert isinstance(work, Work)

    changed = with_fields(work, dict(work.fields) | {"note": "B"})

    assert written(changed) == (
        "@article{a,\n  year = {2020},\n  title = {A},\n  month = jan,\n  note = {B},\n}\n"
    )


def test_a_string_name_that_would_be_missing_is_written_out():
    work = read_items('@string{acm = "ACM"}\n@misc{a, publisher = acm # { Press}}')[1]

    assert written(work) == "@misc{a,\n  publisher = {ACM Press},\n}\n"


def test_a_string_name_that_would_mean_something_else_is_written_out():
    work = read_items('@string{acm = "ACM"}\n@misc{a, publisher = acm}')[1]
    other = LooseBlock(kind=LooseKind.STRING, text="@string{acm = {Other}}", name="acm")

    assert "publisher = {ACM}" in written(other, work)


def test_string_blocks_move_to_the_front_where_a_block_needs_them():
    string, work = read_items('@string{acm = "ACM"}\n@misc{a, publisher = acm}')

    assert written(work, string) == '@string{acm = "ACM"}\n\n@misc{a, publisher = acm}\n'


def test_a_name_that_was_never_defined_stays_in_its_block():
    block = "@misc{a, publisher = nobody}"

    assert written(*read_items(block)) == block + "\n"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("@misc{a, title = {A}}", "@misc{a, title = {A},\n  annote = {So.}\n}"),
        ("@misc{a,\n\ttitle = {A},\n}", "@misc{a,\n\ttitle = {A},\n\tannote = {So.}\n}"),
        ("@misc(a,\n    title = {A}\n)", "@misc(a,\n    title = {A},\n    annote = {So.}\n)"),
        ("@misc{a,\r\n  x = 1\r\n}", "@misc{a,\r\n  x = 1,\r\n  annote = {So.}\r\n}"),
        ("@misc{a}", "@misc{a,\n  annote = {So.}\n}"),
        ("@misc{a, month = jan}", "@misc{a, month = jan,\n  annote = {So.}\n}"),
    ],
)
def test_an_annotation_is_one_field_more_and_nothing_else_changes(block, expected):
    writing = write_bibtex(read_items(block), with_annotations={"a": "So."})

    assert writing.text == expected + "\n"


def test_a_block_that_ends_in_a_line_comment_is_written_afresh_for_its_annotation():
    items = read_items("@misc{a, title = {A} % so\n}")

    writing = write_bibtex(items, with_annotations={"a": "So."})

    assert writing.text == "@misc{a,\n  title = {A},\n  annote = {So.},\n}\n"


def test_biblatex_calls_the_field_annotation():
    writing = write_biblatex([a_work("a")], with_annotations={"a": "So."})

    assert "annotation = {So.}" in writing.text


def test_an_annotation_follows_the_one_that_is_there():
    items = read_items("@misc{a, annote = {Mine.}}")

    assert "annote = {Mine.\n\nSo.}," in write_bibtex(items, with_annotations={"a": "So."}).text


def test_an_annotation_that_is_there_already_is_not_added_again():
    items = read_items("@misc{a, annote = {Mine. So.}}")

    writing = write_bibtex(items, with_annotations={"a": "So.", "other": "x"})

    assert writing.text == "@misc{a, annote = {Mine. So.}}\n"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
def test_any_annotation_leaves_the_bibliography_readable(note):
    items = read_items("@misc{a, title = {A}}\n@misc{b, title = {B}}")

    writing = write_bibtex(items, with_annotations={"a": note})

    reading = read_bibtex(writing.text, file="b.bib")
    assert reading.problems == ()
    assert [work.title for work in reading.works] == ["A", "B"]
    assert set(reading.works[0].fields) <= {"title", "annote"}


FIELD_NAMES = st.from_regex(r"[a-z][a-z0-9+:_-]{0,9}", fullmatch=True)
BALANCED = st.recursive(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="{}"), max_size=20),
    lambda inner: st.builds("{}{{{}}}{}".format, inner, inner, inner),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(FIELD_NAMES, BALANCED, max_size=6))
def test_fields_that_are_written_read_back_the_same(fields):
    work = work_from_fields(Citekey("a"), "misc", fields)

    writing = write_bibtex([work, a_work("b")])

    first, second = read_bibtex(writing.text, file="b.bib").works
    assert (dict(first.fields), second.key) == (fields, "b")
    assert list(first.fields) == list(fields)
    assert writing.losses == ()


@pytest.mark.parametrize("value", ["a } b", "a { b", "}{", "\n@misc{x,\n", "a\\{b"])
def test_braces_without_partner_are_written_as_commands_and_told(value):
    work = work_from_fields(Citekey("a"), "misc", {"title": value, "year": "2020"})

    writing = write_bibtex([work, a_work("b")])

    first, second = read_bibtex(writing.text, file="b.bib").works
    assert (first.fields["year"], second.key) == ("2020", "b")
    assert [(loss.key, loss.field) for loss in writing.losses] == [("a", "title")]


def test_what_bibtex_cannot_name_is_told():
    work = a_work("a", type="Web page!", fields={"odd name": "x", "title": "A"})

    writing = write_bibtex([work])

    assert writing.text == "@misc{a,\n  title = {A},\n}\n"
    assert [loss.field for loss in writing.losses] == ["type", "odd name"]


def test_a_value_may_show_an_entry():
    fields = {"note": "such as\n@misc{x,\n  title = {X}\n}\nor\n@misc{y}", "title": "A"}
    work = work_from_fields(Citekey("a"), "misc", fields)

    assert dict(read_bibtex(written(work), file="b.bib").works[0].fields) == fields


def test_a_block_of_another_format_is_not_taken_for_bibtex():
    work = a_work("a", block="TY  - JOUR", block_format="ris", fields={"title": "A"})

    assert written(work) == "@article{a,\n  title = {A},\n}\n"


def test_nothing_is_written_as_nothing():
    assert written() == ""
