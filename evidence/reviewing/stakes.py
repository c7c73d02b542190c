"""Stakes: what a survey's conclusions lose if one pair of claim and cited work does not hold.

A step that rests on works, its own or those of steps that support it, is lost once none of them is
left; a leg is lost with any of its premises; a conclusion is lost with its last leg, or with a
premise that every leg needs. A step that rests on no work is reasoning and cannot be lost so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import IntEnum

from evidence.chains import Link, Node, Relation, Role
from evidence.support import CARRYING

PairKey = tuple[str, str]


class Weight(IntEnum):
    """How much hangs on a pair, most first."""

    LOAD_BEARING = 0
    SOLE_SUPPORT = 1
    IN_A_CHAIN = 2
    NONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What hangs on one pair.

    `conclusions` are the limitations that would lose their support with the pair's work, `steps`
    the steps of which the pair is the only support, `chains` all limitations it serves. Of a claim
    in a chain that cites one work only, the pair `is_only_citation`.
    """

    weight: Weight = Weight.NONE
    conclusions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    is_only_citation: bool = False


def stakes(
    nodes: Iterable[Node], links: Iterable[Link], citing: Mapping[str, Iterable[str]]
) -> dict[PairKey, Stake]:
    """(claim, work) → what hangs on the pair, for every pair beneath a step of a chain.

    `citing` has the works that each claim cites, by claim id.
    """
    steps = tuple(nodes)
    limitation_of = {str(step.id): str(step.limitation) for step in steps}
    beneath = _pairs_beneath(steps, tuple(links), citing)
    lost = _conclusions_lost(steps, beneath)
    found: dict[PairKey, Stake] = {}
    for pair, over in _steps_over(steps, beneath).items():
        alone = tuple(step for step in over if beneath[step] == {pair})
        conclusions = lost.get(pair[1], ())
        is_only = set(citing.get(pair[0], ())) == {pair[1]}
        found[pair] = Stake(
            weight=_weight(conclusions, is_sole=bool(alone) or is_only),
            conclusions=conclusions,
            steps=alone,
            chains=tuple(dict.fromkeys(limitation_of[step] for step in over)),
            is_only_citation=is_only,
        )
    return found


def _weight(conclusions: tuple[str, ...], *, is_sole: bool) -> Weight:
    if conclusions:
        return Weight.LOAD_BEARING
    return Weight.SOLE_SUPPORT if is_sole else Weight.IN_A_CHAIN


def _pairs_beneath(
    steps: tuple[Node, ...], links: tuple[Link, ...], citing: Mapping[str, Iterable[str]]
) -> dict[str, Set[PairKey]]:
    """Step → the pairs it rests on, near or far; a work carried over to a step has no claim."""
    own = {
        str(step.id): frozenset(
            {(claim, work) for claim in step.claims for work in citing.get(claim, ())}
            | {("", str(work)) for work in step.carried}
        )
        for step in steps
    }
    supporters: dict[str, list[str]] = {}
    for link in links:
        if link.relation is Relation.SUPPORTS and link.source in own and link.target in own:
            supporters.setdefault(link.target, []).append(link.source)
    return {step: _reached(step, own, supporters) for step in own}


def _reached(
    step: str, own: Mapping[str, Set[PairKey]], supporters: Mapping[str, list[str]]
) -> frozenset[PairKey]:
    found: set[PairKey] = set()
    met, waiting = {step}, [step]
    while waiting:
        each = waiting.pop()
        found |= own[each]
        further = [other for other in supporters.get(each, ()) if other not in met]
        met.update(further)
        waiting += further
    return frozenset(found)


def _steps_over(
    steps: tuple[Node, ...], beneath: Mapping[str, Set[PairKey]]
) -> dict[PairKey, list[str]]:
    """Pair → the steps that rest on it: the carrying ones, or else any, in the chain's order."""
    carrying: dict[PairKey, list[str]] = {}
    serving: dict[PairKey, list[str]] = {}
    for step in steps:
        for pair in beneath[step.id]:
            if pair[0]:
                serving.setdefault(pair, []).append(step.id)
                if step.role in CARRYING:
                    carrying.setdefault(pair, []).append(step.id)
    return serving | carrying


def _conclusions_lost(
    steps: tuple[Node, ...], beneath: Mapping[str, Set[PairKey]]
) -> dict[str, tuple[str, ...]]:
    """Work → the limitations that lose their support if that work alone falls away."""
    found: dict[str, list[str]] = {}
    for limitation in dict.fromkeys(str(step.limitation) for step in steps):
        legs = _legs([step for step in steps if step.limitation == limitation], beneath)
        common, others = legs.pop("", frozenset()), list(legs.values())
        fatal = set(common)
        if others:
            fatal |= frozenset.intersection(*others)
        for work in fatal:
            found.setdefault(work, []).append(limitation)
    return {work: tuple(limitations) for work, limitations in found.items()}


def _legs(steps: list[Node], beneath: Mapping[str, Set[PairKey]]) -> dict[str, frozenset[str]]:
    """Leg → the works each of which alone would take a premise of it away; "" is what all need."""
    premises = [step for step in steps if step.role is Role.PREMISE]
    found: dict[str, frozenset[str]] = {}
    for step in premises or [step for step in steps if step.role is Role.EVIDENCE]:
        works = {work for _, work in beneath[step.id]}
        alone = frozenset(works) if len(works) == 1 else frozenset()
        found[step.leg] = found.get(step.leg, frozenset()) | alone
    return found
