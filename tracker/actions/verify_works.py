"""Verify that works are the works they say they are, and hear of notices on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bib.errors import SourceError
from bib.identity import Identity
from bib.sources import openalex
from bib.sources.http import PoliteClient
from bib.sources.look_up import (
    IDENTIFIER_NAMES,
    LookUp,
    look_up,
    search_by_title,
    told,
    without_arxiv_doi,
)
from bib.sources.records import FoundRecord, Notice
from bib.verification import Comparison, Difference, compare
from bib.works import LinkPolicy, Work

_PARTS = {"incollection", "inbook", "inproceedings", "conference", "suppbook", "inreference"}
_BOOKS = {"book", "mvbook", "collection", "proceedings", "manual", "booklet", "reference"}
# What indexes hold; web pages, software, bills and broadcasts are in none.
_INDEXED = _PARTS | _BOOKS | {"article", "phdthesis", "mastersthesis", "thesis", "techreport",
                              "report", "unpublished"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What came of verifying one work.

    `record` is what it was compared with. `doubts` tell what could not be asked; `is_unanswered`
    that the identity could not be checked because of that.
    """

    work: Work
    identity: Identity
    record: FoundRecord | None = None
    differences: tuple[Difference, ...] = ()
    why: str = ""
    notices: tuple[Notice, ...] = ()
    doubts: tuple[str, ...] = ()
    is_unanswered: bool = False


def verify_works(
    works: Sequence[Work],
    client: PoliteClient,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Verification, ...]:
    """Verify each work by its identifiers, else by its title; nothing is changed."""
    done: list[Verification] = []
    heard = _heard_of(works, client)
    for work in works:
        done.append(_verified(work, client, heard))
        progress(len(done), len(works))
    return tuple(done)


# What OpenAlex said of DOIs when it was asked about many at once.
_Heard = Mapping[str, FoundRecord | None]


def _heard_of(works: Sequence[Work], client: PoliteClient) -> _Heard:
    named = (_identifier(work) for work in works if work.link_policy is not LinkPolicy.WITHHOLD)
    dois = [value for kind, value in filter(None, named) if kind == "doi"]
    # Otherwise each is asked for by itself, and the failure told there.
    with suppress(SourceError):
        return openalex.fetch_many(client, dois)
    return {}


def _verified(work: Work, client: PoliteClient, heard: _Heard) -> Verification:
    if work.link_policy is LinkPolicy.WITHHOLD:
        return _unchecked(work, "the address is withheld, and nobody is asked about it.")
    identifier = _identifier(work)
    if identifier is None:
        if work.type not in _INDEXED:
            why = f"no identifier is given, and no index to ask holds works of type {work.type}."
            return _unchecked(work, why)
        return _by_title(work, client)
    answer = look_up(client, *identifier)
    if answer.found and not answer.found[0].work.title:
        return _registered(work, answer.found[0], client)
    if answer.found:
        return _by_record(work, answer.found[0], identifier, _hearsay(identifier, heard, client))
    if answer.failures:
        return _unanswered(work, answer)
    return _mistaken(work, identifier, answer, client)


def _identifier(work: Work) -> tuple[str, str] | None:
    """The identifier that says most about the work; the ISBN of a whole says nothing of a part."""
    for kind in ("doi", "arxiv", "pmid", "pmcid", "isbn", "handle"):
        value = work.ids.get(kind)
        if value and not (kind == "isbn" and work.type not in _BOOKS):
            return without_arxiv_doi(kind, value)
    return None


def _by_record(
    work: Work, record: FoundRecord, identifier: tuple[str, str], hearsay: _Hearsay
) -> Verification:
    compared = _compared(work, record)
    name = f"{IDENTIFIER_NAMES[identifier[0]]} {identifier[1]}"
    why = f"Its {name} is that of another work. {compared.why}"
    notices, doubts = _further_notices(record, hearsay)
    return Verification(
        work=work,
        identity=compared.identity,
        record=record,
        differences=compared.differences,
        why=why if compared.identity is Identity.ANOTHER else compared.why,
        # What is said of another work is not said of this one.
        notices=notices if compared.identity is not Identity.ANOTHER else (),
        doubts=(*record.doubts, *doubts),
    )


# Asks for OpenAlex's word on a work.
_Hearsay = Callable[[], FoundRecord | None]


def _hearsay(identifier: tuple[str, str], heard: _Heard, client: PoliteClient) -> _Hearsay:
    kind, value = identifier
    if kind not in openalex.KINDS:
        return lambda: None
    if kind == "doi" and value in heard:
        return lambda: heard[value]
    return lambda: openalex.fetch(client, kind, value)


def _further_notices(
    record: FoundRecord, hearsay: _Hearsay
) -> tuple[tuple[Notice, ...], tuple[str, ...]]:
    """The record's notices, and OpenAlex's word beside them."""
    if record.source == openalex.SERVICE.title:
        return record.notices, ()
    try:
        other = hearsay()
    except SourceError as error:
        return record.notices, (f"Whether it is retracted could not be asked there: {error}",)
    return (*record.notices, *(other.notices if other else ())), ()


def _by_title(work: Work, client: PoliteClient) -> Verification:
    answer = _searched(work, client)
    if not answer.found:
        if answer.failures:
            return _unanswered(work, answer)
        why = f"No work of this title is known to {_joined(answer.asked)}."
        return Verification(work=work, identity=Identity.NOT_FOUND, why=why)
    record, compared = _best(work, answer.found)
    return Verification(
        work=work,
        identity=compared.identity,
        record=record,
        differences=compared.differences,
        why=f"Found by its title{_at(record)}.",
        notices=record.notices,
        doubts=tuple(str(error) for error in answer.failures),
    )


def _registered(work: Work, record: FoundRecord, client: PoliteClient) -> Verification:
    """A work whose identifier exists, and says nothing of what it is; its title may."""
    by_title = _by_title(work, client)
    told = f"Its Handle is registered; {by_title.why[:1].lower()}{by_title.why[1:]}"
    if by_title.identity is Identity.NOT_FOUND:
        return replace(_unchecked(work, told), record=record)
    return replace(by_title, why=told)


def _mistaken(
    work: Work, identifier: tuple[str, str], answer: LookUp, client: PoliteClient
) -> Verification:
    """A work whose identifier nobody knows; it may be known by its title."""
    kind, value = identifier
    name = f"{IDENTIFIER_NAMES[kind]} {value}"
    unknown = f"No {name} is known to {_joined(answer.asked)}."
    by_title = _by_title(work, client) if work.title else None
    if by_title is None or by_title.record is None:
        if by_title and by_title.is_unanswered:
            return replace(by_title, why=f"{unknown} {by_title.why}")
        why = f"{unknown} {by_title.why if by_title else ''}".strip()
        return Verification(work=work, identity=Identity.NOT_FOUND, why=why)
    theirs = by_title.record.work.ids.get(kind, "")
    others = tuple(each for each in by_title.differences if each.field != kind)
    return replace(
        by_title,
        identity=Identity.SAME_BUT_FIELDS,
        differences=(Difference(field=kind, ours=value, theirs=theirs), *others),
        why=f"{unknown} {by_title.why}",
    )


def _searched(work: Work, client: PoliteClient) -> LookUp:
    if not work.title:
        return LookUp(asked=("the indexes, which are asked by title",))
    people = work.authors or work.editors
    return search_by_title(
        client,
        work.title,
        people[0].sort_text if people else "",
        is_book=work.type in _BOOKS,
        is_it=lambda record: _compared(work, record).identity in _SAME,
    )


_SAME = {Identity.SAME, Identity.SAME_BUT_FIELDS}


def _best(work: Work, found: Sequence[FoundRecord]) -> tuple[FoundRecord, Comparison]:
    pairs = [(record, _compared(work, record)) for record in found]
    return min(pairs, key=lambda pair: len(pair[1].differences))


def _compared(work: Work, record: FoundRecord) -> Comparison:
    return compare(work, record.work, years=record.years, venues=record.venues)


def _unchecked(work: Work, why: str) -> Verification:
    return Verification(work=work, identity=Identity.NOT_CHECKED, why=why)


def _unanswered(work: Work, answer: LookUp) -> Verification:
    return replace(_unchecked(work, told(answer.failures)), is_unanswered=True)


def _at(record: FoundRecord) -> str:
    doi = record.work.ids.get("doi", "")
    return f" in {record.source}, as {doi}" if doi else f" in {record.source}"


def _joined(names: Sequence[str]) -> str:
    return " and ".join(names)
