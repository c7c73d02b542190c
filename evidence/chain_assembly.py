"""Assembling chains: from records apart to steps with all that holds them up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bib.withholding import without_addresses
from bib.works import Citekey, LinkPolicy, Work
from evidence.chain_loops import find_loop
from evidence.chains import Limitation, Link, Node, NodeId, Relation
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.errors import ChainLoopError
from evidence.reviewing.outcomes import outcomes
from evidence.support import Bearing, Chain, Origin, Pair, Support
from evidence.verdicts import Verdict


def build_chain(
    limitation: Limitation,
    *,
    nodes: Iterable[Node],
    links: Iterable[Link],
    claims: Iterable[Claim],
    works: Iterable[Work],
    verdicts: Iterable[Verdict] = (),
    survey: str = "",
) -> Chain:
    """Put the chain of one limitation together; records of other limitations may be among them.

    A claim of any work but the survey is itself a source: its own work counts beneath the step.
    Raises `ChainLoopError` if a step, followed along *supports*, comes back to itself.
    """
    own = tuple(node for node in nodes if node.limitation == limitation.id)
    all_links = tuple(links)
    loop = find_loop(own, all_links)
    if loop:
        raise ChainLoopError(loop)
    shelf = _Shelf(
        survey=survey,
        nodes={node.id: node for node in own},
        claims={claim.id: claim for claim in claims},
        works=_by_every_name(works),
        verdicts=latest_verdicts(verdicts),
    )
    bearings = _bearings_by_target(all_links, shelf)
    ids = set(shelf.nodes)
    return Chain(
        limitation=limitation,
        survey=survey,
        supports=tuple(_support(node, shelf, bearings) for node in own),
        links=tuple(link for link in all_links if link.source in ids and link.target in ids),
    )


def assemble_chains(corpus: Corpus, wanted: Collection[str] | None = None) -> tuple[Chain, ...]:
    """The chains of these limitations, or of all, in the corpus's order."""
    return tuple(
        build_chain(
            limitation,
            nodes=corpus.nodes,
            links=corpus.links,
            claims=corpus.claims,
            works=corpus.works,
            verdicts=corpus.verdicts,
            survey=corpus.about.survey,
        )
        for limitation in corpus.limitations
        if wanted is None or limitation.id in wanted
    )


def latest_verdicts(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], tuple[Verdict, ...]]:
    """(claim, work) → the decision on the pair, else each reader's latest verdict, oldest first."""
    return {pair: each.standing for pair, each in outcomes(verdicts).items() if each.standing}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """Everything a chain is put together from, by id."""

    survey: str
    nodes: Mapping[NodeId, Node]
    claims: Mapping[str, Claim]
    works: Mapping[str, Work]
    verdicts: Mapping[tuple[str, str], tuple[Verdict, ...]]


def _support(node: Node, shelf: _Shelf, bearings: Mapping[str, tuple[Bearing, ...]]) -> Support:
    claims = tuple(shelf.claims[id_] for id_ in node.claims if id_ in shelf.claims)
    pairs = [pair for claim in claims for pair in _pairs_of_claim(claim, shelf)]
    met = {pair.key for pair in pairs}
    pairs += [pair for key in node.carried if key not in met for pair in _carried(key, node, shelf)]
    found = [bearing for target in (node.id, *node.claims) for bearing in bearings.get(target, ())]
    return Support(node=node, claims=claims, pairs=tuple(pairs), bearings=tuple(found))


def _pairs_of_claim(claim: Claim, shelf: _Shelf) -> Iterator[Pair]:
    if claim.is_withdrawn:
        return
    if claim.work != shelf.survey and not claim.citations:
        work = shelf.works.get(claim.work)
        yield Pair(key=claim.work, origin=Origin.STATED, claim=claim, work=work)
    cited = {citation.work: citation for citation in claim.citations}
    for key, citation in cited.items():
        yield Pair(
            key=key,
            origin=Origin.CITED,
            claim=claim,
            citation=citation,
            work=shelf.works.get(key),
            verdicts=shelf.verdicts.get((claim.id, key), ()),
        )


def _carried(key: Citekey, node: Node, shelf: _Shelf) -> list[Pair]:
    carried = Pair(key=key, origin=Origin.CARRIED, work=shelf.works.get(key))
    compared = [
        replace(carried, claim=shelf.claims.get(id_), verdicts=shelf.verdicts[id_, key])
        for id_ in node.claims
        if (id_, key) in shelf.verdicts
    ]
    return compared or [carried]


def _bearings_by_target(links: Iterable[Link], shelf: _Shelf) -> dict[str, tuple[Bearing, ...]]:
    found: dict[str, list[Bearing]] = {}
    for link in links:
        found.setdefault(link.target, []).append(_bearing(link, link.source, shelf))
        if link.relation is Relation.CONTRADICTS and link.source in shelf.claims:
            turned = replace(_bearing(link, link.target, shelf), is_turned=True)
            found.setdefault(link.source, []).append(turned)
    return {target: tuple(bearings) for target, bearings in found.items()}


def _bearing(link: Link, other: str, shelf: _Shelf) -> Bearing:
    claim = shelf.claims.get(other)
    return Bearing(
        link=link,
        node=shelf.nodes.get(NodeId(other)),
        claim=claim,
        work=shelf.works.get(claim.work) if claim else None,
    )


def _by_every_name(works: Iterable[Work]) -> dict[str, Work]:
    """Works by key and older key; those whose address is withheld come without any."""
    listed = tuple(
        without_addresses(work) if work.link_policy is LinkPolicy.WITHHOLD else work
        for work in works
    )
    aliases = {alias: work for work in listed for alias in work.aliases}
    return aliases | {work.key: work for work in listed}
