"""Sections are named as they are printed, each differently."""

from __future__ import annotations

import pytest

from evidence.claims import Locator
from evidence.reading.parts import read_parts
from evidence.reading.read import read_paper
from evidence.reading.sections import Outline, outline_of
from evidence.texts import Part, PartKind, Text

PROSE = "Sleep is short in the north, and nobody knows why that is so. " * 5


def _outline(*headings: str, title: str = "Short Nights: A Study") -> tuple[str, Outline]:
    content = "\n\n".join([title, *(f"{heading}\n\n{PROSE}" for heading in headings)])
    text = Text(content=content)
    parts, _ = read_parts(text)
    return content, outline_of(text, parts)


def _given(*headings: tuple[int, str, str]) -> Outline:
    """The outline of a text whose format gives level, number and words of headings."""
    content, parts = "", []
    for level, number, words in headings:
        parts.append(
            Part(
                kind=PartKind.HEADING,
                start=len(content),
                end=len(content) + len(words),
                level=level,
                number=number,
            )
        )
        content += words + "\n\n"
        parts.append(
            Part(kind=PartKind.PARAGRAPH, start=len(content), end=len(content) + len(PROSE))
        )
        content += PROSE + "\n\n"
    return outline_of(Text(content=content, media_type="text/html", parts=tuple(parts)), parts)


def _names(outline: Outline) -> list[tuple[str, str]]:
    return [(section.number, section.title) for section in outline.sections]


def test_sections_have_number_and_title_and_the_abstract_is_0() -> None:
    _, outline = _outline("Abstract", "1 Introduction", "1.1 Aims: What For", "2 Methods")

    assert _names(outline) == [
        ("0", "Abstract"),
        ("1", "Introduction"),
        ("1.1", "Aims: What For"),
        ("2", "Methods"),
    ]


def test_a_section_reaches_to_the_next_heading_of_any_level() -> None:
    content, outline = _outline("1 Introduction", "1.1 Aims", "References")

    first, second = outline.sections
    assert content[first.start : first.end].startswith("1 Introduction")
    assert first.end == second.start
    assert content[second.end :].startswith("References")


def test_sections_without_number_are_named_by_their_title() -> None:
    _, outline = _outline("Introduction", "Related Work", "Results", "Acknowledgements")

    assert [name for name, _ in _names(outline)] == [
        "introduction",
        "related work",
        "results",
        "acknowledgements",
    ]


def test_a_name_never_holds_the_sign_that_parts_places() -> None:
    outline = _given((1, "", "In-Text Citations"), (1, "A-1", "Proofs"))

    assert [name for name, _ in _names(outline)] == ["in text citations", "A.1"]
    assert str(Locator.parse("in text citations-1-2")) == "in text citations-1-2"


def test_the_lettered_parts_of_roman_sections_carry_the_numeral() -> None:
    _, outline = _outline("I. INTRODUCTION", "II. METHODS", "A. Rooms", "B. Data", "III. RESULTS")

    assert [name for name, _ in _names(outline)] == ["I", "II", "II.A", "II.B", "III"]


def test_sections_that_share_a_name_are_told_apart_and_that_is_told() -> None:
    outline = _given(
        (1, "", "Methods"),
        (2, "", "Participants"),
        (1, "", "Results"),
        (2, "", "Participants"),
        (1, "", "Results"),
    )

    names = [name for name, _ in _names(outline)]
    assert names == ["methods", "participants", "results", "results participants", "results (2)"]
    assert [problem.code for problem in outline.problems] == ["section-twice"]


def test_the_parts_of_a_structured_abstract_are_named_with_it() -> None:
    outline = _given(
        (1, "", "Abstract"), (2, "", "Methods"), (2, "", "Results"), (1, "", "Methods")
    )

    assert [name for name, _ in _names(outline)] == ["0", "0 methods", "0 results", "methods"]


def test_prose_between_title_and_first_heading_is_the_abstract_and_that_is_told() -> None:
    content = f"Short Nights\n\nMona Berg\n\n{PROSE}\n\n1 Introduction\n\n"
    content += f"{PROSE}\n\n2 Methods\n\n{PROSE}"
    text = Text(content=content)

    outline = outline_of(text, read_parts(text)[0])

    assert [name for name, _ in _names(outline)] == ["0", "1", "2"]
    assert [problem.code for problem in outline.problems] == ["guessed-abstract"]


@pytest.mark.parametrize(
    ("number", "words", "name", "title"),
    [
        ("3.1", "3.1 Rooms", "3.1", "Rooms"),
        ("3.1", "Rooms", "3.1", "Rooms"),
        ("3.1.", "3.1. Rooms", "3.1", "Rooms"),
        ("", "Rooms: A Tour", "rooms: a tour", "Rooms: A Tour"),
        ("IV", "IV. ROOMS", "IV", "ROOMS"),
        ("A", "Appendix A: Rooms", "A", "Rooms"),
    ],
)
def test_a_number_given_by_the_format_is_no_part_of_the_title(
    number: str, words: str, name: str, title: str
) -> None:
    assert _names(_given((1, number, words))) == [(name, title)]


def test_numbers_in_the_words_of_given_headings_are_read_if_they_count_on() -> None:
    outline = _given((1, "", "1 Introduction"), (2, "", "1.1 Aims"), (1, "", "7 Wonders"))

    assert [name for name, _ in _names(outline)] == ["1", "1.1", "7 wonders"]


def test_headings_below_an_abstract_longer_than_any_are_sections_of_the_paper() -> None:
    below = [(2, "", name) for name in ("Background", "Methods", "Results", "Discussion")]
    lengthy = [(2, "", f"Step {number}") for number in range(30)]

    short = _given((1, "", "Abstract"), *below, (1, "1", "Introduction"), (1, "2", "Methods"))
    long = _given((1, "", "Abstract"), *below, *lengthy, (1, "", "Acknowledgements"))

    assert [number for number, _ in _names(short)][:3] == ["0", "0 background", "0 methods"]
    assert [number for number, _ in _names(long)][:3] == ["0", "background", "methods"]


@pytest.mark.parametrize("opening", ["Abstract—", "ABSTRACT. ", "Abstract: "])
def test_an_abstract_whose_heading_runs_in_is_a_section(opening: str) -> None:
    content = f"{opening}{PROSE}\n\n1 Lamps\n\n{PROSE}"
    second = content.index("1 Lamps")
    parts = (
        Part(kind=PartKind.PARAGRAPH, start=0, end=second - 2),
        Part(kind=PartKind.HEADING, start=second, end=second + 7, level=1),
        Part(kind=PartKind.PARAGRAPH, start=second + 9, end=len(content)),
    )

    paper = read_paper(Text(content=content, media_type="application/pdf", parts=parts))

    assert [section.number for section in paper.sections] == ["0", "1"]
    assert (
        paper.sentences[1].text == "Sleep is short in the north, and nobody knows why that is so."
    )
