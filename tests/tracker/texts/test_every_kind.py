"""What holds for every format: one paper, written in each, gives the same text taken apart."""

from __future__ import annotations

import importlib
import re
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from evidence.texts import MarkKind, PartKind, Text
from tests.tracker.texts import invented_paper as paper
from tracker.errors import TextNotTakenError
from tracker.texts.kinds import HEAD_BYTES, KINDS, recognise
from tracker.texts.limits import LIMITS, Limits
from tracker.texts.taking import take_text

KINDS_BY_NAME = {kind.name: kind for kind in KINDS}
BY_FIELDS = {"jats", "tei", "latex"}


@pytest.fixture(params=paper.WRITERS)
def kind(request):
    return KINDS_BY_NAME[request.param]


@pytest.fixture
def file(kind, tmp_path: Path) -> Path:
    return paper.WRITERS[kind.name](tmp_path)


@pytest.fixture
def text(kind, file: Path) -> Text:
    read = getattr(importlib.import_module(kind.module), kind.reader)
    return read(file, limits=LIMITS)


def words_of(text: Text, kind: PartKind) -> list[str]:
    return [text.content[part.start : part.end] for part in text.parts if part.kind is kind]


def without_calls(text: Text) -> list[str]:
    """The paragraphs without reference calls and note signs, and the brackets round them."""
    characters = list(text.content)
    for mark in text.marks:
        if mark.kind is not MarkKind.LINK:
            characters[mark.start : mark.end] = "\0" * (mark.end - mark.start)
    return [
        re.sub(r" ?\[?\0(?:[\0,; ]*\0)?\]?", "", "".join(characters[part.start : part.end]))
        for part in text.parts
        if part.kind is PartKind.PARAGRAPH
    ]


def test_the_file_is_recognised(kind, file):
    with file.open("rb") as stream:
        recognised = recognise(stream.read(HEAD_BYTES), file)

    assert recognised.kind is kind
    assert recognised.problem is None


@pytest.mark.parametrize("kind", ["latex", "docx"])
def test_the_process_apart_takes_the_same_text(kind, tmp_path):
    file = paper.WRITERS[kind](tmp_path)
    read = getattr(importlib.import_module(KINDS_BY_NAME[kind].module), KINDS_BY_NAME[kind].reader)

    assert take_text(file) == read(file, limits=LIMITS)


def test_a_file_cut_off_anywhere_gives_what_could_be_taken(kind, file):
    read = getattr(importlib.import_module(kind.module), kind.reader)
    whole = file.read_bytes()
    for cut in range(1, len(whole), len(whole) // 12):
        file.write_bytes(whole[:cut])
        with suppress(TextNotTakenError):
            text = read(file, limits=LIMITS)
            assert all(problem.message.endswith(".") for problem in text.problems)


def test_a_text_that_is_too_long_is_cut_and_told(kind, file):
    read = getattr(importlib.import_module(kind.module), kind.reader)

    text = read(file, limits=Limits(characters=120))

    assert 0 < len(text.content) <= 150
    assert "too-long" in {problem.code for problem in text.problems}


def test_a_reading_that_takes_too_long_stops_by_itself(kind, file):
    read = getattr(importlib.import_module(kind.module), kind.reader)

    text = read(file, limits=Limits(seconds=0.0))

    assert "too-slow" in {problem.code for problem in text.problems}


def test_nothing_is_odd_about_it(text):
    assert text.problems == ()


def test_the_title_is_the_title(kind, text):
    assert text.title == paper.TITLE
    assert words_of(text, PartKind.TITLE) == [paper.TITLE]
    assert text.media_type == kind.media_type


def test_the_sections_are_the_same(text):
    headings = [part for part in text.parts if part.kind is PartKind.HEADING]

    found = [(text.content[part.start : part.end], part.level) for part in headings]
    assert found == list(paper.HEADINGS)


def test_sections_are_numbered_where_the_format_numbers_them(kind, text):
    numbers = [part.number for part in text.parts if part.kind is PartKind.HEADING]

    plain = ["", "", "", "", ""]
    assert numbers == (plain if kind.name in {"html", "epub"} else ["", "1", "2", "2.1", ""])


def test_the_words_are_the_same(text):
    assert without_calls(text) == list(paper.PARAGRAPHS)


def test_captions_and_notes_are_parts_of_their_own(text):
    captions, notes = words_of(text, PartKind.CAPTION), words_of(text, PartKind.NOTE)

    assert [re.sub(r"^Figure 1[:.] ", "", caption) for caption in captions] == [paper.CAPTION]
    assert notes == [paper.NOTE]


def test_a_note_is_called_by_a_superscript_that_points_to_it(text):
    notes = {part.id for part in text.parts if part.kind is PartKind.NOTE}

    calls = [mark for mark in text.marks if notes.intersection(mark.targets)]
    assert [(call.kind, text.content[call.start : call.end]) for call in calls] == [
        (MarkKind.SUPERSCRIPT, "1")
    ]


def test_every_call_points_to_its_reference(text):
    references = [part.id for part in text.parts if part.kind is PartKind.REFERENCE]

    calls = tuple(
        references.index(target)
        for mark in text.marks
        if mark.kind is MarkKind.CITATION
        for target in mark.targets
    )
    assert calls == paper.CALLS


def test_the_references_are_all_there_in_order(text):
    found = words_of(text, PartKind.REFERENCE)

    assert len(found) == len(paper.REFERENCES)
    for words, expected in zip(found, paper.REFERENCES, strict=True):
        assert all(piece in words for piece in expected)


def test_fields_are_given_where_the_format_has_them(kind, text):
    first = next(part for part in text.parts if part.kind is PartKind.REFERENCE)

    if kind.name in BY_FIELDS:
        assert dict(first.fields) == {
            "entrytype": "article",
            "author": "Ode, Una",
            "title": "Rooms without windows",
            "journal": "J. Rooms",
            "year": "2019",
            "volume": "3",
            "pages": "1–9",
            "doi": "10.5555/rooms",
        }
    else:
        assert dict(first.fields) == {}


def test_parts_are_in_order_and_only_white_space_lies_between(text):
    assert text.parts[0].start == 0
    assert text.parts[-1].end == len(text.content)
    assert all(text.content[a.end : b.start] == "\n\n" for a, b in pairwise(text.parts))


def test_marks_stand_on_words_inside_one_part(text):
    for mark in text.marks:
        words = text.content[mark.start : mark.end]
        assert words == words.strip() != ""
        assert any(part.start <= mark.start and mark.end <= part.end for part in text.parts)


def test_a_paragraph_is_one_line(text):
    for words in words_of(text, PartKind.PARAGRAPH) + words_of(text, PartKind.REFERENCE):
        assert " ".join(words.split()) == words
