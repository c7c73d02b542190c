"""Asking the services in turn: who has a record, who has none, and who could not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bib.errors import InvalidIdentifierError, SourceError
from bib.identifiers import ArxivId, Doi, Handle, Isbn, Pmcid, Pmid
from bib.sources import RESOLVERS, SOURCES, Source, crossref, open_library, openalex
from bib.sources.http import PoliteClient
from bib.sources.records import FoundRecord

_OF_ARXIV = "10.48550/arxiv."
# In the order in which a text is tried: a bare number is PubMed's, a DOI is a Handle too.
_PARSERS = (
    ("doi", Doi), ("arxiv", ArxivId), ("pmid", Pmid), ("pmcid", Pmcid), ("isbn", Isbn),
    ("handle", Handle),
)  # fmt: skip
IDENTIFIER_NAMES = {
    "doi": "DOI",
    "arxiv": "arXiv number",
    "pmid": "PubMed number",
    "pmcid": "PubMed Central number",
    "isbn": "ISBN",
    "handle": "Handle",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """What came of asking: the records, best first, and who answered and who could not.

    Without records, only an empty `failures` means that there are none.
    """

    found: tuple[FoundRecord, ...] = ()
    asked: tuple[str, ...] = ()
    failures: tuple[SourceError, ...] = ()


def told(failures: Iterable[SourceError]) -> str:
    """Which services could not be asked and why, those with the same cause together."""
    by_cause: dict[str, list[str]] = {}
    for error in failures:
        names = by_cause.setdefault(error.why, [])
        if error.source not in names:
            names.append(error.source)
    return " ".join(
        f"{' and '.join(names)} could not be asked: {why}." for why, names in by_cause.items()
    )


def parse_identifier(text: str) -> tuple[str, str]:
    """Kind and value of an identifier, bare or dressed; a bare number is one of PubMed.

    Raises `InvalidIdentifierError`.

    >>> parse_identifier("https://arxiv.org/abs/2105.01234v2")
    ('arxiv', '2105.01234')
    """
    for kind, parser in _PARSERS:
        try:
            value = str(parser.parse(text))
        except InvalidIdentifierError:
            continue
        return without_arxiv_doi(kind, value)
    why = "a DOI, an arXiv number, an ISBN, a PubMed number or a Handle is wanted"
    raise InvalidIdentifierError("identifier", text[:200], why)


def without_arxiv_doi(kind: str, value: str) -> tuple[str, str]:
    """The arXiv number in place of the DOI that arXiv makes of it."""
    if kind == "doi" and value.startswith(_OF_ARXIV):
        return "arxiv", value.removeprefix(_OF_ARXIV)
    return kind, value


def look_up(client: PoliteClient, kind: str, value: str) -> LookUp:
    """Ask for an identifier, one source after another, until one has a record."""
    asked: list[str] = []
    failures: list[SourceError] = []
    for source in (*SOURCES, *RESOLVERS):
        if kind not in source.KINDS:
            continue
        try:
            found = source.fetch(client, kind, value)
        except SourceError as error:
            failures.append(error)
            continue
        asked.append(source.SERVICE.title)
        if found:
            return LookUp(found=(found,), asked=tuple(asked), failures=tuple(failures))
    return LookUp(asked=tuple(asked), failures=tuple(failures))


def search_by_title(
    client: PoliteClient,
    title: str,
    author: str,
    *,
    is_book: bool = False,
    is_it: Callable[[FoundRecord], bool],
) -> LookUp:
    """Ask for a title until a source has a record that `is_it`; only such records are given."""
    sources: Iterable[Source] = (open_library,) if is_book else ()
    asked: list[str] = []
    failures: list[SourceError] = []
    for source in (crossref, openalex, *sources):
        try:
            candidates = source.find_by_title(client, title, author)
        except SourceError as error:
            failures.append(error)
            continue
        asked.append(source.SERVICE.title)
        if fitting := tuple(each for each in candidates if is_it(each)):
            return LookUp(found=fitting, asked=tuple(asked), failures=tuple(failures))
    return LookUp(asked=tuple(asked), failures=tuple(failures))
