"""A document to be written in several forms: sections of paragraphs, lists, tables and entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A few sentences; a tone is a style of the terminal and of pages, and says nothing itself."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Things one below the other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under named columns; the caption says of what. Columns of `numbers` count from 0."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing with a heading, the state it is in, and named facts; several under one name too.

    `state` begins with its sign; `tone` only adds to that.
    """

    title: str
    state: str = ""
    tone: str = ""
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()


Block = Paragraph | Listing | Table | Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A title, what to say before anything is shown, and the sections."""

    title: str
    content_note: str = ""
    lead: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
