"""Texts as rows, one a file, with everything that has a place in them.

What a text is made of is many and small, so each column holds all pages, parts or marks as lists
without names, in the order of the value's fields; boxes, one a word, are packed and compressed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from evidence.texts import Box, Mark, MarkKind, Page, Part, PartKind, Text, TextProblem
from tracker.errors import DamagedRecordError
from tracker.storage.columns import json_text, list_text, read_json, read_list
from tracker.storage.families import IN_LIST, StoredRow, batched
from tracker.storage.tables import texts

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


def load_text(connection: Connection, sha256: str, *, with_boxes: bool) -> Text | None:
    """The text of the file of that hash; boxes are most of its bulk and often not needed."""
    columns = [column for column in texts.columns if with_boxes or column.name != "boxes"]
    row = connection.execute(select(*columns).where(texts.c.sha256 == sha256)).one_or_none()
    if row is None:
        return None
    try:
        return _text(row, with_boxes=with_boxes)
    except (ValueError, TypeError, LookupError, AttributeError, struct.error, zlib.error) as error:
        raise DamagedRecordError("text", sha256, str(error).rstrip(".")) from error


def load_facts(connection: Connection, hashes: Collection[str] | None) -> dict[str, TextFacts]:
    """What there is to say of each text, by the hash of its file."""
    names = ("sha256", "text_sha256", "media_type", "title", "characters", "pages", "problems")
    query = select(*(texts.c[name] for name in names))
    wanted = [None] if hashes is None else list(batched(hashes, IN_LIST))
    found = (
        row
        for chunk in wanted
        for row in connection.execute(
            query if chunk is None else query.where(texts.c.sha256.in_(chunk))
        )
    )
    return {row.sha256: _facts(row) for row in found}


def save_text(connection: Connection, sha256: str, text: Text) -> bool:
    """Put the text of a file in place of what was taken from it before; tells if it is another."""
    row = {"sha256": sha256, **_row(text)}
    stored = connection.execute(select(texts).where(texts.c.sha256 == sha256)).mappings().first()
    if stored is not None and dict(stored) == row:
        return False
    remove_text(connection, sha256)
    connection.execute(insert(texts), row)
    return True


def remove_text(connection: Connection, sha256: str) -> bool:
    """Forget the text of a file; tells whether there was one."""
    return connection.execute(delete(texts).where(texts.c.sha256 == sha256)).rowcount > 0


def _row(text: Text) -> dict[str, Any]:
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


def _text(row: StoredRow, *, with_boxes: bool) -> Text:
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


def _facts(row: StoredRow) -> TextFacts:
    return TextFacts(
        sha256=row.sha256,
        text_sha256=row.text_sha256,
        media_type=row.media_type,
        title=row.title,
        characters=row.characters,
        pages=len(read_json(row.pages)),
        problems=_problems(row.problems),
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
