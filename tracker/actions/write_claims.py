"""Add a claim, change one, or take one back; links between steps as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

from bib.works import Citekey
from evidence.chains import Link, Node
from evidence.citations import Citation
from evidence.claims import Claim, ClaimId, Locator
from evidence.errors import InvalidRecordError
from tracker.actions.named_records import claim_named, work_named
from tracker.actions.near_names import near_names
from tracker.errors import (
    ChangedMeanwhileError,
    RecordTakenError,
    UnknownRecordError,
)
from tracker.library import Library
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """What a person gives for a new claim; the id is made from the work and the place."""

    work: str
    statement: str
    place: Locator
    cites: tuple[str, ...] = ()
    parts: Mapping[str, Any]


def add_claim(library: Library, new: NewClaim, *, now: datetime, why: str = "") -> Claim:
    """Record a claim of a work.

    Raises `UnknownWorkError`, `UnknownRecordError` for a concept, kind or population that is in no
    scheme, and `RecordTakenError` where a claim stands at that place already.
    """
    with library.deed("add claim", now=now, why=why) as deed:
        records = deed.records
        work = work_named(records, new.work).key
        claim = Claim(
            id=_new_id(records, work, new.place),
            work=work,
            statement=new.statement,
            locator=new.place,
            citations=_citations(records, new.cites),
            **new.parts,
        )
        _check_terms(records, claim)
        records.put_claims([claim])
    return claim


def find_claim(library: Library, id: str) -> Claim:  # noqa: A002
    """The claim of that id, or at that place of the surveyed work, to be edited as a whole.

    Raises `UnknownRecordError`.
    """
    with library.reading() as records:
        return claim_named(records, id)


def edit_claim(
    library: Library,
    id: str,  # noqa: A002
    *,
    changes: Mapping[str, Any],
    cite: tuple[str, ...] = (),
    uncite: tuple[str, ...] = (),
    now: datetime,
    why: str = "",
) -> Claim:
    """Change parts of a claim; an edit that changes nothing is no deed.

    Raises `UnknownRecordError`, `UnknownWorkError`.
    """
    with library.deed("edit claim", now=now, why=why) as deed:
        records = deed.records
        claim = claim_named(records, id)
        dropped = {work_named(records, key).key for key in uncite}
        kept = tuple(each for each in claim.citations if each.work not in dropped)
        present = {each.work for each in kept}
        fresh = [each for each in _citations(records, cite) if each.work not in present]
        # Who words a draft makes it a claim like any other.
        is_draft = claim.is_draft and "statement" not in changes
        changed = replace(claim, is_draft=is_draft, **changes)
        if cite or uncite:
            changed = replace(changed, citations=(*kept, *fresh))
        _check_terms(records, changed)
        records.put_claims([changed])
    return changed


def replace_claim(library: Library, old: Claim, new: Claim, *, now: datetime, why: str) -> Claim:
    """Put a claim, edited as a whole, in the place of `old`.

    Raises `ChangedMeanwhileError` where someone else changed the claim in between.
    """
    if new.id != old.id or new.work != old.work:
        raise InvalidRecordError(
            "claim", new.id, f"the id and the work of “{old.id}” cannot change"
        )
    if new.statement != old.statement:
        new = replace(new, is_draft=False)
    with library.deed("edit claim", now=now, why=why) as deed:
        if claim_named(deed.records, old.id) != old:
            raise ChangedMeanwhileError("claim", old.id)
        for citation in new.citations:
            work_named(deed.records, citation.work)
        _check_terms(deed.records, new)
        deed.records.put_claims([new])
    return new


def withdraw_claim(library: Library, id: str, *, now: datetime, why: str) -> Claim:  # noqa: A002
    """Mark a claim as taken back; it stays on record."""
    return edit_claim(library, id, changes={"is_withdrawn": True}, now=now, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A link that was made or taken away, the step it starts at, and that step's links now."""

    link: Link
    source: Claim | Node
    links: tuple[Link, ...]


def link_steps(library: Library, link: Link, *, now: datetime, why: str = "") -> Linked:
    """Relate two claims, two nodes, or a claim and a node; an equal link is replaced.

    Raises `UnknownRecordError` for an end that is neither.
    """
    with library.deed("link", now=now, why=why) as deed:
        records = deed.records
        found = replace(
            link, source=_step(records, link.source), target=_step(records, link.target)
        )
        if found.source == found.target:
            raise InvalidRecordError("link", found.source, "a step cannot be related to itself")
        records.put_links([found])
        return _linked(records, found)


def unlink_steps(library: Library, link: Link, *, now: datetime, why: str = "") -> Linked:
    """Take a link away; the log keeps what it said.

    Raises `UnknownRecordError`.
    """
    with library.deed("unlink", now=now, why=why) as deed:
        records = deed.records
        source, target = _step(records, link.source), _step(records, link.target)
        wanted = (source, link.relation, target)
        found = [
            each
            for each in records.links([source])
            if (each.source, each.relation, each.target) == wanted
        ]
        if not found:
            raise UnknownRecordError("link", f"{source} {link.relation} {target}")
        deed.note(warrant=found[0].warrant, by=str(found[0].stated_by))
        records.remove_link(*wanted)
        return _linked(records, found[0])


def _linked(records: Records, link: Link) -> Linked:
    node = next((each for each in records.nodes() if each.id == link.source), None)
    return Linked(
        link=link,
        source=node or claim_named(records, link.source),
        links=tuple(records.links([link.source])),
    )


def _new_id(records: Records, work: Citekey, place: Locator) -> ClaimId:
    taken = {claim.id.casefold() for claim in records.claims(works=[work])}
    if place.sentence is not None:
        name = f"{work}-{place}"
        if name.casefold() in taken:
            raise RecordTakenError("claim", name)
        return ClaimId(name)
    numbers = (f"{work}-{number}" for number in count(1))
    return ClaimId(next(name for name in numbers if name.casefold() not in taken))


def _citations(records: Records, keys: tuple[str, ...]) -> tuple[Citation, ...]:
    works = {work.key: work for work in (work_named(records, key) for key in keys)}
    return tuple(Citation(work=key, number=work.cited_as) for key, work in works.items())


def _check_terms(records: Records, claim: Claim) -> None:
    schemes = {scheme.id for scheme in records.schemes()}
    known = [concept.id for concept in records.concepts()]
    wanted = list(claim.concepts)
    for scheme, term in (("kind", claim.kind), ("population", claim.population)):
        if term and scheme in schemes:
            wanted.append(f"{scheme}/{term}")
    for concept in wanted:
        if concept not in known:
            raise UnknownRecordError("concept", concept, near_names(concept, known))


def _step(records: Records, id: str) -> str:  # noqa: A002
    nodes = {name.casefold(): name for name in records.ids("nodes")}
    return nodes.get(id.casefold()) or claim_named(records, id).id
