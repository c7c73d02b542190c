"""Attachments: files of a work, named by the hash of their bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bib.works import Citekey


class Scope(StrEnum):
    """How much of the work a file holds."""

    FULL = "full"
    PART = "part"
    ABSTRACT = "abstract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file of one work; one file may be attached to several works.

    `name` is what the file was called when it was attached. A file that another one pulls in, as
    LaTeX does, is `part_of` the other, whose hash that is; its name is the path from there.
    """

    sha256: str
    work: Citekey
    name: str
    media_type: str
    size: int
    added_at: datetime
    part_of: str = ""
    scope: Scope = Scope.FULL
