"""The records of an XML bibliography made into a reading, each taken or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bib.formats.hostile_xml import (
    BadXmlError,
    Element,
    RawRecord,
    cut_records,
    entity_declaration,
    parse_record,
)
from bib.formats.reading import Reading
from bib.formats.records import Collecting
from bib.problems import Doubt
from bib.standing import StandingSignal
from bib.works import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a record says: an empty key is made by formula."""

    key: str
    type: str
    fields: Mapping[str, str]
    standing: tuple[StandingSignal, ...] = ()


def read_records(
    text: str,
    *,
    file: str,
    names: tuple[str, ...],
    format_: str,
    parts_of: Callable[[Element], Parts],
) -> Reading:
    """All records of these names; what declares or uses an entity is told and not expanded."""
    collecting = Collecting(file=file, block_format=format_)
    if declared := entity_declaration(text):
        message = (
            "The file declares an entity, which is not expanded; a record that uses it is not read."
        )
        collecting.tell(*declared, [Doubt(code="entity-declared", message=message)])
    for record in cut_records(text, names):
        try:
            parts = parts_of(_tree_of(record))
        except BadXmlError as error:
            message = f"This record cannot be read: {error}."
            collecting.refuse(record.line, record.raw, "bad-xml", message)
            continue
        collecting.take(
            line=record.line, raw=record.raw, key=parts.key, type=parts.type, fields=parts.fields
        )
        if parts.standing:
            entry = collecting.entries[-1]
            if isinstance(entry.item, Work):
                work = replace(entry.item, standing=parts.standing)
                collecting.entries[-1] = replace(entry, item=work)
    return collecting.reading()


def _tree_of(record: RawRecord) -> Element:
    if not record.is_whole:
        raise BadXmlError(f"its closing tag </{record.name}> is missing")
    return parse_record(record.raw)
