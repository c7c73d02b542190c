"""Marks that a reader made in a file, and the words of its text that they lie on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from evidence.texts import Box, Text


class AnnotationKind(StrEnum):
    """What a reader did with the words."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAnnotation:
    """A highlight or a note in a file; `page` counts from 0.

    `boxes` are (left, bottom, right, top) in points from the page's lower left corner; a note has
    one, where its sign stands. `colour` is "#rrggbb", or empty. `id` is the name that the program
    which made it gave it.
    """

    kind: AnnotationKind
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]
    comment: str = ""
    author: str = ""
    colour: str = ""
    made_at: datetime | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedWords:
    """The words that an annotation lies on, as places in the text, and how they read."""

    start: int
    end: int
    quote: str


def words_under(annotation: FileAnnotation, text: Text) -> AnnotatedWords | None:
    """The words from the first to the last that the annotation covers; `None` for none.

    A note lies on no words.
    """
    if annotation.kind is AnnotationKind.NOTE:
        return None
    covered = [
        box
        for box in text.boxes
        if box.page == annotation.page and any(_covers(area, box) for area in annotation.boxes)
    ]
    if not covered:
        return None
    start, end = covered[0].start, covered[-1].end
    return AnnotatedWords(start=start, end=end, quote=text.content[start:end])


def annotation_to_json(annotation: FileAnnotation) -> dict[str, Any]:
    """Plain lists, texts and numbers."""
    made_at = annotation.made_at
    return {
        "kind": annotation.kind.value,
        "page": annotation.page,
        "boxes": [list(box) for box in annotation.boxes],
        "comment": annotation.comment,
        "author": annotation.author,
        "colour": annotation.colour,
        "made_at": made_at.isoformat() if made_at else None,
        "id": annotation.id,
    }


def annotation_from_json(form: Mapping[str, Any]) -> FileAnnotation:
    """The annotation of which `annotation_to_json` made `form`."""
    made_at = form["made_at"]
    return FileAnnotation(
        kind=AnnotationKind(form["kind"]),
        page=form["page"],
        boxes=tuple(_four(box) for box in form["boxes"]),
        comment=form["comment"],
        author=form["author"],
        colour=form["colour"],
        made_at=datetime.fromisoformat(made_at) if made_at else None,
        id=form["id"],
    )


def _four(edges: Sequence[float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = edges
    return left, bottom, right, top


def _covers(area: tuple[float, float, float, float], box: Box) -> bool:
    """Whether the middle of a word lies in an area."""
    left, bottom, right, top = area
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return left <= x <= right and bottom <= y <= top
