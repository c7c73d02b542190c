"""A limitation's chain with all that holds it up: steps, and the works beneath them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from graphlib import TopologicalSorter

from bib.short_names import short_name
from bib.standing import Standing, gravest
from bib.works import Citekey, ReadStatus, Work
from evidence.chains import Leg, Limitation, Link, Node, Relation, Role
from evidence.citations import Citation
from evidence.claims import Claim
from evidence.verdicts import Verdict, VerdictState

CARRYING = frozenset({Role.PREMISE, Role.EVIDENCE})
OBJECTING = frozenset({Relation.CONTRADICTS, Relation.LIMITS})


class Origin(StrEnum):
    """How a step comes by a work."""

    CITED = "cited"
    CARRIED = "carried over"
    STATED = "stated by the work itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One work under one step: a claim with a work it cites, or a work carried over to the step.

    The facts about it stay apart: how the work stands, how much of it was read, and what each
    reader found. A work carried over has no `citation`, and a `claim` only where somebody compared
    the two. `work` is `None` where the library does not hold it. `verdicts` has each reader's
    latest, oldest first.
    """

    key: Citekey
    origin: Origin
    claim: Claim | None = None
    citation: Citation | None = None
    work: Work | None = None
    verdicts: tuple[Verdict, ...] = ()

    @property
    def number(self) -> int | None:
        """The work's number in the surveyed paper, as far as it has one."""
        stated = self.citation.number if self.citation else None
        return stated or (self.work.cited_as if self.work else None)

    @property
    def name(self) -> str:
        """The work as a reader says it, with its number: “Flynn et al. 2022 [12]”."""
        name = short_name(self.work) if self.work else self.key
        return f"{name} [{self.number}]" if self.number else name

    @property
    def standing(self) -> Standing | None:
        """The gravest word on the work; `None` where nobody has said anything."""
        return gravest(self.work.standing) if self.work else None

    @property
    def read_status(self) -> ReadStatus:
        """How much of the work was read."""
        return self.work.read_status if self.work else ReadStatus.NONE

    @property
    def states(self) -> tuple[VerdictState, ...]:
        """What readers found, each state once; several mean that they differ."""
        return tuple(dict.fromkeys(verdict.state for verdict in self.verdicts))

    @property
    def is_unread(self) -> bool:
        """Whether nobody had the work before them, not even in part or through others."""
        unavailable = bool(self.states) and set(self.states) == {VerdictState.SOURCE_UNAVAILABLE}
        return self.read_status is ReadStatus.NONE or unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """Something that bears on a step or on a claim of it: another step, or a claim of any work.

    `is_turned` tells that the link was drawn the other way: who contradicts is contradicted.
    """

    link: Link
    node: Node | None = None
    claim: Claim | None = None
    work: Work | None = None
    is_turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One step with its claims, the works beneath it, and what else bears on it.

    Withdrawn claims are among `claims` and give no pairs. `bearings` are what other steps and other
    claims do to it; whatever supports it from there is no part of what the survey cites for it.
    """

    node: Node
    claims: tuple[Claim, ...] = ()
    pairs: tuple[Pair, ...] = ()
    bearings: tuple[Bearing, ...] = ()

    @property
    def objections(self) -> tuple[Bearing, ...]:
        """What contradicts or limits it."""
        return tuple(each for each in self.bearings if each.link.relation in OBJECTING)

    @property
    def works(self) -> tuple[Citekey, ...]:
        """The distinct works beneath this step itself."""
        return tuple(dict.fromkeys(pair.key for pair in self.pairs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A limitation with its steps in their order and the links among them.

    `survey` is the citekey of the surveyed work, whose claims need no name before their place.
    """

    limitation: Limitation
    survey: str = ""
    supports: tuple[Support, ...] = ()
    links: tuple[Link, ...] = ()

    def support(self, node: str) -> Support | None:
        """The step with that id."""
        return next((support for support in self.supports if support.node.id == node), None)

    def in_role(self, *roles: Role) -> tuple[Support, ...]:
        """The steps in any of these roles."""
        return tuple(support for support in self.supports if support.node.role in roles)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The steps, without what holds them up."""
        return tuple(support.node for support in self.supports)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all steps, each once."""
        return tuple({c.id: c for support in self.supports for c in support.claims}.values())

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs of the chain; a pair that serves several steps is there once."""
        found: dict[tuple[str, str], Pair] = {}
        for support in self.supports:
            for pair in support.pairs:
                found.setdefault((pair.claim.id if pair.claim else "", pair.key), pair)
        return tuple(found.values())

    @property
    def works(self) -> tuple[Work, ...]:
        """The works beneath the chain that the library holds, by number, then key."""
        found = {pair.key: pair.work for pair in self.pairs if pair.work}
        return tuple(sorted(found.values(), key=_by_number))


@dataclass(frozen=True, slots=True, kw_only=True)
class LegView:
    """One leg with its steps; `leg` is `None` for the steps that every leg needs."""

    leg: Leg | None
    supports: tuple[Support, ...]


def tally(pairs: Iterable[Pair]) -> Mapping[VerdictState | None, int]:
    """How many pairs are in each state; `None` counts those nobody has checked.

    Pairs on which readers differ are left out: see `differing`.
    """
    return Counter(
        pair.states[0] if pair.states else None for pair in pairs if len(pair.states) < 2
    )


def differing(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs on which readers do not agree."""
    return tuple(pair for pair in pairs if len(pair.states) > 1)


def legs(chain: Chain) -> tuple[LegView, ...]:
    """The carrying steps, leg by leg: first those every leg needs, then the legs as declared."""
    carrying = chain.in_role(*CARRYING)
    declared = {leg.id: leg for leg in chain.limitation.legs}
    named = dict.fromkeys([*declared, *(support.node.leg for support in carrying)])
    views = [LegView(leg=None, supports=tuple(s for s in carrying if not s.node.leg))]
    views += [
        LegView(
            leg=declared.get(name, Leg(id=name, title="")),
            supports=tuple(support for support in carrying if support.node.leg == name),
        )
        for name in named
        if name
    ]
    return tuple(view for view in views if view.supports)


def supporters(chain: Chain) -> Mapping[str, tuple[Link, ...]]:
    """Step → the links by which other steps support it, in the chain's order."""
    found: dict[str, list[Link]] = {}
    for link in chain.links:
        if link.relation is Relation.SUPPORTS:
            found.setdefault(link.target, []).append(link)
    return {target: tuple(links) for target, links in found.items()}


def works_beneath(chain: Chain) -> Mapping[str, frozenset[Citekey]]:
    """Step → every work beneath it, its own and those of the steps that support it, near or far."""
    below = supporters(chain)
    order: TopologicalSorter[str] = TopologicalSorter()
    for support in chain.supports:
        order.add(support.node.id, *(link.source for link in below.get(support.node.id, ())))
    own = {str(support.node.id): frozenset(support.works) for support in chain.supports}
    found: dict[str, frozenset[Citekey]] = {}
    for step in order.static_order():
        found[step] = own[step].union(*(found[link.source] for link in below.get(step, ())))
    return found


def _by_number(work: Work) -> tuple[int, str]:
    return (work.cited_as if work.cited_as is not None else 1_000_000, work.key)
