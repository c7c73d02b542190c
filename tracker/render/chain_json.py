"""A chain as a JSON object: limitation, nodes with their sources, links, works and gaps."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.gaps import Gap, gaps
from evidence.support import Bearing, Chain, Pair, Support
from tracker.render.objects import (
    Object,
    claim_object,
    limitation_object,
    link_object,
    node_object,
    verdict_object,
    work_object,
)
from tracker.render.states import NOT_CHECKED, READERS_DIFFER


def chains_object(chains: Sequence[Chain], *, content_note: str = "") -> Object:
    """One chain as an object; none or several under `chains`."""
    note = {"content_note": content_note} if content_note else {}
    if len(chains) == 1:
        return chain_object(chains[0]) | note
    return note | {"chains": [chain_object(chain) for chain in chains]}


def chain_object(chain: Chain) -> Object:
    """One chain; a pair keeps its facts apart, and `tally` counts them by what readers found."""
    return {
        "limitation": limitation_object(chain.limitation),
        "nodes": [_support_object(support) for support in chain.supports],
        "links": [link_object(link) for link in chain.links],
        "claims": [
            claim_object(claim, limitations=[chain.limitation.id]) for claim in chain.claims
        ],
        "works": [work_object(work) for work in chain.works],
        "gaps": [gap_object(gap) for gap in gaps(chain)],
        "tally": _tally(chain.pairs),
    }


def gap_object(gap: Gap) -> Object:
    """Why one step is thin."""
    return {"node": gap.node, "kind": gap.kind.value, "why": gap.why}


def _support_object(support: Support) -> Object:
    return node_object(support.node) | {
        "pairs": [_pair_object(pair) for pair in support.pairs],
        "bearings": [_bearing_object(bearing) for bearing in support.bearings if bearing.claim],
    }


def _pair_object(pair: Pair) -> Object:
    return {
        "claim": pair.claim.id if pair.claim else None,
        "work": pair.key,
        "number": pair.number,
        "origin": pair.origin.value,
        "is_held": pair.work is not None,
        "read_status": pair.read_status.value,
        "standing": pair.standing.value if pair.standing else None,
        "verdicts": [verdict_object(verdict) for verdict in pair.verdicts],
    }


def _bearing_object(bearing: Bearing) -> Object:
    work = bearing.claim.work if bearing.claim else None
    return link_object(bearing.link) | {"work": work}


def _tally(pairs: Sequence[Pair]) -> dict[str, int]:
    counts = {"total": len(pairs)}
    for pair in pairs:
        name = (
            NOT_CHECKED.words
            if not pair.states
            else pair.states[0].value
            if len(pair.states) == 1
            else READERS_DIFFER.words
        )
        counts[name] = counts.get(name, 0) + 1
    return counts
