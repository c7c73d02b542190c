"""Works turned into rows and back; no SQLAlchemy, so that a quick look can do without it."""

from __future__ import annotations

import unicodedata
from typing import Any

from bib.identity import Identified, Identity
from bib.names import Name
from bib.standing import Standing, StandingSignal
from bib.works import (
    Citekey,
    LinkPolicy,
    ReadStatus,
    Related,
    Sighting,
    Work,
    WorkRelation,
)
from tracker.storage.columns import (
    date_text,
    json_text,
    list_text,
    read_date,
    read_json,
    read_list,
    without_empty,
)


def folded(key: str) -> str:
    """What two citekeys have in common that a careless reader would take for one."""
    return unicodedata.normalize("NFC", key).casefold()


def work_to_row(work: Work) -> dict[str, Any]:
    """The columns of the table of works."""
    return {
        "key": work.key,
        "folded_key": folded(work.key),
        "type": work.type,
        "title": work.title,
        "year": work.year,
        "fields": json_text(dict(work.fields)),
        "block": work.block,
        "block_format": work.block_format,
        "authors": json_text([_name_parts(name) for name in work.authors]),
        "editors": json_text([_name_parts(name) for name in work.editors]),
        "issued": date_text(work.issued),
        "cited_as": work.cited_as,
        "link_policy": str(work.link_policy),
        "read_status": str(work.read_status),
        "standing": json_text([_signal_parts(signal) for signal in work.standing]),
        "seen": json_text([_sighting_parts(sighting) for sighting in work.seen]),
        "repairs": list_text(work.repairs),
        "related": json_text([[str(each.relation), each.work] for each in work.related]),
        "origins": json_text(dict(work.origins)),
        "address_sha256": work.address_sha256,
        "gist": work.gist,
        "note": work.note,
        "identified": json_text(_identified_parts(work.identified)) if work.identified else "",
    }


def work_to_parts(work: Work) -> tuple[list[dict[str, Any]], ...]:
    """The rows of the tables of aliases and of identifiers."""
    return (
        [{"alias": alias, "folded_alias": folded(alias)} for alias in work.aliases],
        [{"kind": kind, "value": value} for kind, value in work.ids.items()],
    )


def work_from_row(row: Any, parts: Any) -> Work:
    """The work of a row, with its aliases and its identifiers, rows being read by attribute."""
    return Work(
        key=Citekey(row.key),
        type=row.type,
        fields=read_json(row.fields),
        block=row.block,
        block_format=row.block_format,
        title=row.title,
        authors=_names(row.authors),
        editors=_names(row.editors),
        issued=read_date(row.issued),
        ids={part.kind: part.value for part in parts[1]},
        aliases=tuple(part.alias for part in parts[0]),
        cited_as=row.cited_as,
        link_policy=LinkPolicy(row.link_policy),
        read_status=ReadStatus(row.read_status),
        standing=standing_in(row.standing),
        seen=tuple(_sighting(part) for part in read_json(row.seen)),
        repairs=read_list(row.repairs),
        related=tuple(
            Related(relation=WorkRelation(relation), work=Citekey(key))
            for relation, key in read_json(row.related)
        ),
        origins=read_json(row.origins),
        address_sha256=row.address_sha256,
        gist=row.gist,
        note=row.note,
        identified=identified_in(row.identified),
    )


def standing_in(column: str) -> tuple[StandingSignal, ...]:
    """What is said of how a work stands, from its column."""
    return () if column == "[]" else tuple(_signal(part) for part in read_json(column))


def identified_in(column: str) -> Identified | None:
    """What came of comparing a work with the world's records, from its column."""
    return _identified(read_json(column)) if column else None


def _identified_parts(found: Identified) -> dict[str, str]:
    return without_empty(grade=str(found.grade), by=found.by, on=date_text(found.on), why=found.why)


def _identified(parts: dict[str, str]) -> Identified:
    return Identified(
        grade=Identity(parts["grade"]),
        by=parts.get("by", ""),
        on=read_date(parts.get("on")),
        why=parts.get("why", ""),
    )


def _name_parts(name: Name) -> dict[str, str]:
    return without_empty(
        family=name.family,
        given=name.given,
        particle=name.particle,
        suffix=name.suffix,
        literal=name.literal,
    )


def _names(text: str) -> tuple[Name, ...]:
    return () if text == "[]" else tuple(Name(**parts) for parts in read_json(text))


def _signal_parts(signal: StandingSignal) -> dict[str, str]:
    return without_empty(
        state=str(signal.state), since=date_text(signal.since), seen=signal.seen, note=signal.note
    )


def _signal(parts: dict[str, str]) -> StandingSignal:
    return StandingSignal(
        state=Standing(parts["state"]),
        since=read_date(parts.get("since")),
        seen=parts.get("seen", ""),
        note=parts.get("note", ""),
    )


def _sighting_parts(sighting: Sighting) -> dict[str, str]:
    return without_empty(where=sighting.where, what=sighting.what, on=date_text(sighting.on))


def _sighting(parts: dict[str, str]) -> Sighting:
    return Sighting(
        where=parts.get("where", ""),
        what=parts.get("what", ""),
        on=read_date(parts.get("on")),
    )
