"""The parts of plain texts are inferred from how they look."""

from __future__ import annotations

import time

import pytest

from evidence.reading.parts import parts_of, read_parts
from evidence.texts import Part, PartKind, Text

PROSE = "Sleep is short in the north. Nobody knows the reason, although many have looked for it."
LONG = " ".join([PROSE] * 4)


def _told(content: str) -> list[tuple[str, str]]:
    """Kind and first words of every part; “+” where it goes on."""
    text = Text(content=content)
    return [
        (part.kind.value + ("+" if part.continues else ""), content[part.start : part.end][:24])
        for part in parts_of(text)
    ]


def _headings(content: str) -> list[tuple[str, str, int]]:
    parts = parts_of(Text(content=content))
    return [
        (part.number, " ".join(content[part.start : part.end].split()), part.level)
        for part in parts
        if part.kind is PartKind.HEADING
    ]


def _paper(*blocks: str) -> str:
    return "\n\n".join(blocks)


def test_title_authors_abstract_sections_and_references_are_told_apart() -> None:
    content = _paper(
        "Short Nights: A Study",
        "Mona Berg, University of the North\nRen Ito, Lamp Institute",
        "Abstract",
        LONG,
        "Keywords: sleep, light",
        "1 Introduction",
        LONG,
        "1.1 Aims",
        PROSE,
        "2 Methods",
        PROSE,
        "References",
        "[1] Berg, M. 2019. On Sleep. Journal of Nights 3, 1–9.",
        "[2] Ito, R. 2020. On Light. Journal of Nights 4, 2–8.",
        "A Proofs",
        PROSE,
    )

    assert [kind for kind, _ in _told(content)] == [
        "title", "front", "heading", "paragraph", "front", "heading", "paragraph", "heading",
        "paragraph", "heading", "paragraph", "heading", "reference", "reference", "heading",
        "paragraph",
    ]  # fmt: skip
    assert _headings(content) == [
        ("", "Abstract", 1),
        ("1", "1 Introduction", 1),
        ("1.1", "1.1 Aims", 2),
        ("2", "2 Methods", 1),
        ("", "References", 1),
        ("A", "A Proofs", 1),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ["1 Introduction", "2 Methods", "2.1 Setting", "2.1.1 Rooms", "2.2 Data", "3 Results"],
        ["1. Introduction", "2. Methods", "2.1. Setting", "3. Results"],
        ["I. INTRODUCTION", "II. METHODS", "A. Setting", "B. Data", "III. RESULTS"],
        ["0 Prelude", "1 Night", "2 Day"],
        ["Introduction", "Methods", "Results", "Discussion", "Acknowledgements"],
        ["INTRODUCTION", "MATERIALS AND METHODS", "RESULTS", "CONCLUSIONS"],
        ["# Introduction", "## Where we worked", "# Results"],
        ["1 Einleitung", "2 Methoden", "3 Fazit"],
        ["1 引言", "2 方法", "3 结论"],
        ["Section 1 Introduction", "Section 2 Methods"],
        ["1 Introduction", "2 Methods", "Appendix A: Proofs", "Appendix B: Data"],
        ["1 Introduction", "2 Limits: 1. Of light. 2. Of time", "3 End"],
        ["1) Introduction", "2) Methods"],
    ],
)
def test_headings_are_known_by_number_name_or_markdown(headings: list[str]) -> None:
    content = _paper("Short Nights: A Study", *[f"{heading}\n\n{LONG}" for heading in headings])

    assert [words for _, words, _ in _headings(content)] == headings


@pytest.mark.parametrize(
    "line",
    [
        "35 participants were asked. All of them answered.",
        "2016 Was a Warm Year",
        "3.5 Million People Sleep Badly",
        "7 Nights Were Logged",
        "A Night Without Sleep",
        "I Was Awake",
        "12 Monkeys is a film.",
        "(3) Third case",
        "2. Sleep longer.",
    ],
)
def test_a_line_that_begins_with_a_number_is_no_heading_unless_it_counts_on(line: str) -> None:
    content = _paper("Short Nights: A Study", "1 Introduction", LONG, line, LONG, "2 Methods", LONG)

    assert [number for number, *_ in _headings(content)] == ["1", "2"]


def test_numbered_lines_right_below_one_another_are_a_list() -> None:
    content = _paper(
        "Short Nights: A Study", "1 Introduction", LONG, "1. Lamps", "2. Clocks", "3. Beds", LONG,
        "2 Methods", LONG,
    )  # fmt: skip

    assert [words for _, words, _ in _headings(content)] == ["1 Introduction", "2 Methods"]


def test_headings_stand_without_empty_lines_in_wrapped_text() -> None:
    content = (
        "Short Nights: A Study\n\n"
        "1 Introduction\nSleep is short in the north, as everybody knows who has\n"
        "lived there for a while. Nobody knows the reason of it.\n"
        "\n2 Methods\nWe asked 12 people how long they slept in the last week, and\n"
        "2 Weeks later we asked them again about the nights between.\n"
        "References\n[1] Berg, M. 2019. On Sleep.\n"
    )

    assert [words for _, words, _ in _headings(content)] == [
        "1 Introduction",
        "2 Methods",
        "References",
    ]


def test_short_lines_over_prose_are_headings_where_sections_have_no_numbers() -> None:
    content = _paper(
        "Short Nights", "Introduction", LONG, "Where and whom we asked", LONG, "Results", LONG
    )

    assert [(words, level) for _, words, level in _headings(content)] == [
        ("Introduction", 1),
        ("Where and whom we asked", 2),
        ("Results", 1),
    ]


def test_an_abstract_that_begins_in_its_first_line_is_one() -> None:
    content = _paper("Short Nights", "Abstract—" + LONG, "1 Introduction", LONG)

    assert _told(content)[1:3] == [("heading", "Abstract—"), ("paragraph", LONG[:24])]


@pytest.mark.parametrize(
    "caption",
    [
        "Figure 1: Nights in the north.",
        "Fig. 2. Nights in the north.",
        "Table 3: Hours.",
        "TABLE IV\nHOURS OF SLEEP",
        "**Figure 5.** Nights.",
        "Figure S1: More nights.",
        "Algorithm 2: Counting sheep",
        "Supplementary Table 2. Hours.",
        "图 1：夜晚",
    ],
)
def test_captions_are_told_from_paragraphs(caption: str) -> None:
    assert _told(_paper("1 Introduction", LONG, caption, LONG))[2][0] == "caption"


def test_a_sentence_that_begins_with_a_figure_is_no_caption() -> None:
    sentence = "Figure 1 maps the nights of all participants. It shows no pattern."

    assert _told(_paper("1 Introduction", LONG, sentence, LONG))[2][0] == "paragraph"


def test_page_numbers_running_heads_and_notices_are_furniture() -> None:
    content = _paper(
        "Short Nights: A Study",
        "Mona Berg and Ren Ito, Lamp Institute",
        "1 Introduction",
        LONG + " It was then",
        "12",
        "Mona Berg and Ren Ito",
        "Figure 1: A night.",
        "Nights, Vol. 3, page 11",
        "found by chance. " + PROSE,
        "Page 13 of 20",
        "© 2024 The Authors. All rights reserved.",
        LONG,
        "Nights, Vol. 3, page 12",
        LONG,
        "Nights, Vol. 3, page 13",
        "2 Methods",
        LONG,
    )

    assert [kind for kind, _ in _told(content)] == [
        "title", "front", "heading", "paragraph", "furniture", "furniture", "caption", "furniture",
        "paragraph+", "furniture", "furniture", "paragraph", "furniture", "paragraph", "furniture",
        "heading", "paragraph",
    ]  # fmt: skip


def test_a_paragraph_cut_by_a_page_goes_on() -> None:
    content = _paper("1 Introduction", LONG + " It ends in the", "National Park of Sleep. So.")

    assert [kind for kind, _ in _told(content)] == ["heading", "paragraph", "paragraph+"]


def test_a_list_over_lines_is_no_broken_paragraph() -> None:
    content = _paper("1 Introduction", PROSE + " These are:", "- lamps", "- beds", "and others.")

    assert "furniture" not in [kind for kind, _ in _told(content)]


def test_a_first_line_set_apart_begins_a_paragraph_and_that_is_told() -> None:
    content = _paper(
        "1 Introduction",
        LONG + " People retreat from",
        "nights out. This is known. Despite all the words written about it and",
        "the money spent, nothing changed. We ask why.",
    )

    parts, problems = read_parts(Text(content=content))

    assert [part.continues for part in parts] == [False, False, True, False, True]
    assert [problem.code for problem in problems] == ["guessed-paragraph"]


def test_lines_of_a_table_of_contents_are_no_headings() -> None:
    content = _paper(
        "Short Nights: A Study", "1 Introduction . . . . . . . 3", "2 Methods ........... 5",
        "1 Introduction", LONG, "2 Methods", LONG,
    )  # fmt: skip

    assert [words for _, words, _ in _headings(content)] == ["1 Introduction", "2 Methods"]


def test_what_a_format_tells_is_taken_as_it_is() -> None:
    given = (
        Part(kind=PartKind.HEADING, start=0, end=5, level=1, number="1"),
        Part(kind=PartKind.PARAGRAPH, start=7, end=20),
    )
    text = Text(content="Night\n\n2 More nights", media_type="text/html", parts=given)

    assert parts_of(text) == given


def test_a_list_of_references_without_heading_is_left_to_who_reads_lists() -> None:
    content = _paper(LONG, "[1] Berg, M. 2019. On Sleep.", "[2] Ito, R. 2020. On Light.")

    assert [kind for kind, _ in _told(content)] == ["paragraph"] * 3


def test_markdown_made_from_a_pdf_is_told_apart() -> None:
    content = _paper(
        "# Short Nights: A Study",
        "Mona Berg Lamp Institute berg@example.org",
        "# Ren Ito University of the North",
        "ito@example.org",
        "# Abstract",
        f"*{LONG}*",
        "# 1. Introduction",
        LONG + " Our work is based on what",
        "![](page_1.jpeg)",
        "Figure 1. Nights.",
        "others have found before us.",
        "### 1.1. Aims",
        LONG + " The night is given by",
        "$$N = 24 - d.\\tag{1}$$",
        "A night is short if it is small. When",
        "<sup>1</sup> The logs are at example.org.",
        "nights are logged, we use clocks.",
        "# 2. Methods",
        LONG,
    )

    assert [kind for kind, _ in _told(content)] == [
        "title", "front", "front", "front", "heading", "paragraph", "heading", "paragraph",
        "furniture", "caption", "paragraph+", "heading", "paragraph", "formula", "paragraph",
        "note", "paragraph+", "heading", "paragraph",
    ]  # fmt: skip
    assert [(number, level) for number, _, level in _headings(content)] == [
        ("", 1), ("1", 1), ("1.1", 2), ("2", 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content", ["", " \n\n ", "\f\f", "a", "#", "1", "References", "```\n", ">", "\x00\x00", "م"]
)
def test_texts_of_nearly_nothing_have_their_parts(content: str) -> None:
    parts = parts_of(Text(content=content))

    covered = "".join(content[part.start : part.end] for part in parts)
    assert "".join(covered.split()) == "".join(content.split())


@pytest.mark.parametrize("pattern", ["A\n\n", "1 A\n\n", "1 A\n", "#\n", "- a\n", "[", "\n\n"])
def test_parts_of_nonsense_take_time_in_step_with_its_length(pattern: str) -> None:
    begun = time.process_time()

    parts_of(Text(content=pattern * (15_000 // len(pattern))))

    assert time.process_time() - begun < 6
