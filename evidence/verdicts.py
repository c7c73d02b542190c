"""Verdicts: what a reader found when comparing a claim with a work it cites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bib.works import Citekey, ReadStatus


class VerdictState(StrEnum):
    """What the comparison showed."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT_SUPPORTED = "not supported"
    CONTRADICTED = "contradicted"
    CANNOT_DETERMINE = "cannot determine"
    SOURCE_UNAVAILABLE = "source unavailable"


class Fault(StrEnum):
    """What is wrong with a citation, in the classes of the citation-integrity corpus."""

    CONTRADICT = "contradict"
    NOT_SUBSTANTIATE = "not substantiate"
    IRRELEVANT = "irrelevant"
    OVERSIMPLIFY = "oversimplify"
    MISQUOTE = "misquote"
    INDIRECT = "indirect"
    ETIQUETTE = "etiquette"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """The bytes a verdict was given on, as hex SHA-256 digests; empty where there was nothing.

    `claim` is of the claim's wording, `citation` of how it cites the work, `excerpt` of the words
    of the excerpt the verdict names, `text` of the text of the cited work that was read.
    """

    claim: str
    citation: str = ""
    excerpt: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One reader's finding on one pair of claim and cited work.

    `access` is how much of the cited work the reader had; a verdict on an abstract cannot exceed
    what an abstract can show. `locator` is the place in the cited work, `excerpt` the id of the
    excerpt that shows it. `read_at` is aware UTC. `binding` is `None` for a verdict that does not
    say on which bytes it was given. An adjudication decides between readings that differ; readers
    who come to agree are its `agreed_by`. A verdict that `is_taken_back` leaves its reader without
    one; the one before stays on record.
    """

    claim: str
    work: Citekey
    state: VerdictState
    reader: str
    read_at: datetime
    access: ReadStatus = ReadStatus.NONE
    reason: str = ""
    fault: Fault | None = None
    is_major: bool = False
    locator: str = ""
    excerpt: str = ""
    binding: Binding | None = None
    is_adjudication: bool = False
    agreed_by: tuple[str, ...] = ()
    is_taken_back: bool = False
