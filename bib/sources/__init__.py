"""Services that know works, listed here; this folder is the only part that uses the network.

A source is asked by identifier, or by title. It answers with a record, with the plain word that it
has none (`None`, or no candidates), or raises a `SourceError`: an error is never an answer.
"""

from __future__ import annotations

from typing import Protocol

from bib.sources import (
    arxiv,
    crossref,
    datacite,
    handle,
    open_library,
    openalex,
    pmc,
    pubmed,
)
from bib.sources.http import PoliteClient, Service
from bib.sources.records import FoundRecord


class Resolver(Protocol):
    """A service that knows where an identifier leads; `KINDS` are those it can be asked by."""

    SERVICE: Service
    KINDS: tuple[str, ...]

    def fetch(self, client: PoliteClient, kind: str, value: str) -> FoundRecord | None:
        """The record of an identifier, or `None` where the service has none."""
        ...


class Source(Resolver, Protocol):
    """A service that knows works, as its module has it."""

    def find_by_title(
        self, client: PoliteClient, title: str, author: str
    ) -> tuple[FoundRecord, ...]:
        """The records nearest to a title."""
        ...


# In the order in which they are asked: who registers an identifier comes before who collects it.
SOURCES: tuple[Source, ...] = (crossref, datacite, arxiv, pubmed, open_library, openalex)
RESOLVERS: tuple[Resolver, ...] = (pmc, handle)
