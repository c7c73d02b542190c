"""A text as JSON, and back; boxes are rows of seven numbers, for there are very many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.texts import Box, Mark, MarkKind, Page, Part, PartKind, Text, TextProblem


def text_to_json(text: Text) -> dict[str, Any]:
    """Plain lists, texts and numbers, with nothing lost."""
    return {
        "content": text.content,
        "media_type": text.media_type,
        "title": text.title,
        "pages": [_page_row(page) for page in text.pages],
        "parts": [_part_form(part) for part in text.parts],
        "marks": [[mark.kind.value, mark.start, mark.end, *mark.targets] for mark in text.marks],
        "boxes": [
            [box.page, box.start, box.end, box.left, box.bottom, box.right, box.top]
            for box in text.boxes
        ],
        "problems": [_problem_form(problem) for problem in text.problems],
        "sources": list(text.sources),
    }


def text_from_json(form: Mapping[str, Any]) -> Text:
    """The text of which `text_to_json` made `form`.

    Raises `KeyError`, `TypeError` or `ValueError` for anything else.
    """
    return Text(
        content=form["content"],
        media_type=form["media_type"],
        title=form["title"],
        pages=tuple(_page(row) for row in form["pages"]),
        parts=tuple(_part(each) for each in form["parts"]),
        marks=tuple(_mark(row) for row in form["marks"]),
        boxes=tuple(_box(row) for row in form["boxes"]),
        problems=tuple(TextProblem(**each) for each in form["problems"]),
        sources=tuple(form["sources"]),
    )


def _page_row(page: Page) -> list[Any]:
    return [page.index, page.label, page.start, page.end, page.width, page.height]


def _part_form(part: Part) -> dict[str, Any]:
    form: dict[str, Any] = {"kind": part.kind.value, "start": part.start, "end": part.end}
    optional = {
        "level": part.level,
        "number": part.number,
        "id": part.id,
        "fields": dict(part.fields),
        "continues": part.continues,
    }
    return form | {name: value for name, value in optional.items() if value}


def _problem_form(problem: TextProblem) -> dict[str, Any]:
    form: dict[str, Any] = {"code": problem.code, "message": problem.message}
    places = {"page": problem.page, "line": problem.line}
    return form | {name: value for name, value in places.items() if value is not None}


def _page(row: list[Any]) -> Page:
    index, label, start, end, width, height = row
    return Page(index=index, label=label, start=start, end=end, width=width, height=height)


def _part(form: Mapping[str, Any]) -> Part:
    return Part(**{**form, "kind": PartKind(form["kind"])})


def _mark(row: list[Any]) -> Mark:
    kind, start, end, *targets = row
    return Mark(kind=MarkKind(kind), start=start, end=end, targets=tuple(targets))


def _box(row: list[Any]) -> Box:
    page, start, end, left, bottom, right, top = row
    return Box(page=page, start=start, end=end, left=left, bottom=bottom, right=right, top=top)
