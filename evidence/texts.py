"""Texts: the words taken from a file of a work, in reading order, with pages, parts and marks."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class PartKind(StrEnum):
    """What a part of a text is, as far as its format or its look tells."""

    TITLE = "title"
    FRONT = "front"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    CAPTION = "caption"
    TABLE = "table"
    NOTE = "note"
    FORMULA = "formula"
    REFERENCE = "reference"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: `index` counts from 0, `label` is what is printed on it; sizes are in points."""

    index: int
    label: str
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0

    @property
    def name(self) -> str:
        """What a person calls it: what is printed on it, else its place in the file."""
        return self.label or str(self.index + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One stretch of a text; `end` is exclusive, and parts never overlap.

    `level` counts from 1 for headings (1 is a section). `number` is a section's or a reference's
    number where the format gives it apart from the words, `id` the name under which marks point to
    the part. `fields` are a reference's BibTeX fields (with `entrytype`) where its format has them
    in parts. A paragraph that goes on after a caption, a page or a running head is two parts, the
    second of which `continues` the first.
    """

    kind: PartKind
    start: int
    end: int
    level: int = 0
    number: str = ""
    id: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    continues: bool = False


class MarkKind(StrEnum):
    """What a format itself says of a few words."""

    CITATION = "citation"
    SUPERSCRIPT = "superscript"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A citation, a superscript or a link; `targets` are ids of parts, citekeys or an address."""

    kind: MarkKind
    start: int
    end: int
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a word stands on its page, in points from the page's lower left corner."""

    page: int
    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextProblem:
    """Something that could not be taken, or only in part; `page` counts from 1."""

    code: str
    message: str
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The words of one file in reading order; all places are code points into `content`.

    Parts are in order; what lies between two of them is white space. Paragraphs are set apart by
    an empty line. `media_type` is what the file really is. `boxes` are in order of `start`.
    `sources` are the other files that words came from, such as those LaTeX pulls in, as paths
    relative to the folder of the file; they are kept with it.
    """

    content: str
    media_type: str = "text/plain"
    title: str = ""
    pages: tuple[Page, ...] = ()
    parts: tuple[Part, ...] = ()
    marks: tuple[Mark, ...] = ()
    boxes: tuple[Box, ...] = ()
    problems: tuple[TextProblem, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The hex digest of the words in UTF-8; what an excerpt's places are good for."""
        return hashlib.sha256(self.content.encode("utf-8", "surrogatepass")).hexdigest()

    def page_at(self, place: int) -> Page | None:
        """The page on which a place stands, where the format has pages."""
        found = bisect_right(self.pages, place, key=lambda page: page.start) - 1
        return self.pages[found] if found >= 0 else None
