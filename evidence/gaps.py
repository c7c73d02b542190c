"""Gaps: where a chain is thin, step by step, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bib.works import Citekey, ReadStatus
from evidence.chains import Basis, NodeId
from evidence.claims import Claim
from evidence.figures import Figure
from evidence.listing import listed
from evidence.support import CARRYING, Chain, Pair, Support, supporters, works_beneath
from evidence.verdicts import VerdictState

_NO_CITATION = {
    Basis.CITED: "No work is cited for it",
    Basis.CARRIED_OVER: "No work is cited for it",
    Basis.UNCITED: "The survey cites nothing for it",
    Basis.INFERRED: "The survey infers it and cites nothing",
    Basis.RECONSTRUCTED: "The survey does not state it; it was reconstructed",
}


class GapKind(StrEnum):
    """Why a step is thin, worst first."""

    NOT_SUPPORTED = "not-supported"
    NO_CITATION = "no-citation"
    UNREAD = "unread"
    SINGLE_SOURCE = "single-source"
    DISPUTED_FIGURE = "disputed-figure"
    REASONING_ONLY = "reasoning-only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One reason why one step is thin; `why` is a sentence."""

    node: NodeId
    kind: GapKind
    why: str


def gaps(chain: Chain) -> tuple[Gap, ...]:
    """Every gap of a chain, step by step in the chain's order, worst first at each step.

    Citations, sources and readings are asked of premises and evidence only; a disputed figure or a
    work that does not bear its claim is told of any step.
    """
    order = list(GapKind)
    works = works_beneath(chain)
    resting = supporters(chain)
    found: list[Gap] = []
    for support in chain.supports:
        id_ = support.node.id
        steps = [link.source for link in resting.get(id_, ())]
        told = [(GapKind.NOT_SUPPORTED, why) for why in _unsupported(support)]
        if support.node.role in CARRYING:
            told += _thinness(support, works[id_], steps)
        told += [
            (GapKind.DISPUTED_FIGURE, why) for claim in support.claims for why in disputes(claim)
        ]
        told.sort(key=lambda gap: order.index(gap[0]))
        found += [Gap(node=id_, kind=kind, why=why) for kind, why in told]
    return tuple(found)


def disputes(claim: Claim) -> Iterator[str]:
    """A sentence for each dispute about figures of a claim; figures in one dispute go together."""
    disputed: dict[tuple[str, tuple[str, ...]], list[Figure]] = {}
    for figure in claim.figures if not claim.is_withdrawn else ():
        if figure.is_disputed:
            disputed.setdefault((figure.dispute, figure.disputed_by), []).append(figure)
    for (reason, others), figures in disputed.items():
        told = [
            f"“{figure}” ({figure.subject})" if figure.subject else f"“{figure}”"
            for figure in figures
        ]
        subject = "The figure" if len(told) == 1 else "The figures"
        verb = "is" if len(told) == 1 else "are"
        why = f": {reason}" if reason else "."
        by = f" Compare {listed(others)}." if others else ""
        yield f"{subject} {listed(told)} {verb} disputed{why}{by}"


def _thinness(
    support: Support, works: frozenset[Citekey], steps: list[str]
) -> Iterator[tuple[GapKind, str]]:
    if not support.pairs:
        bare = _NO_CITATION[support.node.basis]
        if works:
            reasoning = f"{bare}; it rests on reasoning from {listed(steps)}."
            yield GapKind.REASONING_ONLY, reasoning
        else:
            yield GapKind.NO_CITATION, f"{bare}."
        return
    if all(pair.is_unread for pair in support.pairs):
        yield GapKind.UNREAD, f"Nobody could read {_named(support.pairs)}."
    elif all(_is_second_hand(pair) for pair in support.pairs):
        yield GapKind.UNREAD, f"{_named(support.pairs)}: seen only through what others report."
    if len(works) == 1:
        yield GapKind.SINGLE_SOURCE, f"It rests on a single work, {_named(support.pairs)}."


def _unsupported(support: Support) -> Iterator[str]:
    for state, phrase in (
        (VerdictState.CONTRADICTED, "Contradicted by"),
        (VerdictState.NOT_SUPPORTED, "Not supported by"),
    ):
        for pair in support.pairs:
            told = [verdict for verdict in pair.verdicts if verdict.state is state]
            if told:
                where = f" (for {pair.claim.locator})" if pair.claim else ""
                reason = f": {told[-1].reason}" if told[-1].reason else "."
                yield f"{phrase} {pair.name}{where}{reason}"


def _is_second_hand(pair: Pair) -> bool:
    return pair.is_unread or pair.read_status is ReadStatus.SECONDARY


def _named(pairs: Iterable[Pair]) -> str:
    return listed(dict.fromkeys(pair.name for pair in pairs))
