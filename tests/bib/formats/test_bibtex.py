import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.blocks import LooseBlock, LooseKind
from bib.dates import PartialDate
from bib.errors import NotABibliographyError
from bib.formats.bibtex import looks_like_bibtex, read_bibtex
from bib.formats.reading import Reading
from bib.names import Name
from bib.works import Work


def read(text: str) -> Reading:
    return read_bibtex(text, file="a.bib")


def only_work(text: str) -> Work:
    (work,) = read(text).works
    return work


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_an_entry_is_read_and_its_block_kept_byte_for_byte():
    block = (
        "@Article {flynn2022,\r\n"
        "  Author = {Flynn, Asher and {\\'E}mile Zola},\r\n"
        "  TITLE  = {Deepfakes and\r\n     {NCII}},\r\n"
        '  year="2022", month = mar,\r\n'
        "}"
    )

    work = only_work(f"\ufeff{block}\r\n")

    assert (work.key, work.type, work.block) == ("flynn2022", "article", block)
    assert dict(work.fields) == {
        "author": "Flynn, Asher and {\\'E}mile Zola",
        "title": "Deepfakes and\r\n     {NCII}",
        "year": "2022",
        "month": "March",
    }
    assert list(work.fields) == ["author", "title", "year", "month"]
    assert work.title == "Deepfakes and NCII"
    assert work.authors[1] == Name(given="Émile", family="Zola")
    assert work.issued == PartialDate(2022, 3)


def test_the_order_of_fields_is_that_of_the_file():
    names = [f"f{number}" for number in range(30)]

    work = only_work("@misc{a, " + ", ".join(f"{name} = 1" for name in reversed(names)) + "}")

    assert list(work.fields) == names[::-1]


def test_string_names_are_put_in_where_they_are_used():
    reading = read(
        '@string{ACM = "ACM Press"}\n@string(full = acm # { Inc.})\n'
        "@misc{a, publisher = acm # { and Friends}, note = FULL, month = 1 # {~} # jan}"
    )

    assert dict(reading.works[0].fields) == {
        "publisher": "ACM Press and Friends",
        "note": "ACM Press Inc.",
        "month": "1~January",
    }
    assert [entry.item for entry in reading.entries[:2]] == [
        LooseBlock(kind=LooseKind.STRING, text='@string{ACM = "ACM Press"}', name="acm"),
        LooseBlock(kind=LooseKind.STRING, text="@string(full = acm # { Inc.})", name="full"),
    ]
    assert reading.problems == ()


def test_loose_blocks_are_taken_as_they_are():
    text = "Some text.\n\n@preamble{ {a} # {b} }\n@comment{x {y}}\n@comment z\n@misc{a, title={A}}"

    reading = read(text)

    assert [(entry.line, entry.item.text) for entry in reading.entries[:4]] == [
        (1, "Some text."),
        (3, "@preamble{ {a} # {b} }"),
        (4, "@comment{x {y}}"),
        (5, "@comment z"),
    ]
    assert (reading.blocks, len(reading.works), reading.problems) == (5, 1, ())


UGLY = [
    ("missing comma between fields", "a, title = {A} year = 2020", ["missing-comma"]),
    ("missing comma after the key", "a\n title = {A}, year = 2020", ["missing-comma"]),
    ("missing equals", "a, title {A}, year = 2020", ["missing-equals"]),
    ("two equals", "a, title == {A}, year = 2020", []),
    ("quotes for braces", 'a, title = "A", year = "2020"', []),
    ("quotation mark in braces in quotes", 'a, title = "A", year = 2020, x = "a {"} b"', []),
    ("unclosed quotation mark", 'a, title = {A}, x = "b, year = 2020', ["unclosed-quote"]),
    ("bare words", "a, title = A, year = 2020", ["undefined-macro"]),
    ("several bare words", "a, x = some words here, title = {A}, year = 2020", ["bare-value"]),
    ("no value", "a, title = {A}, note = , year = 2020", ["missing-value"]),
    ("text between fields", "a, title = {A}, {what?} year = 2020", ["unread-text"]),
    ("duplicate field", "a, title = {A}, Title = {B}, year = 2020", ["duplicate-field"]),
    ("undefined macro", "a, title = {A}, x = nobody # { and}, year = 2020", ["undefined-macro"]),
    ("line comments", "a, % the key\n title = {A}, %x = {y},\n year = 2020 % so\n", []),
    ("trailing commas", "a, title = {A},, year = 2020,,", []),
    ("deep braces", "a, title = {A}, x = {{{{{{}}}}}}, year = 2020", []),
    ("odd field name", "a, title = {A}, author+an:default = {1=x}, año = {x}, year = 2020", []),
    ("key with colons", "url:2021/a+b, title = {A}, year = 2020", []),
    ("field called id", "a, id = {1}, ENTRYTYPE = {x}, title = {A}, year = 2020", []),
    ("at sign", "a, title = {A}, x = {\n@article{b, c}}, year = 2020", []),
    ("dangling hash", "a, title = {A} #, year = 2020", []),
]


@pytest.mark.parametrize(("inside", "found"), [case[1:] for case in UGLY], ids=[c[0] for c in UGLY])
def test_what_can_be_read_of_an_ugly_entry_is_read_and_the_damage_told(inside, found):
    reading = read(f"@misc{{{inside}}}\n@misc{{next, title = {{ok}}}}")

    first, second = reading.works
    assert (first.fields["title"], first.fields["year"]) == ("A", "2020")
    assert second.key == "next"
    assert codes(reading) == found
    assert not any(problem.is_refusal for problem in reading.problems)
    assert reading.blocks == 2


def test_values_of_ugly_fields_are_kept_as_text():
    fields = only_work(
        "@misc{a, x = some words here, y = nobody # { and}, z = 12a, author+an:default = {1=x}}"
    ).fields

    assert dict(fields) == {
        "x": "some words here",
        "y": "nobody and",
        "z": "12a",
        "author+an:default": "1=x",
    }


REFUSED = [
    ("@article{, title = {A}}", "no-key"),
    ("@article{title = {A}, year = 2020}", "no-key"),
    ("@article{}", "no-key"),
    ("@article{a b, title = {A}}", "bad-key"),
    ("@article{{a}, title = {A}}", "bad-key"),
    ("@article{a, title = {A}", "unclosed-block"),
    ("@article{a, ???}", "no-fields"),
    ("@string{acm}", "bad-string"),
    ("@string{acm = {A}, b = {B}}", "bad-string"),
    ("@string{acm = {A}", "unclosed-block"),
    ("@preamble{{A}", "unclosed-block"),
]


@pytest.mark.parametrize(("block", "code"), REFUSED)
def test_what_cannot_be_read_is_refused_with_line_raw_text_and_reason(block, code):
    reading = read(f"\n@misc{{first}}\n{block}\n@misc{{next, title = {{ok}}}}")

    (problem,) = [problem for problem in reading.problems if problem.is_refusal]
    assert (problem.file, problem.line, problem.code, problem.raw) == ("a.bib", 3, code, block)
    assert problem.message.endswith(".")
    assert [work.key for work in reading.works] == ["first", "next"]
    assert reading.blocks == 3


def test_a_second_entry_of_a_key_is_refused_with_both_lines():
    reading = read("@misc{a, title = {A}}\n@misc{a, title = {B}}")

    (problem,) = reading.problems
    assert (problem.code, problem.line, problem.is_refusal) == ("duplicate-key", 2, True)
    assert "line 1" in problem.message
    assert "line 2" in problem.message
    assert [work.title for work in reading.works] == ["A"]


def test_a_key_that_differs_only_in_case_is_refused():
    reading = read("@misc{Roe2020, title = {A}}\n@misc{roe2020, title = {A}}")

    assert codes(reading) == ["key-differs-in-case"]
    assert "“Roe2020”" in reading.problems[0].message


def test_an_entry_repeated_word_for_word_does_no_harm():
    reading = read("@misc{a, title = {A}}\n\n@misc{a, title = {A}}")

    assert [entry.line for entry in reading.entries] == [1, 3]
    assert reading.entries[0].item == reading.entries[1].item
    assert codes(reading) == ["repeated-entry"]
    assert not reading.problems[0].is_refusal


def test_a_string_defined_anew_holds_from_there_on_and_is_told():
    reading = read("@string{a={1}}\n@misc{x, n=a}\n@string{a={2}}\n@misc{y, n=a}")

    assert [work.fields["n"] for work in reading.works] == ["1", "2"]
    assert codes(reading) == ["redefined-macro"]


def test_what_is_odd_in_the_values_is_told_and_the_entry_taken():
    reading = read("@misc{a, author = {A, B, C, D}, year = {199x}, doi = {none}}")

    assert codes(reading) == ["odd-name", "bad-year", "bad-doi"]
    assert len(reading.works) == 1


def test_a_part_shows_date_and_editors_of_the_book_it_refers_to():
    reading = read(
        "@inproceedings{p, title = {A Part}, crossref = {All}}\n"
        "@proceedings{all, title = {Book}, editor = {Roe, Ann}, year = 2020}"
    )

    part = reading.works[0]
    assert (part.year, part.editors) == (2020, (Name(family="Roe", given="Ann"),))
    assert dict(part.fields) == {"title": "A Part", "crossref": "All"}


def test_a_crossref_to_nothing_or_to_itself_does_no_harm():
    assert len(read("@misc{a, crossref = {a}}\n@misc{b, crossref = {gone}}").works) == 2


@pytest.mark.parametrize("text", ["just words", "mail me@example.org", "% @article{a,", "<html>\n"])
def test_text_without_a_block_is_no_bibliography(text):
    with pytest.raises(NotABibliographyError, match=r"a\.bib is not a BibTeX file"):
        read(text)


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_no_text_is_an_empty_bibliography(text):
    assert read(text) == Reading()


def test_a_long_raw_text_is_cut():
    problem = read("@misc{a b, title = {" + "x" * 10_000 + "}}").problems[0]

    assert len(problem.raw) == 2000


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title = {" + "{" * 10_000 + "}" * 10_000 + "}}",
        "@misc{a, title = {" + "x" * 5_000_000 + "}}",
        "@misc{a, title = " + "x # " * 100_000 + "y}",
        "@misc{a, " + 'x = "{}, ' * 50_000 + "}",
        "@misc{a, author = {" + " and ".join(["Roe, Ann"] * 5000) + "}}",
        "@misc{a" + ", title = {A}" * 20_000 + "}",
        "@misc{a, " + "," * 500_000 + "title = {A}}",
        "@misc{a, " + "title " * 100_000 + "}",
        "@misc{a, x = " + '"' * 99_999 + "}",
        "@misc{a, x = " + '"{' * 50_000 + "}" * 50_000 + "}",
        "@misc{a, " + "% x\n" * 100_000 + "title = {A}}",
    ],
    ids=lambda text: text[9:30],
)
def test_an_entry_of_absurd_size_takes_no_long_time(text):
    assert read(text).blocks == 1


@settings(deadline=None)
@given(st.text(alphabet='@ab{}()", =\n#%1', max_size=80))
def test_every_block_is_taken_or_refused_whatever_the_text(text):
    try:
        reading = read("@misc{k, t = 1}\n" + text)
    except NotABibliographyError:
        return
    refused = [problem for problem in reading.problems if problem.is_refusal]
    assert reading.blocks == len(reading.entries) + len(refused) >= 1


@pytest.mark.parametrize(
    ("chunks", "answer"),
    [
        ([b"@article{a,"], True),
        ([b"text\n@book\n(", b"a,"], True),
        ([b"text @art", b"icle {a,"], True),
        (["@article{a}".encode("utf-16")], True),
        ([b"no entry at a@b.org", b"", b" here"], False),
        ([], False),
        ([b"@" * 100_000] * 50, False),
    ],
)
def test_a_file_is_known_by_the_start_of_a_block(chunks, answer):
    assert looks_like_bibtex(chunks) is answer


def test_an_entry_shows_the_data_it_shares_and_keeps_its_own_fields():
    reading = read_bibtex(
        "@xdata{press, date = {2019}, xdata = {people, press}}\n"
        "@xdata{people, author = {Ant, A.}}\n"
        "@book{a, title = {T}, xdata = {press, nowhere}}\n"
        "@incollection{b, title = {Part}, crossref = {a}}\n",
        file="x.bib",
    )

    book, part = reading.works[2:]
    assert (book.authors[0].family, book.year) == ("Ant", 2019)
    assert dict(book.fields) == {"title": "T", "xdata": "press, nowhere"}
    assert (part.authors[0].family, part.year) == ("Ant", 2019)


def test_data_annotations_are_kept():
    work = read_bibtex("@book{a, author = {A, B}, author+an:role = {1=first}}", file="x").works[0]

    assert work.fields["author+an:role"] == "1=first"
    assert work.authors[0].family == "A"
