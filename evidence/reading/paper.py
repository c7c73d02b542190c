"""Papers: what reading a text gives, every part of it with its place in the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence.claims import Locator
from evidence.texts import Text, TextProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section; `number` is what places are made of: as printed, "0" for the abstract.

    A section without a printed number is named by its title in lower case. The section reaches from
    its heading to the next heading of any level.
    """

    number: str
    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the text's content, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the running text; several spans where a caption or a page cuts it in two.

    `text` is its words on one line, without what cuts it. Headings are sentences of paragraph 0.
    """

    locator: Locator
    spans: tuple[Span, ...]
    text: str

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends, whatever cuts it included."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedReference:
    """A reference string in parts, in BibTeX fields as plain Unicode, and how sure each is.

    `confidence` is between 0 and 1 for each field of `fields` and for "entrytype". `style` is the
    printed style it was read by.
    """

    entrytype: str
    fields: Mapping[str, str]
    confidence: Mapping[str, float] = field(default_factory=dict)
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReference:
    """One reference of the list; `raw` is its words on one line, with broken lines mended.

    `number` is its place in a numbered list even where the print lost or broke it, else `None`.
    `label` is what is printed before it, `id` what marks of the text point to.
    """

    number: int | None
    raw: str
    start: int
    end: int
    label: str = ""
    id: str = ""
    parsed: ParsedReference


class CitationStyle(StrEnum):
    """How a reference call is printed, or that the format marks it; “[Fly22]” is a label."""

    NUMERIC = "numeric"
    SUPERSCRIPT = "superscript"
    AUTHOR_YEAR = "author-year"
    LABEL = "label"
    MARKED = "marked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One work of a group: where it stands in the reference list (from 0), or nowhere.

    `through_range` tells that its number stood inside a range and was not printed itself; `label`
    is what was printed for it ("17", "Flynn 2022", a key).
    """

    reference: int | None
    label: str
    number: int | None = None
    through_range: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationGroup:
    """One reference call with all it points to; `group` counts from 1 through the text."""

    group: int
    style: CitationStyle
    start: int
    end: int
    raw: str
    cited: tuple[Cited, ...]
    sentence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A text taken apart; `CitationGroup.sentence` is an index into `sentences`.

    `problems` names everything that is doubtful; nothing is guessed silently.
    """

    text: Text
    title: str = ""
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    references: tuple[ListedReference, ...] = ()
    citations: tuple[CitationGroup, ...] = ()
    problems: tuple[TextProblem, ...] = ()
