"""Reference calls as they are found in a text, before it is settled which of them are meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.reading.numbers_cited import CitedNumber
from evidence.reading.paper import CitationStyle, Cited
from evidence.texts import Part, PartKind, Text

_WITH_CALLS = {
    PartKind.PARAGRAPH,
    PartKind.QUOTATION,
    PartKind.CAPTION,
    PartKind.TABLE,
    PartKind.NOTE,
    PartKind.HEADING,
}


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the text in which calls may stand; `start` is where its words begin."""

    start: int
    words: str
    kind: PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A stretch that looks like a reference call.

    Numeric calls have `numbers`, others are settled already in `cited`. `is_sure` tells that an
    author-year call names a work of the list, or has a form nothing else has. `odd` says what is
    doubtful, `code` under which name.
    """

    style: CitationStyle
    start: int
    end: int
    numbers: tuple[CitedNumber, ...] = ()
    cited: tuple[Cited, ...] = ()
    is_sure: bool = True
    odd: str = ""
    code: str = "doubtful-citation"


def areas_of(text: Text, parts: Sequence[Part]) -> Iterator[Area]:
    """The stretches of a text in which reference calls are looked for."""
    for part in parts:
        if part.kind in _WITH_CALLS:
            yield Area(part.start, text.content[part.start : part.end], part.kind)


def shown(words: str) -> str:
    """A stretch of a text as messages show it."""
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:59] + "…"
