"""Verify that works are the works they say they are, and hear of notices on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bib.errors import SourceError
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
from bib.verification import Comparison, Difference, Identity, compare
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
    for work in works:
        done.append(_verified(work, client))
        progress(len(done), len(works))
    return tuple(done)


def _verified(work: Work, client: PoliteClient) -> Verification:
    if work.link_policy is LinkPolicy.WITHHOLD:
        return _unchecked(work, "the address is withheld, and nobody is asked about it.")
    identifier = _identifier(work)
    if identifier is None:
        if work.type not in _INDEXED:
            why = f"no identifier is given, and no index to ask holds works of type {work.type}."
            return _unchecked(work, why)
        return _by_title(work, client)
    answer = look_up(client, *identifier)
    if answer.found:
        return _by_record(work, answer, identifier, client)
    if answer.failures:
        return _unanswered(work, answer)
    return _mistaken(work, identifier, answer, client)


def _identifier(work: Work) -> tuple[str, str] | None:
    """The identifier that says most about the work; the ISBN of a whole says nothing of a part."""
    for kind in ("doi", "arxiv", "pmid", "isbn"):
        value = work.ids.get(kind)
        if value and not (kind == "isbn" and work.type not in _BOOKS):
            return without_arxiv_doi(kind, value)
    return None


def _by_record(
    work: Work, answer: LookUp, identifier: tuple[str, str], client: PoliteClient
) -> Verification:
    record = answer.found[0]
    compared = _compared(work, record)
    name = f"{IDENTIFIER_NAMES[identifier[0]]} {identifier[1]}"
    why = f"Its {name} is that of another work. {compared.why}"
    notices, doubts = _further_notices(record, identifier, client)
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


def _further_notices(
    record: FoundRecord, identifier: tuple[str, str], client: PoliteClient
) -> tuple[tuple[Notice, ...], tuple[str, ...]]:
    """The record's notices, and OpenAlex's word beside them."""
    kind, value = identifier
    if kind not in openalex.KINDS or record.source == openalex.SERVICE.title:
        return record.notices, ()
    try:
        other = openalex.fetch(client, kind, value)
    except SourceError as error:
        return record.notices, (f"Whether it is retracted could not be asked there: {error}",)
    return (*record.notices, *(other.notices if other else ())), ()


def _by_title(work: Work, client: PoliteClient) -> Verification:
    answer = _searched(work, client)
    if not answer.found:
        if answer.failures:
            return _unanswered(work, answer)
        why = f"{_joined(answer.asked)} hold no work of this title."
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


def _mistaken(
    work: Work, identifier: tuple[str, str], answer: LookUp, client: PoliteClient
) -> Verification:
    """A work whose identifier nobody knows; it may be known by its title."""
    kind, value = identifier
    name = f"{IDENTIFIER_NAMES[kind]} {value}"
    unknown = f"{_joined(answer.asked)} know no {name}."
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
        return LookUp(asked=("Without a title, the indexes",))
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
