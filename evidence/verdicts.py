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
class Verdict:
    """One reader's finding on one pair of claim and cited work.

    `access` is how much of the cited work the reader had; a verdict on an abstract cannot exceed
    what an abstract can show. `locator` is the place in the cited work. `read_at` is aware UTC.
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
