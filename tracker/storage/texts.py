"""Texts kept under the hash of the file they were taken from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, Connection, delete, insert, select

from evidence.texts import Text
from tracker.errors import DamagedRecordError
from tracker.storage.families import IN_LIST, StoredRow, batched
from tracker.storage.tables import attachments, texts
from tracker.storage.text_rows import (
    SENSELESS,
    ShownText,
    TextFacts,
    facts_from_row,
    shown_from_row,
    text_from_row,
    text_to_row,
)

_FACTS = ("sha256", "text_sha256", "media_type", "title", "characters", "pages", "problems")
_SHOWN = ("sha256", "content", "pages")


def load_text(connection: Connection, sha256: str, *, with_boxes: bool) -> Text | None:
    """The text of the file of that hash; boxes are most of its bulk and often not needed."""
    columns = [column for column in texts.columns if with_boxes or column.name != "boxes"]
    row = connection.execute(select(*columns).where(texts.c.sha256 == sha256)).one_or_none()
    if row is None:
        return None
    try:
        return text_from_row(row, with_boxes=with_boxes)
    except SENSELESS as error:
        raise DamagedRecordError("text", sha256, str(error).rstrip(".")) from error


def load_facts(connection: Connection, hashes: Collection[str] | None) -> dict[str, TextFacts]:
    """What there is to say of each text, by the hash of its file, or of all texts."""
    columns = [texts.c[name] for name in _FACTS]
    rows = (
        connection.execute(select(*columns)).all()
        if hashes is None
        else _among(connection, columns, hashes)
    )
    return {row.sha256: facts_from_row(row) for row in rows}


def load_digests(connection: Connection) -> dict[str, frozenset[str]]:
    """Work → the hashes of the words of its texts."""
    held: dict[str, set[str]] = {}
    joined = attachments.join(texts, attachments.c.sha256 == texts.c.sha256)
    query = select(attachments.c.work, texts.c.text_sha256).select_from(joined)
    for work, digest in connection.execute(query):
        held.setdefault(work, set()).add(digest)
    return {work: frozenset(digests) for work, digests in held.items()}


def load_same(connection: Connection, text_sha256: str) -> list[TextFacts]:
    """What there is to say of the texts whose words have that hash."""
    query = select(*(texts.c[name] for name in _FACTS)).where(texts.c.text_sha256 == text_sha256)
    return [facts_from_row(row) for row in connection.execute(query.order_by(texts.c.sha256))]


def load_shown(connection: Connection, hashes: Collection[str]) -> list[ShownText]:
    """What a list of hits shows of these texts."""
    works: dict[str, list[str]] = {}
    for chunk in batched(hashes, IN_LIST):
        owners = select(attachments.c.sha256, attachments.c.work).order_by(attachments.c.position)
        for row in connection.execute(owners.where(attachments.c.sha256.in_(chunk))):
            works.setdefault(row.sha256, []).append(row.work)
    rows = _among(connection, [texts.c[name] for name in _SHOWN], hashes)
    return [shown_from_row(row, tuple(works.get(row.sha256, ()))) for row in rows]


def save_text(connection: Connection, sha256: str, text: Text) -> bool:
    """Put the text of a file in place of what was taken from it before; tells if it is another."""
    row = {"sha256": sha256, **text_to_row(text)}
    stored = connection.execute(select(texts).where(texts.c.sha256 == sha256)).mappings().first()
    if stored is not None and dict(stored) == row:
        return False
    remove_text(connection, sha256)
    connection.execute(insert(texts), row)
    return True


def remove_text(connection: Connection, sha256: str) -> bool:
    """Forget the text of a file; tells whether there was one."""
    return connection.execute(delete(texts).where(texts.c.sha256 == sha256)).rowcount > 0


def _among(
    connection: Connection, columns: list[Column[Any]], hashes: Collection[str]
) -> list[StoredRow]:
    return [
        row
        for chunk in batched(hashes, IN_LIST)
        for row in connection.execute(select(*columns).where(texts.c.sha256.in_(chunk)))
    ]
