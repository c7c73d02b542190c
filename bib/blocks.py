"""Loose blocks: what a BibTeX file holds besides entries, kept so that nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LooseKind(StrEnum):
    """What a block that is no entry is."""

    STRING = "string"
    PREAMBLE = "preamble"
    COMMENT = "comment"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseBlock:
    """One `@string`, `@preamble`, `@comment` or run of free text, without outer white space.

    `name` is the macro a `@string` defines, in lower case; else empty.
    """

    kind: LooseKind
    text: str
    name: str = ""
