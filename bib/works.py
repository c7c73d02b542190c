"""Works: one bibliographic record each, its BibTeX untouched beside what is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from bib.dates import PartialDate
from bib.identity import Identified
from bib.names import Name
from bib.standing import StandingSignal

Citekey = NewType("Citekey", str)


class ReadStatus(StrEnum):
    """How much of a work was read by whoever recorded it."""

    FULL = "full"
    PART = "part"
    ABSTRACT = "abstract"
    SECONDARY = "secondary"
    NONE = "none"


class LinkPolicy(StrEnum):
    """Whether a work's address may be shown: freely, with a warning first, or never."""

    OPEN = "open"
    WARN = "warn"
    WITHHOLD = "withhold"


class WorkRelation(StrEnum):
    """How one work stands to another; two versions of a paper are two works."""

    VERSION_OF = "version-of"
    PREPRINT_OF = "preprint-of"
    PART_OF = "part-of"
    REVIEW_OF = "review-of"
    NOTICE_ON = "notice-on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A relation of a work to another."""

    relation: WorkRelation
    work: Citekey


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where a work, or word of it, was seen, and what of it."""

    where: str
    what: str = ""
    on: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One bibliographic work.

    `fields` holds the entry's fields in their own order, names in lower case, values in the
    entry's own LaTeX without the outer delimiters and with `@string` names resolved.
    `block` is the entry's text byte for byte as it stood in its file, or `None` once a field was
    changed here; `block_format` names the format it is written in. `origins` tells of fields that
    came from elsewhere than the block, by field name: where from, and when. `title`, `authors`,
    `editors`, `issued` and `ids` are read from `fields` and are display Unicode. `cited_as` is the
    work's number in the surveyed paper's reference list. `address_sha256` lets a reader who holds
    a withheld address confirm it (`address_fingerprint`). `identified` is what
    came of the latest comparison with the world's records, `None` where nobody has asked.
    """

    key: Citekey
    type: str
    fields: Mapping[str, str]
    block: str | None = None
    block_format: str = "bibtex"
    title: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    issued: PartialDate | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    cited_as: int | None = None
    link_policy: LinkPolicy = LinkPolicy.OPEN
    read_status: ReadStatus = ReadStatus.NONE
    standing: tuple[StandingSignal, ...] = ()
    seen: tuple[Sighting, ...] = ()
    repairs: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    address_sha256: str | None = None
    identified: Identified | None = None
    gist: str = ""
    note: str = ""

    @property
    def year(self) -> int | None:
        """The year of publication, where one is stated."""
        return self.issued.year if self.issued else None
