import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.formats.splitter import split_blocks


def outline(text: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.line, block.raw) for block in split_blocks(text)]


def test_every_kind_of_block_is_found_with_its_line():
    text = (
        "Free text\nover two lines.\n\n"
        '@string{acm = "ACM"}\n'
        '@preamble{"\\newcommand{\\x}{y}"}\n'
        "@comment{kept {as} it is}\n"
        "@comment a bare one\n"
        "% @article{hidden,\n"
        "@Article{a, title = {A}}\n"
        "   after\n"
    )

    assert outline(text) == [
        ("text", 1, "Free text\nover two lines."),
        ("string", 4, '@string{acm = "ACM"}'),
        ("preamble", 5, '@preamble{"\\newcommand{\\x}{y}"}'),
        ("comment", 6, "@comment{kept {as} it is}"),
        ("comment", 7, "@comment a bare one"),
        ("text", 8, "% @article{hidden,"),
        ("entry", 9, "@Article{a, title = {A}}"),
        ("text", 10, "after"),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "@article{a, title = {x {y {z {deep {er}}}}}}",
        '@article(a, title = {x)y}, note = "c)d")',
        '@article{a, title = "a {"} b"}',
        "@article{a, title = {\\}}",
        "@article {a, title = {x}}",
        "@article\n{a, title = {x}}",
        "@ article{a, title = {x}}",
        "@article{a,\r\n  title = {x}\r\n}",
        "@a-b.c{a}",
        "@article{a, note = {\n@online{b,\n}\n}}",
        "@article{a, note = {mail@host (x)}}",
        "@article{a, abstract = {100% {sure}}}",
    ],
)
def test_a_block_ends_where_its_delimiter_closes(entry):
    assert outline(f"{entry}\n@misc{{next,}}\n") == [
        ("entry", 1, entry),
        ("entry", 2 + entry.count("\n"), "@misc{next,}"),
    ]


def test_blocks_on_one_line_are_told_apart():
    assert [raw for _, _, raw in outline("@a{x}, @b{y}@c(z)")] == ["@a{x}", ",", "@b{y}", "@c(z)"]


@pytest.mark.parametrize(
    "broken",
    [
        "@article{a, title = {x,",
        "@article{a, title = {x}",
        "@article{a, title = {{{x}\n  year = 2020\n}",
        "@article(a, title = {x}",
        '@article(a, title = "x)',
        "@string{a = {b}",
    ],
)
@pytest.mark.parametrize("indent", ["", "  "])
def test_the_block_after_an_unclosed_one_survives(broken, indent):
    first, second = split_blocks(f"{broken}\n\n{indent}@misc{{next, title = {{ok}}}}\n")

    assert first.raw == broken
    assert "is not closed" in first.problem
    assert (second.raw, second.problem) == ("@misc{next, title = {ok}}", "")


def test_each_of_many_unclosed_blocks_is_found():
    blocks = split_blocks("@a{x, y = {\n" * 50 + "@b{ok}")

    assert len(blocks) == 51
    assert [bool(block.problem) for block in blocks] == [True] * 50 + [False]


def test_an_unclosed_comment_ends_before_the_next_block():
    assert outline("@comment{ :-{ \n@a{b}") == [
        ("comment", 1, "@comment{ :-{"),
        ("entry", 2, "@a{b}"),
    ]


def test_a_comment_may_hold_entries():
    assert outline("@comment{\n@article{a,\n}\n}\n@a{b}")[0] == (
        "comment",
        1,
        "@comment{\n@article{a,\n}\n}",
    )


def test_lines_may_end_with_carriage_returns_alone():
    assert outline("text\r@a{x}\r\r@b{y}") == [
        ("text", 1, "text"),
        ("entry", 2, "@a{x}"),
        ("entry", 4, "@b{y}"),
    ]


def test_text_without_blocks_is_one_text():
    assert outline("mail me@example.org {now}") == [("text", 1, "mail me@example.org {now}")]
    assert outline(" \n ") == []


@given(st.text(alphabet='@ab{}()", =\n\r#%', max_size=80))
def test_blocks_and_the_white_space_between_them_are_the_whole_text(text):
    position, line_starts = 0, text.replace("\r\n", " \n")
    for block in split_blocks(text):
        assert text[position : block.start].strip() == ""
        assert text[block.start : block.end] == block.raw
        assert block.raw == block.raw.strip()
        if "\r" not in text:
            assert block.line == line_starts.count("\n", 0, block.start) + 1
        position = block.end
    assert text[position:].strip() == ""


@pytest.mark.parametrize(
    "text",
    [
        "@a{" + "{" * 10_000 + "}" * 10_001 + "\n@b{ok}",
        "@a{x, y = {\n" * 20_000 + "@b{ok}",
        "@a{x, y = {{\n" * 20_000 + "}}}\n@b{ok}",
        "@a{" + "{" * 1_000_000 + "\n@b{ok}",
        "@a" * 500_000 + "\n@b{ok}",
        "@a(" * 300_000 + "\n@b{ok}",
        "@a{x}" * 100_000 + "\n@b{ok}",
        '@a("' + '"{' * 300_000 + "\n@b{ok}",
        "@ " + " " * 1_000_000 + "\n@b{ok}",
        (" " * 1000 + "@") * 1000 + "\n@b{ok}",
    ],
    ids=lambda text: text[:12],
)
def test_ugly_text_takes_no_long_time(text):
    assert split_blocks(text)[-1].raw == "@b{ok}"
