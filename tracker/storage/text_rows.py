"""Texts turned into rows and back; no SQLAlchemy, so that a quick look can do without it.

What a text is made of is many and small, so each column holds all pages, parts or marks as lists
without names, in the order of the value's fields; boxes, one a word, are packed and compressed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bib.works import Citekey
from evidence.texts import Box, Mark, MarkKind, Page, Part, PartKind, Text, TextProblem
from tracker.storage.columns import json_text, list_text, read_json, read_list

# What a column raises that was filled by other means than ours.
SENSELESS = (ValueError, TypeError, LookupError, AttributeError, struct.error, zlib.error)

_BOX = struct.Struct("<iiidddd")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts:
    """What can be said of a stored text without reading it; `sha256` is that of its file."""

    sha256: str
    text_sha256: str
    media_type: str
    title: str
    characters: int
    pages: int
    problems: tuple[TextProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """What a list of hits shows of a text: its words, its pages, and the works that have it."""

    sha256: str
    works: tuple[Citekey, ...]
    text: Text


def text_to_row(text: Text) -> dict[str, Any]:
    """Every column of the table of texts but the hash of the file."""
    return {
        "text_sha256": text.sha256,
        "media_type": text.media_type,
        "title": text.title,
        "content": text.content,
        "characters": len(text.content),
        "pages": json_text(
            [[p.index, p.label, p.start, p.end, p.width, p.height] for p in text.pages]
        ),
        "parts": json_text([_part_row(part) for part in text.parts]),
        "marks": json_text([[str(m.kind), m.start, m.end, *m.targets] for m in text.marks]),
        "problems": json_text([[p.code, p.message, p.page, p.line] for p in text.problems]),
        "sources": list_text(text.sources),
        "boxes": _packed(text.boxes),
    }


def _part_row(part: Part) -> list[Any]:
    rest = [part.level, part.number, part.id, dict(part.fields), part.continues]
    # Most parts are paragraphs, of which there is nothing more to say.
    return [str(part.kind), part.start, part.end, *(rest if any(rest) else ())]


def text_from_row(row: Any, *, with_boxes: bool) -> Text:
    """The text of a row read by attribute; without its boxes where that column is not there."""
    return Text(
        content=row.content,
        media_type=row.media_type,
        title=row.title,
        pages=tuple(_page(*values) for values in read_json(row.pages)),
        parts=tuple(_part(*values) for values in read_json(row.parts)),
        marks=tuple(_mark(*values) for values in read_json(row.marks)),
        boxes=tuple(_unpacked(row.boxes)) if with_boxes else (),
        problems=_problems(row.problems),
        sources=read_list(row.sources),
    )


def facts_from_row(row: Any) -> TextFacts:
    """What can be said of the text of a row."""
    return TextFacts(
        sha256=row.sha256,
        text_sha256=row.text_sha256,
        media_type=row.media_type,
        title=row.title,
        characters=row.characters,
        pages=len(read_json(row.pages)),
        problems=_problems(row.problems),
    )


def shown_from_row(row: Any, works: tuple[str, ...]) -> ShownText:
    """What a list of hits shows of the text of a row, which may hold words and pages only."""
    pages = tuple(_page(*values) for values in read_json(row.pages))
    return ShownText(
        sha256=row.sha256,
        works=tuple(Citekey(each) for each in works),
        text=Text(content=row.content, pages=pages),
    )


def _page(index: int, label: str, start: int, end: int, width: float, height: float) -> Page:
    return Page(index=index, label=label, start=start, end=end, width=width, height=height)


def _part(
    kind: str,
    start: int,
    end: int,
    level: int = 0,
    number: str = "",
    id_: str = "",
    fields: dict[str, str] | None = None,
    continues: bool = False,
) -> Part:
    return Part(
        kind=PartKind(kind),
        start=start,
        end=end,
        level=level,
        number=number,
        id=id_,
        fields=fields or {},
        continues=continues,
    )


def _mark(kind: str, start: int, end: int, *targets: str) -> Mark:
    return Mark(kind=MarkKind(kind), start=start, end=end, targets=targets)


def _problems(column: str) -> tuple[TextProblem, ...]:
    return tuple(
        TextProblem(code=code, message=message, page=page, line=line)
        for code, message, page, line in read_json(column)
    )


def _packed(boxes: tuple[Box, ...]) -> bytes:
    packed = b"".join(
        _BOX.pack(b.page, b.start, b.end, b.left, b.bottom, b.right, b.top) for b in boxes
    )
    return zlib.compress(packed, level=1) if packed else b""


def _unpacked(column: bytes) -> Iterator[Box]:
    packed = zlib.decompress(column) if column else b""
    for page, start, end, left, bottom, right, top in _BOX.iter_unpack(packed):
        yield Box(page=page, start=start, end=end, left=left, bottom=bottom, right=right, top=top)
