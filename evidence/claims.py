"""Claims: what one work asserts at one place, in our own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, Self

from bib.works import Citekey, ReadStatus
from evidence.citations import Citation
from evidence.errors import InvalidRecordError
from evidence.excerpts import Excerpt
from evidence.figures import Figure

ClaimId = NewType("ClaimId", str)

_RECORD_ID = re.compile(r"[^\s\x00-\x1f/\\]+")
_SENTENCE = re.compile(r"(\d+)([a-z]?)")


class Attribution(StrEnum):
    """Whether a work asserts something itself or reports that others do."""

    OWN = "own"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A place in a work: section, paragraph, sentence and clause, as far as known, and the page.

    Sections are named as printed ("4.1", "abstract"); section "0" is the abstract of a surveyed
    paper. Paragraphs and sentences count from 1; paragraph 0 is a section's heading.
    """

    section: str = ""
    paragraph: int | None = None
    sentence: int | None = None
    clause: str = ""
    page: str = ""

    @classmethod
    def parse(cls, text: str, *, page: str = "") -> Self:
        """Read an address such as `4.1-1-5a`: section, paragraph, sentence with clause.

        >>> Locator.parse("4.1-1-5a")
        Locator(section='4.1', paragraph=1, sentence=5, clause='a', page='')
        """
        parts = text.split("-") if text else [""]
        section, paragraph, sentence = parts[0], *[*parts[1:], "", ""][:2]
        match = _SENTENCE.fullmatch(sentence) if sentence else None
        is_whole = len(parts) == 1 or "" not in parts[1:]
        if (
            len(parts) > 3
            or not is_whole
            or (paragraph and not paragraph.isdecimal())
            or (sentence and not match)
        ):
            raise InvalidRecordError(
                "place",
                text,
                "section-paragraph-sentence is wanted, as 4.1-1-5a, or less of it from the left",
            )
        return cls(
            section=section,
            paragraph=int(paragraph) if paragraph else None,
            sentence=int(match[1]) if match else None,
            clause=match[2] if match else "",
            page=page,
        )

    def __str__(self) -> str:
        parts = [self.section]
        if self.paragraph is not None:
            parts.append(str(self.paragraph))
        if self.sentence is not None:
            parts.append(f"{self.sentence}{self.clause}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One evidence record.

    `kind` and `population` are terms of the schemes of the same names, `concepts` are concept ids
    of any scheme. `modality` is empty for a flat assertion and otherwise names the hedge ("may").
    `seen` says where the words were read when not in the work itself; `read_status` how far the
    work was read for this claim. A withdrawn claim stays on record. A draft was proposed from a
    reading of the work and is still to be worded by a person.
    """

    id: ClaimId
    work: Citekey
    statement: str
    kind: str = ""
    locator: Locator = Locator()
    attribution: Attribution = Attribution.OWN
    modality: str = ""
    population: str = ""
    concepts: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    read_status: ReadStatus = ReadStatus.NONE
    seen: str = ""
    note: str = ""
    is_withdrawn: bool = False
    is_draft: bool = False

    def __post_init__(self) -> None:
        checked_id("claim", self.id)
        if not self.statement.strip():
            raise InvalidRecordError("claim", self.id, "it states nothing")


def checked_id(what: str, value: str) -> str:
    """`value`, if it can name a record: one word without slashes, at most 200 characters."""
    if not _RECORD_ID.fullmatch(value) or len(value) > 200:
        raise InvalidRecordError(
            what, value, "an id is one word without spaces or slashes, at most 200 characters"
        )
    return value
