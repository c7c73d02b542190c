"""Assemble the chains of limitations from a library, with all that holds them up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bib.works import Citekey, Work
from evidence.chain_assembly import build_chain
from evidence.chains import Limitation, Link, Node
from evidence.corpus import About
from evidence.errors import ChainLoopError, EmptyLimitationError
from evidence.support import Chain
from evidence.withholding import (
    claims_as_shown,
    verdicts_as_shown,
    withheld_among,
    work_as_shown,
)
from tracker.actions.visible import visible_verdicts
from tracker.errors import UnknownRecordError
from tracker.library import Library
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """Chains in the library's order, with what is to be said before they are shown."""

    about: About
    chains: tuple[Chain, ...]


def assemble_chain(library: Library, limitations: Sequence[str] = ()) -> Assembly:
    """The chains of these limitations, named in any case, or of all.

    Raises `UnknownRecordError`, `EmptyLimitationError` where a limitation asked for has no step,
    and `ChainLoopError`.
    """
    with library.reading() as records:
        about = records.about()
        chosen = _chosen(records.limitations(), limitations)
        nodes = records.nodes()
        if limitations:
            _refuse_empty(chosen, nodes)
        try:
            chains = [_chain(library, records, each, nodes, about.survey) for each in chosen]
        except ChainLoopError as error:
            error.add_note("Remove one of these links; `evtrack check chain-loop` finds them all.")
            raise
    return Assembly(about=about, chains=tuple(chains))


def _chosen(known: Iterable[Limitation], wanted: Sequence[str]) -> list[Limitation]:
    by_name = {limitation.id.casefold(): limitation for limitation in known}
    if not wanted:
        return list(by_name.values())
    chosen = []
    for name in wanted:
        found = by_name.get(name.casefold())
        if found is None:
            near = get_close_matches(name.casefold(), by_name, n=3)
            names = tuple(by_name[each].id for each in near) or tuple(
                limitation.id for limitation in list(by_name.values())[:3]
            )
            raise UnknownRecordError("limitation", name, names)
        chosen.append(found)
    return list(dict.fromkeys(chosen))


def _refuse_empty(chosen: Iterable[Limitation], nodes: Iterable[Node]) -> None:
    with_steps = {node.limitation for node in nodes}
    for limitation in chosen:
        if limitation.id not in with_steps:
            error = EmptyLimitationError(limitation.id)
            error.add_note(
                f"Write its steps into chains/{limitation.id}.yaml of a corpus and import that; "
                "docs/corpus.md tells how."
            )
            raise error


def _chain(
    library: Library, records: Records, limitation: Limitation, nodes: list[Node], survey: str
) -> Chain:
    """Read no more of the library than this chain needs: it may hold thousands of works."""
    own = [node for node in nodes if node.limitation == limitation.id]
    names = {str(node.id) for node in own} | {claim for node in own for claim in node.claims}
    links = records.links(touching=names)
    claims = records.claims(names | _ends(links))
    keys = {key for node in own for key in node.carried}
    keys |= {key for claim in claims for key in (claim.work, *(c.work for c in claim.citations))}
    works = _works(records, keys)
    given = records.verdicts({claim for node in own for claim in node.claims})
    verdicts = visible_verdicts(library, given)
    withheld = withheld_among(works)
    return build_chain(
        limitation,
        nodes=own,
        links=links,
        claims=claims_as_shown(claims, withheld),
        works=map(work_as_shown, works),
        verdicts=verdicts_as_shown(verdicts, withheld),
        survey=survey,
    )


def _works(records: Records, keys: set[Citekey]) -> list[Work]:
    found = records.works(keys)
    # What is missing may go by an older key.
    missing = keys - {work.key for work in found}
    return found + [work for key in sorted(missing) if (work := records.work(key))]


def _ends(links: Collection[Link]) -> set[str]:
    return {end for link in links for end in (link.source, link.target)}
