"""Add a claim, change one, or take one back; links between steps as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from bib.works import Citekey
from evidence.chains import Link
from evidence.citations import Citation
from evidence.claims import Claim, ClaimId, Locator
from evidence.corpus import Corpus
from evidence.errors import InvalidRecordError
from tracker.errors import RecordTakenError, UnknownRecordError, UnknownWorkError
from tracker.library import Library


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
        corpus = deed.records.corpus()
        work = _work(corpus, new.work)
        claim = Claim(
            id=_new_id(corpus, work, new.place),
            work=work,
            statement=new.statement,
            locator=new.place,
            citations=_citations(corpus, new.cites),
            **new.parts,
        )
        _check_terms(corpus, claim)
        deed.records.put_claims([claim])
    return claim


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
        corpus = deed.records.corpus()
        claim = _claim(corpus, id)
        dropped = {_work(corpus, key) for key in uncite}
        kept = tuple(each for each in claim.citations if each.work not in dropped)
        present = {each.work for each in kept}
        fresh = [each for each in _citations(corpus, cite) if each.work not in present]
        changed = replace(claim, **changes)
        if cite or uncite:
            changed = replace(changed, citations=(*kept, *fresh))
        _check_terms(corpus, changed)
        if changed != claim:
            deed.records.put_claims([changed])
    return changed


def replace_claim(library: Library, old: Claim, new: Claim, *, now: datetime, why: str) -> Claim:
    """Put a claim, edited as a whole, in the place of `old`.

    Raises `RecordTakenError` where the claim was changed by someone else meanwhile.
    """
    if new.id != old.id or new.work != old.work:
        raise InvalidRecordError(
            "claim", new.id, f"the id and the work of “{old.id}” cannot change"
        )
    with library.deed("edit claim", now=now, why=why) as deed:
        corpus = deed.records.corpus()
        if _claim(corpus, old.id) != old:
            raise RecordTakenError("change of claim", old.id)
        for citation in new.citations:
            _work(corpus, citation.work)
        _check_terms(corpus, new)
        if new != old:
            deed.records.put_claims([new])
    return new


def withdraw_claim(library: Library, id: str, *, now: datetime, why: str) -> Claim:  # noqa: A002
    """Mark a claim as taken back; it stays on record."""
    return edit_claim(library, id, changes={"is_withdrawn": True}, now=now, why=why)


def link_steps(library: Library, link: Link, *, now: datetime, why: str = "") -> Link:
    """Relate two claims, two nodes, or a claim and a node; an equal link is replaced.

    Raises `UnknownRecordError` for an end that is neither.
    """
    with library.deed("link", now=now, why=why) as deed:
        corpus = deed.records.corpus()
        found = replace(link, source=_step(corpus, link.source), target=_step(corpus, link.target))
        if found.source == found.target:
            raise InvalidRecordError("link", found.source, "a step cannot be related to itself")
        deed.records.put_links([found])
    return found


def unlink_steps(library: Library, link: Link, *, now: datetime, why: str = "") -> None:
    """Take a link away; the log keeps what it said.

    Raises `UnknownRecordError`.
    """
    with library.deed("unlink", now=now, why=why) as deed:
        corpus = deed.records.corpus()
        for each in corpus.links:
            if (each.source, each.relation, each.target) == (
                link.source,
                link.relation,
                link.target,
            ):
                deed.note(warrant=each.warrant, by=str(each.stated_by))
                deed.records.remove_link(each.source, each.relation, each.target)
                return
        raise UnknownRecordError("link", f"{link.source} {link.relation} {link.target}")


def _new_id(corpus: Corpus, work: Citekey, place: Locator) -> ClaimId:
    taken = {claim.id.casefold() for claim in corpus.claims}
    if str(place) and place.sentence is not None:
        name = f"{work}-{place}"
        if name.casefold() in taken:
            raise RecordTakenError("claim", name)
        return ClaimId(name)
    number = 1
    while f"{work}-{number}".casefold() in taken:
        number += 1
    return ClaimId(f"{work}-{number}")


def _citations(corpus: Corpus, keys: tuple[str, ...]) -> tuple[Citation, ...]:
    numbers = {work.key: work.cited_as for work in corpus.works}
    found = dict.fromkeys(_work(corpus, key) for key in keys)
    return tuple(Citation(work=key, number=numbers[key]) for key in found)


def _check_terms(corpus: Corpus, claim: Claim) -> None:
    schemes = {scheme.id for scheme in corpus.schemes}
    known = [concept.id for concept in corpus.concepts]
    wanted = list(claim.concepts)
    for scheme, term in (("kind", claim.kind), ("population", claim.population)):
        if term and scheme in schemes:
            wanted.append(f"{scheme}/{term}")
    for concept in wanted:
        if concept not in known:
            near = tuple(get_close_matches(concept, known, n=3))
            raise UnknownRecordError("concept", concept, near)


def _work(corpus: Corpus, key: str) -> Citekey:
    folded = key.casefold()
    names = {
        name.casefold(): work.key for work in corpus.works for name in (*work.aliases, work.key)
    }
    if folded not in names:
        raise UnknownWorkError(
            key, tuple(get_close_matches(key, [str(k) for k in names.values()], n=3))
        )
    return names[folded]


def _claim(corpus: Corpus, id: str) -> Claim:  # noqa: A002
    names = {claim.id.casefold(): claim for claim in corpus.claims}
    claim = names.get(id.casefold()) or names.get(f"{corpus.about.survey}-{id}".casefold())
    if claim is None:
        near = get_close_matches(id, [each.id for each in corpus.claims], n=3)
        raise UnknownRecordError("claim", id, tuple(near))
    return claim


def _step(corpus: Corpus, id: str) -> str:  # noqa: A002
    steps = {node.id.casefold(): str(node.id) for node in corpus.nodes}
    if id.casefold() in steps:
        return steps[id.casefold()]
    return _claim(corpus, id).id
