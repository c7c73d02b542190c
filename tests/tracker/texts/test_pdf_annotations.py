from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from evidence.texts import Text
from tests.pdf_files import Annotation, Sheet, Words, a_pdf
from tracker.texts.annotations import (
    AnnotationKind,
    FileAnnotation,
    annotation_from_json,
    annotation_to_json,
    words_under,
)
from tracker.texts.limits import LIMITS
from tracker.texts.pdf import read_pdf
from tracker.texts.pdf_annotations import read_annotations
from tracker.texts.taking import take_annotations

WORDS = [
    Words(x=100, y=700, text="Nearly 200 programs let anyone"),
    Words(x=100, y=688, text="make such pictures in min-"),
    Words(x=100, y=676, text="utes, without any skill."),
]
# Letters are six points wide; the last box ends inside of the word it lies on.
OVER_TWO_LINES = [(142, 698, 280, 708), (100, 686, 256, 696), (100, 674, 124, 684)]


def a_paper(folder: Path, annotations: Sequence[Annotation]) -> tuple[Path, Text]:
    path = folder / "paper.pdf"
    path.write_bytes(a_pdf([Sheet(), Sheet(words=WORDS, annotations=annotations)]))
    return path, read_pdf(path, limits=LIMITS)


def test_a_highlight_gives_its_words_colour_comment_author_and_page(tmp_path: Path) -> None:
    path, text = a_paper(
        tmp_path,
        [
            Annotation(
                subtype="Highlight",
                boxes=OVER_TWO_LINES,
                contents="Who counted?\rAsk – soon.",
                author="Anna Müller",
                colour=(1, 0.5, 0),
                extra="/CreationDate (D:20250301120000+01'00') /NM (mark-1)",
            )
        ],
    )

    (found,) = read_annotations(path, limits=LIMITS)
    words = words_under(found, text)

    assert found == FileAnnotation(
        kind=AnnotationKind.HIGHLIGHT,
        page=1,
        boxes=tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in OVER_TWO_LINES),
        comment="Who counted?\nAsk – soon.",
        author="Anna Müller",
        colour="#ff7f00",
        made_at=datetime(2025, 3, 1, 11, tzinfo=UTC),
        id="mark-1",
    )
    assert words is not None
    assert words.quote == "200 programs let anyone make such pictures in minutes,"
    assert text.content[words.start : words.end] == words.quote


def test_underlines_strikes_and_notes_are_told_apart_and_links_left_out(tmp_path: Path) -> None:
    box = [(100, 698, 136, 708)]
    path, text = a_paper(
        tmp_path,
        [
            Annotation(subtype="Underline", boxes=box),
            Annotation(subtype="StrikeOut", boxes=box),
            Annotation(subtype="Text", boxes=box, contents="A note."),
            Annotation(subtype="Link", boxes=box, address="https://example.org"),
        ],
    )

    found = read_annotations(path, limits=LIMITS)

    assert [each.kind for each in found] == [
        AnnotationKind.UNDERLINE, AnnotationKind.STRIKEOUT, AnnotationKind.NOTE,
    ]  # fmt: skip
    underline, _, note = found
    words = words_under(underline, text)
    assert words is not None
    assert words.quote == "Nearly"
    assert words_under(note, text) is None
    assert note.comment == "A note."


def test_a_highlight_over_nothing_has_no_words(tmp_path: Path) -> None:
    path, text = a_paper(tmp_path, [Annotation(subtype="Highlight", boxes=[(10, 10, 20, 20)])])

    (found,) = read_annotations(path, limits=LIMITS)

    assert words_under(found, text) is None


def test_dates_that_make_no_sense_are_no_dates(tmp_path: Path) -> None:
    box = [(100, 698, 136, 708)]
    dates = ["D:20251399", "yesterday", "D:2025", "D:20250301000000-05'30'", "D:00000101"]
    path, _ = a_paper(
        tmp_path,
        [Annotation(subtype="Highlight", boxes=box, extra=f"/M ({date})") for date in dates],
    )

    assert [each.made_at for each in read_annotations(path, limits=LIMITS)] == [
        None,
        None,
        datetime(2025, 1, 1, tzinfo=UTC),
        datetime(2025, 3, 1, 5, 30, tzinfo=UTC),
        None,
    ]


def test_annotations_come_back_from_json_and_out_of_the_process_apart(tmp_path: Path) -> None:
    path, _ = a_paper(
        tmp_path,
        [
            Annotation(subtype="Highlight", boxes=OVER_TWO_LINES, extra="/M (D:20250301)"),
            Annotation(subtype="Text", boxes=[(0, 0, 10, 10)], contents="A note."),
        ],
    )

    found = read_annotations(path, limits=LIMITS)

    assert [
        annotation_from_json(json.loads(json.dumps(annotation_to_json(each)))) for each in found
    ] == found
    assert take_annotations(path) == tuple(found)
