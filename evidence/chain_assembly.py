"""Assembling chains: from records apart to steps with all that holds them up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

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
    return _build(
        limitation,
        _shelf(
            nodes=nodes,
            links=links,
            claims=claims,
            works=works,
            verdicts=verdicts,
            survey=survey,
        ),
    )


def chain_builder(corpus: Corpus) -> Callable[[Limitation], Chain]:
    """`build_chain` for the limitations of a corpus, which is looked through only once."""
    shelf = _shelf(
        nodes=corpus.nodes,
        links=corpus.links,
        claims=corpus.claims,
        works=corpus.works,
        verdicts=corpus.verdicts,
        survey=corpus.about.survey,
    )
    return partial(_build, shelf=shelf)


def assemble_chains(corpus: Corpus, wanted: Collection[str] | None = None) -> tuple[Chain, ...]:
    """The chains of these limitations, or of all, in the corpus's order."""
    build = chain_builder(corpus)
    return tuple(
        build(limitation)
        for limitation in corpus.limitations
        if wanted is None or limitation.id in wanted
    )


def latest_verdicts(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], tuple[Verdict, ...]]:
    """(claim, work) → the decision on the pair, else each reader's latest verdict, oldest first."""
    return {pair: each.standing for pair, each in outcomes(verdicts).items() if each.standing}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """Everything chains are put together from, by id.

    `nodes` are by limitation; `bearing` has, for each step or claim, the links that bear on it,
    each with the id at its other end and whether it is turned round.
    """

    survey: str
    nodes: Mapping[str, Mapping[NodeId, Node]]
    links: tuple[Link, ...]
    claims: Mapping[str, Claim]
    works: Mapping[str, Work]
    verdicts: Mapping[tuple[str, str], tuple[Verdict, ...]]
    bearing: Mapping[str, Sequence[tuple[Link, str, bool]]]


def _shelf(
    *,
    nodes: Iterable[Node],
    links: Iterable[Link],
    claims: Iterable[Claim],
    works: Iterable[Work],
    verdicts: Iterable[Verdict],
    survey: str,
) -> _Shelf:
    by_limitation: dict[str, dict[NodeId, Node]] = {}
    for node in nodes:
        by_limitation.setdefault(node.limitation, {})[node.id] = node
    all_links = tuple(links)
    all_claims: dict[str, Claim] = {claim.id: claim for claim in claims}
    return _Shelf(
        survey=survey,
        nodes=by_limitation,
        links=all_links,
        claims=all_claims,
        works=_by_every_name(works),
        verdicts=latest_verdicts(verdicts),
        bearing=_bearing_by_target(all_links, all_claims),
    )


def _build(limitation: Limitation, shelf: _Shelf) -> Chain:
    own = shelf.nodes.get(limitation.id, {})
    loop = find_loop(tuple(own.values()), shelf.links)
    if loop:
        raise ChainLoopError(loop)
    return Chain(
        limitation=limitation,
        survey=shelf.survey,
        supports=tuple(_support(node, own, shelf) for node in own.values()),
        links=tuple(link for link in shelf.links if link.source in own and link.target in own),
    )


def _support(node: Node, own: Mapping[NodeId, Node], shelf: _Shelf) -> Support:
    claims = tuple(shelf.claims[id_] for id_ in node.claims if id_ in shelf.claims)
    pairs = [pair for claim in claims for pair in _pairs_of_claim(claim, shelf)]
    met = {pair.key for pair in pairs}
    pairs += [pair for key in node.carried if key not in met for pair in _carried(key, node, shelf)]
    found = [
        _bearing(link, other, own, shelf, is_turned=is_turned)
        for target in (node.id, *node.claims)
        for link, other, is_turned in shelf.bearing.get(target, ())
    ]
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


def _bearing_by_target(
    links: Iterable[Link], claims: Mapping[str, Claim]
) -> dict[str, list[tuple[Link, str, bool]]]:
    found: dict[str, list[tuple[Link, str, bool]]] = {}
    for link in links:
        found.setdefault(link.target, []).append((link, link.source, False))
        if link.relation is Relation.CONTRADICTS and link.source in claims:
            found.setdefault(link.source, []).append((link, link.target, True))
    return found


def _bearing(
    link: Link, other: str, own: Mapping[NodeId, Node], shelf: _Shelf, *, is_turned: bool
) -> Bearing:
    claim = shelf.claims.get(other)
    return Bearing(
        link=link,
        node=own.get(NodeId(other)),
        claim=claim,
        work=shelf.works.get(claim.work) if claim else None,
        is_turned=is_turned,
    )


def _by_every_name(works: Iterable[Work]) -> dict[str, Work]:
    """Works by key and older key; those whose address is withheld come without any."""
    listed = tuple(
        without_addresses(work) if work.link_policy is LinkPolicy.WITHHOLD else work
        for work in works
    )
    aliases = {alias: work for work in listed for alias in work.aliases}
    return aliases | {work.key: work for work in listed}
