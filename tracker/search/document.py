"""A document: what is searched of one work, claim or text, as plain words and keywords."""

from __future__ import annotations

from dataclasses import dataclass

WORK, CLAIM, TEXT = "work", "claim", "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing that can be found, in display Unicode.

    `type` and `id` name it. `title` counts double in ranking. `body` is what else it says, one
    passage each, so that a phrase is never found across two. The rest are keywords, compared as
    wholes without regard to case, accents and hyphens for spaces; `authors` are names. `cites`,
    `works` and `concepts` hold citekeys, citekeys with aliases, and concept ids.
    """

    type: str
    id: str
    title: str = ""
    body: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    year: int | None = None
    kinds: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
