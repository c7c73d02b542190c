"""What a review needs: words that were changed under verdicts, and digests to compare them by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, exists, select, update

from evidence.reviewing.bindings import Wording, wordings_of
from tracker.storage.claims import CLAIMS
from tracker.storage.families import Family, Identity, PartRows, StoredRow, load, save
from tracker.storage.tables import citations, claims, excerpts, verdicts, wordings


def _wording_row(wording: Wording) -> dict[str, str]:
    return {"sha256": wording.sha256, "words": wording.words}


def _wording(row: StoredRow, _parts: PartRows) -> Wording:
    return Wording(sha256=row.sha256, words=row.words)


WORDINGS = Family[Wording](
    what="wording", table=wordings, to_row=_wording_row, from_row=_wording, subjects=lambda _id: ()
)


def keep_wordings(connection: Connection, names: Iterable[Identity], *, end: int) -> None:
    """Keep what these claims say now, as far as somebody has given a verdict on them.

    To be called before they are changed; `end` is where new wordings are placed.
    """
    ids = [id_ for (id_,) in names]
    judged = set(
        connection.scalars(select(verdicts.c.claim).where(verdicts.c.claim.in_(ids)).distinct())
    )
    old = load(connection, CLAIMS, among=sorted(judged)) if judged else []
    told = [each for claim in old for each in wordings_of(claim)]
    save(connection, WORDINGS, enumerate(told, end))


def fill_digests(connection: Connection) -> None:
    """Work out the digests of claims, citations and excerpts that an older program wrote."""
    lacking = [
        exists().where(table.c.claim == claims.c.id, table.c.wording_sha256 == "")
        for table in (citations, excerpts)
    ]
    query = select(claims.c.id).where((claims.c.wording_sha256 == "") | lacking[0] | lacking[1])
    ids: Sequence[str] = connection.scalars(query).all()
    for claim in load(connection, CLAIMS, among=ids) if ids else ():
        row, parts = CLAIMS.to_row(claim), CLAIMS.to_parts(claim)
        connection.execute(
            update(claims)
            .where(claims.c.id == claim.id)
            .values(wording_sha256=row["wording_sha256"])
        )
        for table, rows in zip((citations, excerpts), (parts[0], parts[2]), strict=True):
            for position, part in enumerate(rows):
                connection.execute(
                    update(table)
                    .where(table.c.claim == claim.id, table.c.position == position)
                    .values(wording_sha256=part["wording_sha256"])
                )
