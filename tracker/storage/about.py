"""What a corpus is, as the one row of its table."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from evidence.corpus import About
from tracker.storage.columns import list_text, read_list
from tracker.storage.tables import about


def load_about(connection: Connection) -> About:
    """What the corpus is; nothing in particular where nobody has said."""
    row = connection.execute(select(about)).one_or_none()
    if row is None:
        return About()
    return About(
        title=row.title,
        survey=row.survey,
        language=row.language,
        licence=row.licence,
        scope=row.scope,
        content_note=row.content_note,
        read_on=row.read_on,
        queries=read_list(row.queries),
        note=row.note,
    )


def save_about(connection: Connection, value: About) -> None:
    """Replace what is said of the corpus."""
    connection.execute(delete(about))
    row = {
        "id": 1,
        "title": value.title,
        "survey": value.survey,
        "language": value.language,
        "licence": value.licence,
        "scope": value.scope,
        "content_note": value.content_note,
        "read_on": value.read_on,
        "queries": list_text(value.queries),
        "note": value.note,
    }
    connection.execute(insert(about), row)
