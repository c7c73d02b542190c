"""Alarms: what a machine finds doubtful in a pair of claim and cited work, and in which words.

An alarm is a reason to look, and never a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bib.works import ReadStatus, Work
from evidence.citations import Citation
from evidence.claims import Claim

VERSION = "1"
"""To be raised with any change to the rules, so that what they found before is found anew."""


class Where(StrEnum):
    """Whose words an alarm points to.

    The excerpt is what a person took from the cited work, the passage the sentences of its text
    around that, the likeliest passage the sentence that a search of the text put first.
    """

    CLAIM = "claim"
    CITING_SENTENCE = "citing sentence"
    EXCERPT = "excerpt"
    PASSAGE = "passage"
    LIKELIEST = "likeliest passage"


class Need(StrEnum):
    """What a rule cannot do without; the value says, in a sentence, what is missing."""

    NOTHING = ""
    WORDS = (
        "no words of the work: neither an excerpt nor a passage of a text that is like the claim"
    )
    EXCERPT = "no excerpt with words"
    ABSTRACT = "no excerpt with words, and no abstract on record"
    FIGURES = "no figure in the claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What one rule found; `words` stand from `start` to `end` in `source`, which is `where` says.

    `message` is a sentence or two for the reader.
    """

    rule: str
    message: str
    where: Where
    source: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words in doubt."""
        return self.source[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """An ellipsis of a quotation, at `start` to `end` in it, and the words of the text it hides."""

    start: int
    end: int
    words: str


class Place(StrEnum):
    """In which part of a work words stand, as far as its text tells."""

    UNKNOWN = ""
    TITLE = "title"
    ABSTRACT = "abstract"
    BACKGROUND = "background"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """Words of the cited work that a claim is compared with.

    `words` are whole sentences where a text is held, else the excerpt; `quote` is the excerpt as it
    was taken, empty for a likeliest passage. `around` is what stands before and after them.
    `calls` are the places in `words` that the format itself marks as references to other works.
    """

    words: str
    where: Where
    quote: str = ""
    around: str = ""
    place: Place = Place.UNKNOWN
    section: str = ""
    calls: tuple[tuple[int, int], ...] = ()
    omissions: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmEvidence:
    """All that the rules may look at of one pair.

    `citations` are those of the claim that name the work, `passages` the excerpts of the claim in
    the work, or else the likeliest passage. `abstract` is the work's abstract where it is known,
    `scope` how much of the work is held or was read. `numbers` are those of the work's full text,
    in the form of `numbers_of`, where one is held. `mates` are the other claims of the sentence
    that cite this work by the same group, `citing_sentence` the sentence in the citing paper's own
    words where they are known.
    """

    claim: Claim
    work: Work | None = None
    citations: tuple[Citation, ...] = ()
    passages: tuple[SourceWords, ...] = ()
    abstract: str = ""
    scope: ReadStatus = ReadStatus.NONE
    numbers: frozenset[str] | None = None
    mates: tuple[str, ...] = ()
    citing_sentence: str = ""


class Rule(Protocol):
    """A module of `evidence.reviewing.alarms`; its docstring tells users what it looks for."""

    NAME: str
    NEEDS: Need
    __doc__: str | None

    def alarm(self, evidence: AlarmEvidence) -> Iterator[Alarm]:
        """The alarms of one pair."""
        ...


def in_claim(
    rule: str, message: str, evidence: AlarmEvidence, start: int = 0, end: int = -1
) -> Alarm:
    """An alarm at words of the claim, or at all of it."""
    said = evidence.claim.statement
    return Alarm(
        rule=rule,
        message=message,
        where=Where.CLAIM,
        source=said,
        start=start,
        end=len(said) if end < 0 else end,
    )


def in_source(rule: str, message: str, source: SourceWords, start: int, end: int) -> Alarm:
    """An alarm at words of the cited work; of a likeliest passage it says so."""
    if source.where is Where.LIKELIEST:
        message = f"{message} (By the likeliest passage; nobody has taken an excerpt.)"
    return Alarm(
        rule=rule,
        message=message,
        where=source.where,
        source=source.words,
        start=start,
        end=end,
    )
