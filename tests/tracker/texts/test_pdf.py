from __future__ import annotations

import random
import textwrap
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.texts import MarkKind, PartKind, Text
from tests.pdf_files import (
    LETTER,
    Sheet,
    Words,
    a_loop,
    a_pdf,
    a_picture,
    a_scan,
    lines,
)
from tracker.errors import TextNotTakenError
from tracker.texts.limits import LIMITS, Limits
from tracker.texts.pdf import laid_out, read_pdf
from tracker.texts.pdf_layout import PageWords, Word

SIZE = 8
LEADING = 10
LEFT, RIGHT, TOP = 54, 318, 690
LETTERS = 50

FIRST = (
    "A paragraph of the first column is long enough to stand on a good many lines, so that a "
    "reader of columns has something to hold on to. It names a sample of 35,545 pictures [5, 8] "
    "and goes on for a while about nothing in particular."
)
SECOND = (
    "Another paragraph follows upon the first one, and it has a few sentences as well. The words "
    "of it are quite plain, and they say that a column is read to its end before the next begins "
    "at the top of the page."
)
THIRD = (
    "In the second column there is a third paragraph, which must not be mixed with the lines that "
    "stand beside it. Whoever reads across the page gets nonsense, and a quotation taken from it "
    "would never be found again."
)

SHORT = (
    "We ask if a lamp that is lit in the evening delays sleep. It does so by half an hour.",
    "They slept later [1]. The delay was 31 minutes in the first week and 12 in the second week.",
    "Lamps matter to all.",
    "[2] Grete Holm, Ken Ito, and Lars Jansen. 2020. Weeks of light. Letters 12 (2020), 1–9.",
)


def set_in(
    paragraphs: Iterable[str], *, x: float = LEFT, top: float = TOP, size: float = SIZE,
    letters: int = LETTERS, is_rest: bool = False,
) -> list[Words]:  # fmt: skip
    """Paragraphs in one column, each with an indent, of which the first may go on from before."""
    found: list[Words] = []
    y = top
    for number, paragraph in enumerate(paragraphs):
        indent = "" if is_rest and number == 0 else "  "
        for line in textwrap.wrap(indent + paragraph, letters, break_on_hyphens=False):
            shift = len(line) - len(line.lstrip())
            found.append(Words(x=x + shift * LETTER * size, y=y, text=line.strip(), size=size))
            y -= size * LEADING / SIZE
    return found


def a_text(folder: Path, sheets: Iterable[Sheet], *, limits: Limits = LIMITS, **about: str) -> Text:
    return read_data(folder, a_pdf(list(sheets), **about), limits=limits)  # type: ignore[arg-type]


def read_data(folder: Path, data: bytes, *, limits: Limits = LIMITS) -> Text:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    return read_pdf(path, limits=limits)


def parts_of(text: Text) -> list[tuple[PartKind, str]]:
    return [(part.kind, text.content[part.start : part.end]) for part in text.parts]


def words_of(text: Text, kind: PartKind) -> list[str]:
    return [words for found, words in parts_of(text) if found is kind]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = set_in([FIRST, SECOND]), set_in([THIRD, FIRST], x=RIGHT)
    # As some programs write it: line by line over both columns.
    mixed = [word for pair in zip(left, right, strict=False) for word in pair]
    mixed += [word for word in (*left, *right) if word not in mixed]

    for words in ([*left, *right], [*right, *left], mixed):
        text = a_text(tmp_path, [Sheet(words=words)])

        assert parts_of(text) == [
            (PartKind.PARAGRAPH, paragraph) for paragraph in (FIRST, SECOND, THIRD, FIRST)
        ]


def test_title_abstract_and_figure_across_the_columns_stand_where_they_belong(
    tmp_path: Path,
) -> None:
    abstract = set_in([SECOND], x=90, top=660, size=9, letters=76)
    caption = "Figure 1: A picture that is as wide as the page, told in a line across both columns."
    words = [
        Words(x=140, y=720, text="A Title over Both Columns", size=18, font="bold"),
        Words(x=230, y=700, text="Anna Author and Carl Doe", size=9),
        Words(x=280, y=675, text="Abstract", size=10, font="bold"),
        *abstract,
        Words(x=LEFT, y=600, text="1 Introduction", size=10, font="bold"),
        *set_in([FIRST], top=585),
        *set_in([THIRD], x=RIGHT, top=600),
        Words(x=290, y=470, text="0.2 0.4 0.6 0.8 1.0", size=6),
        Words(x=LEFT, y=440, text=caption, size=SIZE),
        *set_in([SECOND], top=400),
        *set_in([FIRST], x=RIGHT, top=400),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    assert text.title == "A Title over Both Columns"
    assert parts_of(text) == [
        (PartKind.TITLE, "A Title over Both Columns"),
        (PartKind.FRONT, "Anna Author and Carl Doe"),
        (PartKind.HEADING, "Abstract"),
        (PartKind.PARAGRAPH, SECOND),
        (PartKind.HEADING, "1 Introduction"),
        (PartKind.PARAGRAPH, FIRST),
        (PartKind.PARAGRAPH, THIRD),
        (PartKind.FURNITURE, "0.2 0.4 0.6 0.8 1.0"),
        (PartKind.CAPTION, caption),
        (PartKind.PARAGRAPH, SECOND),
        (PartKind.PARAGRAPH, FIRST),
    ]


def test_what_stands_above_the_title_is_no_text(tmp_path: Path) -> None:
    words = [
        Words(x=LEFT, y=760, text="Doe et al. Journal of Invented Studies (2016) 13:22", size=7),
        Words(x=LEFT, y=740, text="RESEARCH", size=10, font="bold"),
        Words(x=LEFT, y=710, text="A Title of Some Length", size=18, font="bold"),
        Words(x=LEFT, y=690, text="Abstract", size=10, font="bold"),
        *set_in([FIRST, SECOND], top=670, letters=80),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    assert [kind for kind, _ in parts_of(text)] == [
        PartKind.FRONT, PartKind.FRONT, PartKind.TITLE, PartKind.HEADING, PartKind.PARAGRAPH,
        PartKind.PARAGRAPH,
    ]  # fmt: skip


def test_codes_of_tex_without_letters_are_its_ligatures_and_dashes(tmp_path: Path) -> None:
    words = [*set_in([FIRST]), Words(x=LEFT, y=600, text="coe\x1ecient of \x1duid, pages 3\x157")]

    text = a_text(tmp_path, [Sheet(words=words)])

    assert text.content.endswith("coefficient of fluid, pages 3–7")


def test_a_first_column_of_short_lines_is_not_taken_for_the_head_of_the_page(
    tmp_path: Path,
) -> None:
    short = [("Abstract", 680), ("Short.", 665), ("Keywords", 640), ("light, lamps", 625)]
    words = [
        Words(x=140, y=720, text="A Title over Both Columns", size=18, font="bold"),
        *(Words(x=LEFT, y=y, text=line, size=SIZE) for line, y in short),
        *set_in([FIRST, SECOND], top=590),
        *set_in([THIRD], x=RIGHT, top=680),
        *set_in([FIRST, SECOND], x=RIGHT, top=590),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    found = words_of(text, PartKind.PARAGRAPH)
    assert [words for words in found if len(words) > 20] == [FIRST, SECOND, THIRD, FIRST, SECOND]


def a_short_page() -> tuple[list[Words], list[str]]:
    """A page of headings and short paragraphs in two columns, and these in reading order."""
    left = ["Ruth Pale", "Abstract", SHORT[0], "Results", SHORT[1]]
    right = ["Discussion", SHORT[2], "References", "[1] Ada Holm. 2019. Lamps.", SHORT[3]]
    words = [Words(x=LEFT, y=740, text="Lamps in the Evening and the Sleep of All", size=16)]
    for paragraphs, x, top in ((left, LEFT, 700), (right, RIGHT, 707)):
        for paragraph in paragraphs:
            words += set_in([paragraph], x=x, top=top, is_rest=True)
            top = round(words[-1].y) - 18
    return words, [*left, *right]


def test_few_lines_in_two_columns_are_read_one_column_after_the_other(tmp_path: Path) -> None:
    words, ordered = a_short_page()

    text = a_text(tmp_path, [Sheet(words=words)])

    assert text.content.split("\n\n")[1:] == ordered


def test_long_cells_of_a_table_at_the_end_of_a_page_are_no_columns(tmp_path: Path) -> None:
    cells = [
        Words(x=x, y=500 - 12 * row, text=f"Whole line {row} of a cell that is full of {side}")
        for row in range(6)
        for x, side in ((LEFT, "lamps"), (RIGHT, "sleep"))
        if row % 3 != 2 or side == "lamps"
    ]

    text = a_text(tmp_path, [Sheet(words=[*set_in([FIRST], letters=100), *cells])])

    assert text.content.index("line 0 of a cell that is full of sleep") < text.content.index(
        "line 1 of a cell that is full of lamps"
    )


def test_a_short_last_page_has_the_columns_of_the_others(tmp_path: Path) -> None:
    full = Sheet(words=[*set_in([FIRST, SECOND] * 2), *set_in([THIRD, FIRST] * 2, x=RIGHT)])
    last = Sheet(
        words=[*set_in(["One end.", "Of all."]), *set_in(["Other end.", "Of it."], x=RIGHT)]
    )

    text = a_text(tmp_path, [full] * 4 + [last])

    assert " ".join(text.content.split()).endswith("One end. Of all. Other end. Of it.")


def test_what_a_browser_prints_above_and_below_a_page_is_no_text(tmp_path: Path) -> None:
    words = [
        Words(x=25, y=770, text="11/23/26, 10:36 AM", size=8),
        Words(x=250, y=770, text="A page of lamps", size=8),
        *set_in([FIRST, SECOND], letters=90),
        Words(x=25, y=17, text="file:///home/ada/lamps.html", size=8),
        Words(x=560, y=17, text="1/1", size=8),
    ]

    assert a_text(tmp_path, [Sheet(words=words)]).content == f"{FIRST}\n\n{SECOND}"


def test_one_column_is_not_cut_in_two(tmp_path: Path) -> None:
    text = a_text(tmp_path, [Sheet(words=set_in([FIRST, SECOND, THIRD] * 3, letters=100))])

    assert words_of(text, PartKind.PARAGRAPH) == [FIRST, SECOND, THIRD] * 3


def test_a_paragraph_over_columns_and_pages_is_one(tmp_path: Path) -> None:
    whole = set_in([FIRST, SECOND, THIRD])
    at = [word.text for word in whole].index(
        next(word.text for word in whole if word.text.startswith("Another"))
    )
    head, tail = whole[: at + 2], whole[at + 2 :]
    moved = [
        Words(x=word.x - LEFT + RIGHT, y=TOP - LEADING * place, text=word.text, size=SIZE)
        for place, word in enumerate(tail)
    ]
    beside = a_text(tmp_path, [Sheet(words=[*head, *moved])])
    over = a_text(
        tmp_path,
        [
            Sheet(words=head),
            Sheet(
                words=[
                    Words(x=word.x, y=TOP - LEADING * place, text=word.text, size=SIZE)
                    for place, word in enumerate(tail)
                ]
            ),
        ],
    )

    assert words_of(beside, PartKind.PARAGRAPH) == [FIRST, SECOND, THIRD]
    assert words_of(over, PartKind.PARAGRAPH) == [FIRST, SECOND, THIRD]
    assert over.pages[1].start == over.content.index(tail[0].text[:20])
    assert over.pages[0].end == over.pages[1].start


def test_a_note_between_the_halves_of_a_paragraph_waits_and_the_half_continues(
    tmp_path: Path,
) -> None:
    note = Words(x=LEFT + 4, y=88, text="A note below the text, in small letters.", size=6)
    sign = Words(x=LEFT, y=90, text="1", size=4)
    caption = "Table 1: What stands at the top of the page."
    sheets = [
        Sheet(
            words=[
                *set_in([FIRST], top=300),
                *set_in(["The sentence goes over"], top=240),
                sign,
                note,
            ]
        ),
        Sheet(
            words=[
                Words(x=LEFT, y=TOP, text=caption, size=SIZE),
                *set_in(["the end of the page. " + SECOND], top=600, is_rest=True),
            ]
        ),
    ]

    text = a_text(tmp_path, sheets)

    assert parts_of(text) == [
        (PartKind.PARAGRAPH, FIRST),
        (PartKind.PARAGRAPH, "The sentence goes over"),
        (PartKind.NOTE, "1 A note below the text, in small letters."),
        (PartKind.CAPTION, caption),
        (PartKind.PARAGRAPH, "the end of the page. " + SECOND),
    ]
    assert [part.continues for part in text.parts] == [False, False, False, False, True]


def test_running_heads_page_numbers_and_feet_are_left_out(tmp_path: Path) -> None:
    sheets = [
        Sheet(
            words=[
                Words(
                    x=LEFT, y=740, text="Anna Author" if number % 2 else "An Invented Study", size=7
                ),
                Words(x=500, y=740, text=str(211 + number), size=7),
                *set_in([f"This is sheet {number}. {FIRST}", THIRD]),
                Words(x=200, y=40, text=f"Invented Studies 7, 2 (2025), 211-2{number}0", size=7),
            ]
        )
        for number in range(6)
    ]

    text = a_text(tmp_path, sheets)

    assert [page.label for page in text.pages] == ["211", "212", "213", "214", "215", "216"]
    assert words_of(text, PartKind.PARAGRAPH) == [
        words for number in range(6) for words in (f"This is sheet {number}. {FIRST}", THIRD)
    ]
    assert len(text.parts) == 12


def test_the_labels_a_pdf_has_are_its_page_labels(tmp_path: Path) -> None:
    labels = "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 7 /P (A-) >>] >>"

    text = a_text(tmp_path, [Sheet(words=set_in([FIRST]))] * 4, labels=labels)

    assert [page.label for page in text.pages] == ["i", "ii", "A-7", "A-8"]


def test_line_numbers_are_left_out_and_other_numbers_are_not(tmp_path: Path) -> None:
    words = set_in([FIRST, SECOND, THIRD], letters=80)
    numbers = [
        Words(x=30 - LETTER * 6 * len(str(n)), y=word.y, text=str(n), size=6)
        for n, word in enumerate(words, 98)
    ]
    mixed = [each for pair in zip(numbers, words, strict=True) for each in pair]

    text = a_text(tmp_path, [Sheet(words=mixed)])

    assert words_of(text, PartKind.PARAGRAPH) == [FIRST, SECOND, THIRD]


def test_hyphens_at_line_ends_are_undone_and_those_that_are_meant_are_kept(tmp_path: Path) -> None:
    words = lines(
        [
            "The govern-", "ance of image-", "based abuse with AIG-", "NCII and COVID-",
            "19 is non-",
            "consensual and state-of-", "the-art. Pre-", "and post-tests of gover-",
            "nance rest on 17–", "19 image-based ex-", "amples.",
        ]
    )  # fmt: skip

    text = a_text(tmp_path, [Sheet(words=words)])

    assert text.content == (
        "The governance of image-based abuse with AIG-NCII and COVID-19 is non-consensual and "
        "state-of-the-art. Pre- and post-tests of governance rest on 17–19 image-based examples."
    )


def test_an_address_broken_at_a_slash_is_whole_again(tmp_path: Path) -> None:
    words = lines(["See https://doi.org/10.9999/", "invented-", "paper.17 for more."])

    assert "10.9999/invented" in a_text(tmp_path, [Sheet(words=words)]).content


def test_raised_signs_are_marked_and_stand_at_their_word(tmp_path: Path) -> None:
    words = [
        Words(x=72, y=700, text="Pictures spread"),
        Words(x=72 + 15 * 6, y=700, text="4,5", size=6, rise=4),
        Words(x=72 + 15 * 6 + 3 * 3.6, y=700, text=", and H"),
        Words(x=72 + 22 * 6 + 3 * 3.6, y=700, text="2", size=6, rise=-2),
        Words(x=72 + 22 * 6 + 4 * 3.6, y=700, text="O does not."),
        Words(x=72, y=688, text="Nobody counts them all."),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    assert text.content == "Pictures spread4,5, and H2O does not. Nobody counts them all."
    assert [(mark.kind, text.content[mark.start : mark.end]) for mark in text.marks] == [
        (MarkKind.SUPERSCRIPT, "4,5")
    ]


def test_headings_have_levels_by_number_and_by_look(tmp_path: Path) -> None:
    def heading(y: float, text: str, size: float, font: str = "bold") -> Words:
        return Words(x=LEFT, y=y, text=text, size=size, font=font)

    words = [
        heading(TOP, "1 Background", 11),
        *set_in([FIRST], top=670, letters=80),
        heading(620, "1.1 Terms of the Trade", 9),
        *set_in([SECOND], top=605, letters=80),
        heading(560, "Conclusion", 11),
        *set_in([THIRD], top=545, letters=80),
        heading(500, "Acknowledgements", 9),
        *set_in([FIRST], top=485, letters=80),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    headings = [
        (part.level, text.content[part.start : part.end])
        for part in text.parts
        if part.kind is PartKind.HEADING
    ]
    assert headings == [
        (1, "1 Background"), (2, "1.1 Terms of the Trade"), (1, "Conclusion"),
        (1, "Acknowledgements"),
    ]  # fmt: skip


def an_entry(label: str, number: int) -> str:
    return (
        f"{label}Author, A., and Doe, C. {2000 + number}. On the invention of titles that are long "
        f"enough for two lines. Journal of Invented Studies {number}, 2, 10-19."
    )


@pytest.mark.parametrize("label", ["[{}] ", "{}. ", ""])
def test_entries_of_a_reference_list_are_parts_over_columns_as_well(
    tmp_path: Path, label: str
) -> None:
    entries = [an_entry(label.format(number), number) for number in range(1, 9)]
    words = [*set_in([FIRST]), Words(x=LEFT, y=600, text="References", size=10, font="bold")]
    placed: list[Words] = []
    for entry in entries:
        for place, line in enumerate(textwrap.wrap(entry, LETTERS - 2, break_on_hyphens=False)):
            placed.append(Words(x=LEFT + 10 * bool(place), y=0, text=line, size=7))
    half = len(placed) // 2 + 1
    for place, word in enumerate(placed):
        shift = RIGHT - LEFT if place >= half else 0
        y = 585 - 9 * (place % half)
        words.append(Words(x=word.x + shift, y=y, text=word.text, size=7))

    text = a_text(tmp_path, [Sheet(words=words)])

    assert words_of(text, PartKind.REFERENCE) == entries
    assert words_of(text, PartKind.HEADING) == ["References"]


def test_a_list_under_a_heading_that_is_set_like_it_is_a_list(tmp_path: Path) -> None:
    entries = [an_entry(f"{number}. ", number) for number in range(1, 9)]
    placed = [line for entry in entries for line in textwrap.wrap(entry, 80)]
    words = [
        *set_in([FIRST], letters=80),
        Words(x=LEFT, y=600, text="References", size=10),
        *lines(placed, x=LEFT, top=585),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    assert words_of(text, PartKind.REFERENCE) == entries


def test_a_word_in_brackets_at_the_beginning_of_a_line_is_no_label_among_numbers(
    tmp_path: Path,
) -> None:
    printed = ["[1] Author, A. 2001. A title.", "[2] Doe, C. A page. Accessed: May 3, 2023.",
               "[Online]. Available: example.org/page"]  # fmt: skip
    words = [
        *set_in([FIRST], letters=80),
        Words(x=LEFT, y=600, text="References", size=10, font="bold"),
        *lines(printed, x=LEFT, top=580),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    assert words_of(text, PartKind.REFERENCE) == [printed[0], " ".join(printed[1:])]


def test_a_heading_after_the_references_ends_them(tmp_path: Path) -> None:
    words = [
        *set_in([FIRST], letters=80),
        Words(x=LEFT, y=600, text="References", size=10, font="bold"),
        *lines(["[1] Author, A. 2001. A title.", "[2] Doe, C. 2002. Another."], x=LEFT, top=580),
        Words(x=LEFT, y=540, text="Appendix", size=10, font="bold"),
        *set_in([SECOND], top=520, letters=80),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    assert [kind for kind, _ in parts_of(text)] == [
        PartKind.PARAGRAPH, PartKind.HEADING, PartKind.REFERENCE, PartKind.REFERENCE,
        PartKind.HEADING, PartKind.PARAGRAPH,
    ]  # fmt: skip


def test_cells_of_a_table_stay_in_their_rows(tmp_path: Path) -> None:
    rows = [("Group", "Count", "Share"), ("Adults", "1,204", "35.5%"), ("Others", "2,100", "61.9%")]
    cells = [
        Words(x=LEFT + 120 * column, y=560 - 12 * row, text=cell, size=SIZE)
        for row, texts in enumerate(rows)
        for column, cell in enumerate(texts)
    ]
    caption = Words(x=LEFT, y=580, text="Table 2: Groups and their shares.", size=SIZE)
    words = [
        *set_in([FIRST, THIRD], letters=90),
        caption,
        *cells,
        *set_in([SECOND], top=510, letters=90),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    assert words_of(text, PartKind.TABLE) == [
        "Group\tCount\tShare\nAdults\t1,204\t35.5%\nOthers\t2,100\t61.9%"
    ]
    assert words_of(text, PartKind.CAPTION) == ["Table 2: Groups and their shares."]
    assert words_of(text, PartKind.PARAGRAPH) == [FIRST, THIRD, SECOND]


def test_every_word_has_a_box_where_it_stands(tmp_path: Path) -> None:
    text = a_text(
        tmp_path,
        [
            Sheet(
                words=[
                    Words(x=100, y=500, text="Some ex-"),
                    Words(x=100, y=488, text="ample words"),
                ]
            )
        ],
    )

    boxes = [(text.content[box.start : box.end], box.left, box.bottom) for box in text.boxes]
    assert text.content == "Some example words"
    assert [word for word, _, _ in boxes] == ["Some", "ex", "ample", "words"]
    assert [round(bottom) for _, _, bottom in boxes] == [500, 500, 488, 488]
    assert all(100 <= left < 180 for _, left, _ in boxes)
    assert (text.pages[0].width, text.pages[0].height) == (612, 792)


def test_a_page_on_its_side_is_read_and_its_boxes_lie_on_the_page(tmp_path: Path) -> None:
    upright = b"BT /plain 10 Tf 0 1 -1 0 %d 100 Tm (%s) Tj ET\n"
    operators = upright % (200, b"A table on its side,") + upright % (212, b"read from below.")

    text = a_text(tmp_path, [Sheet(operators=operators)])

    assert text.content == "A table on its side, read from below."
    first = text.boxes[0]
    assert 190 <= first.left <= first.right <= 202
    assert 100 <= first.bottom <= first.top <= 110


def test_a_stamp_in_the_margin_is_left_out(tmp_path: Path) -> None:
    stamp = b"BT /plain 14 Tf 0 1 -1 0 30 200 Tm (preprint:2501.00001v1) Tj ET\n"

    text = a_text(tmp_path, [Sheet(words=set_in([FIRST]), operators=stamp)])

    assert text.content == FIRST


def test_pages_that_are_alike_keep_their_words(tmp_path: Path) -> None:
    text = a_text(tmp_path, [Sheet(words=lines(["Always the same words."]))] * 3)

    assert text.content.count("Always the same words.") == 3


def test_the_title_of_the_file_counts_where_the_page_has_none_and_no_program_made_it_up(
    tmp_path: Path,
) -> None:
    sheet = Sheet(words=set_in([FIRST]))

    assert a_text(tmp_path, [sheet], title="On Invention").title == "On Invention"
    assert a_text(tmp_path, [sheet], title="Microsoft Word - paper_final2.doc").title == ""


def test_a_tree_of_pages_that_is_its_own_branch_gives_its_pages(tmp_path: Path) -> None:
    text = read_data(tmp_path, a_loop())

    assert text.content == "One page of words."
    assert [problem.code for problem in text.problems] == ["cut-off"]


@pytest.mark.parametrize("seed", range(3))
def test_garbage_is_refused_in_words(tmp_path: Path, seed: int) -> None:
    garbage = random.Random(seed).randbytes(20_000)  # noqa: S311

    with pytest.raises(TextNotTakenError, match="no page of it can be read"):
        read_data(tmp_path, b"%PDF-1.7\n" + garbage)


def test_a_scan_without_text_says_so(tmp_path: Path) -> None:
    text = read_data(tmp_path, a_scan(2))

    assert text.content == ""
    assert [page.index for page in text.pages] == [0, 1]
    (problem,) = text.problems
    assert problem.code == "no-text"
    assert "(OCR)" in problem.message


def test_a_scan_in_part_names_its_pages(tmp_path: Path) -> None:
    picture, sheet = Sheet(operators=a_picture()), Sheet(words=set_in([FIRST]))

    text = a_text(tmp_path, [picture, sheet, sheet, picture])

    (problem,) = text.problems
    assert (problem.code, problem.page) == ("no-text", 1)
    assert "on pages 1, 4;" in problem.message


def test_more_pages_than_are_read_are_told(tmp_path: Path) -> None:
    text = a_text(tmp_path, [Sheet(words=set_in([FIRST]))] * 12, limits=Limits(pages=10))

    assert len(text.pages) == 10
    (problem,) = text.problems
    assert (problem.code, problem.page) == ("too-long", 11)
    assert "first 10 of 12 pages" in problem.message


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    columns = [
        set_in(paragraphs, x=40 + 180 * place, letters=38, size=7)
        for place, paragraphs in enumerate([(FIRST, SECOND), (THIRD, FIRST), (SECOND, THIRD)])
    ]

    text = a_text(tmp_path, [Sheet(words=[word for column in columns for word in column])])

    assert words_of(text, PartKind.PARAGRAPH) == [FIRST, SECOND, THIRD, FIRST, SECOND, THIRD]


def test_roman_headings_stand_above_those_with_letters(tmp_path: Path) -> None:
    words = [
        Words(x=250, y=700, text="I. Introduction", size=SIZE),
        *set_in([FIRST], top=685, letters=80),
        Words(x=LEFT, y=640, text="A. Details of It", size=SIZE, font="italic"),
        *set_in([SECOND], top=625, letters=80),
        Words(x=250, y=580, text="II. Related Work", size=SIZE),
        *set_in([THIRD], top=565, letters=80),
    ]

    text = a_text(tmp_path, [Sheet(words=words)])

    headings = [part for part in text.parts if part.kind is PartKind.HEADING]
    assert [(part.level, text.content[part.start : part.end]) for part in headings] == [
        (1, "I. Introduction"), (2, "A. Details of It"), (1, "II. Related Work"),
    ]  # fmt: skip


places = st.builds(
    lambda text, left, bottom, size, width, raised: Word(
        text=text,
        left=left,
        bottom=bottom,
        right=left + width,
        top=bottom + size,
        baseline=bottom + raised,
        size=size,
    ),
    text=st.sampled_from(
        ["Words", "re-", "[1]", "1", "References", "Figure", "1:", "*", "ﬁ²", "x."]
    ),
    left=st.integers(-20, 640).map(float),
    bottom=st.integers(0, 80).map(lambda n: n * 10.0),
    size=st.sampled_from([1.0, 6.0, 10.0, 18.0]),
    width=st.integers(0, 200).map(float),
    raised=st.sampled_from([0.0, 3.0]),
)


@given(st.lists(st.lists(places, max_size=40), max_size=4))
@settings(max_examples=60, deadline=None)
def test_words_anywhere_on_pages_make_a_text_that_holds_together(sheets: list[list[Word]]) -> None:
    pages = [
        PageWords(index=index, label="", width=612, height=792, words=tuple(words))
        for index, words in enumerate(sheets)
    ]

    text = laid_out(pages)

    ends = [0, *(part.end for part in text.parts)]
    starts = [*(part.start for part in text.parts), len(text.content)]
    assert all(text.content[a:b].strip() == "" for a, b in zip(ends, starts, strict=True))
    assert all(part.start < part.end for part in text.parts)
    assert [box.start for box in text.boxes] == sorted(box.start for box in text.boxes)
    assert all(page.start <= page.end for page in text.pages)
    assert [page.index for page in text.pages] == list(range(len(pages)))
    assert all(text.content[mark.start : mark.end].strip() for mark in text.marks)
