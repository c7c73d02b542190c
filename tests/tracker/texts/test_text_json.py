from __future__ import annotations

import json

from evidence.texts import Box, Mark, MarkKind, Page, Part, PartKind, Text, TextProblem
from tracker.texts.text_json import text_from_json, text_to_json


def test_a_text_comes_back_from_json_as_it_was() -> None:
    text = Text(
        content="Title\n\nWords 𝔸 and more",
        media_type="application/pdf",
        title="Title",
        pages=(Page(index=0, label="xii", start=0, end=23, width=612.0, height=792.5),),
        parts=(
            Part(kind=PartKind.HEADING, start=0, end=5, level=2, number="1.1", id="s1"),
            Part(kind=PartKind.REFERENCE, start=7, end=23, fields={"year": "2020"}, continues=True),
        ),
        marks=(Mark(kind=MarkKind.CITATION, start=7, end=12, targets=("b1", "b2")),),
        boxes=(Box(page=0, start=0, end=5, left=1.5, bottom=2.0, right=3.25, top=4.0),),
        problems=(
            TextProblem(code="no-text", message="No text.", page=2),
            TextProblem(code="bad-line", message="A line.", line=0),
        ),
        sources=("parts/intro.tex",),
    )

    assert text_from_json(json.loads(json.dumps(text_to_json(text)))) == text


def test_a_text_of_words_only_comes_back_as_well() -> None:
    text = Text(content="")

    assert text_from_json(json.loads(json.dumps(text_to_json(text)))) == text
