"""The outline of a chain: which step is shown beneath which, leg by leg, each in full once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evidence.chains import Leg, Link, Relation, Role
from evidence.support import CARRYING, Chain, Support

# A step in one of these roles is shown beneath the step it bears on; others are only mentioned.
_ATTACHED = frozenset({Role.ILLUSTRATION, Role.CONCESSION, Role.CONTEXT})


@dataclass(slots=True, kw_only=True)
class Item:
    """One place in the outline: a heading, or a step.

    `link` says how the step bears on the one above it; `is_again` that it is shown in full
    elsewhere. `mentions` are relations to steps that stand elsewhere.
    """

    heading: str = ""
    note: str = ""
    leg: Leg | None = None
    support: Support | None = None
    link: Link | None = None
    is_again: bool = False
    mentions: list[Link] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)


def outline(chain: Chain) -> list[Item]:
    """The conclusions with all beneath them, then the steps that nothing ties to them."""
    planner = _Planner(chain)
    roots = [planner.place(support) for support in chain.in_role(Role.CONCLUSION)]
    for root in roots:
        root.children = planner.under_conclusion(root)
    beside = [
        planner.grown(planner.place(support))
        for support in chain.supports
        if support.node.id not in planner.placed
    ]
    if beside:
        roots.append(Item(heading="Beside the chain", children=beside))
    return roots


def walk(items: Sequence[Item]) -> Iterator[tuple[Item, int]]:
    """Every item with its depth, in reading order."""
    waiting = [(item, 0) for item in reversed(items)]
    while waiting:
        item, depth = waiting.pop()
        yield item, depth
        waiting += [(child, depth + 1) for child in reversed(item.children)]


class _Planner:
    """Remembers which steps have their place already."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.steps = {str(support.node.id): support for support in chain.supports}
        self.placed: set[str] = set()
        self.onto: dict[str, list[Link]] = {}
        self.out_of: dict[str, list[Link]] = {}
        for link in chain.links:
            self.onto.setdefault(link.target, []).append(link)
            self.out_of.setdefault(link.source, []).append(link)

    def place(self, support: Support, link: Link | None = None) -> Item:
        """A new item for a step, full the first time."""
        is_again = support.node.id in self.placed
        self.placed.add(support.node.id)
        return Item(support=support, link=link, is_again=is_again)

    def under_conclusion(self, root: Item) -> list[Item]:
        """What the conclusion rests on, leg by leg, what stands beside it and where it leads."""
        assert root.support is not None  # noqa: S101
        id_ = root.support.node.id
        onto = self.onto.get(id_, [])
        links = {link.source: link for link in onto}
        groups = [self._group("Flawed assumption", self._assumptions(links))]
        groups += self._legs(links)
        against = [link for link in onto if self._is_attached(link)]
        groups.append(self._group("Beside the conclusion", self._at_sources(against)))
        onward = [
            link
            for link in self.out_of.get(id_, [])
            if link.relation is Relation.MOTIVATES and link.target not in self.placed
        ]
        groups.append(self._group("Leads to", self._at_targets(onward)))
        root.mentions = [link for link in onto if link.source not in self.placed]
        # Grown only now: a step that bears on the conclusion directly has its place in its leg.
        for group in groups:
            for item in group.children:
                self.grown(item)
        return [group for group in groups if group.children]

    def _assumptions(self, links: dict[str, Link]) -> list[Item]:
        assumptions = self.chain.in_role(Role.FLAWED_ASSUMPTION)
        return [self.place(support, links.get(support.node.id)) for support in assumptions]

    def _at_sources(self, links: list[Link]) -> list[Item]:
        return [self.place(self.steps[link.source], link) for link in links]

    def _at_targets(self, links: list[Link]) -> list[Item]:
        return [self.place(self.steps[link.target], link) for link in links]

    def _legs(self, links: dict[str, Link]) -> Iterator[Item]:
        declared = {leg.id: leg for leg in self.chain.limitation.legs}
        carrying = self.chain.in_role(*CARRYING)
        names = dict.fromkeys(["", *declared, *(support.node.leg for support in carrying)])
        for name in names:
            items = [
                self.place(support, links.get(support.node.id))
                for support in carrying
                if support.node.leg == name and self._stands_in_its_leg(support, links)
            ]
            leg = declared.get(name, Leg(id=name, title="")) if name else None
            shared = "Needed by every leg" if len(names) > 1 else "Premises"
            yield self._group(f"Leg {name}" if name else shared, items, leg)

    def _stands_in_its_leg(self, support: Support, links: dict[str, Link]) -> bool:
        """Whether it bears on the conclusion directly, or on nothing and would be lost."""
        id_ = support.node.id
        if id_ in self.placed:
            return False
        direct = links.get(id_)
        return (direct is not None and direct.relation is Relation.SUPPORTS) or not any(
            link.relation is Relation.SUPPORTS for link in self.out_of.get(id_, [])
        )

    def _group(self, heading: str, items: list[Item], leg: Leg | None = None) -> Item:
        return Item(heading=heading, note=leg.note if leg else "", leg=leg, children=items)

    def grown(self, item: Item) -> Item:
        """The item with everything beneath it; without recursion, as chains may be long."""
        waiting = [item]
        while waiting:
            above = waiting.pop()
            if above.support is None or above.is_again:
                continue
            self._grow(above, above.support)
            waiting += reversed(above.children)
        return item

    def _grow(self, item: Item, support: Support) -> None:
        for link in self.onto.get(support.node.id, []):
            if link == item.link:
                continue
            if link.relation is Relation.SUPPORTS or self._is_attached(link):
                item.children.append(self.place(self.steps[link.source], link))
            elif link.relation is not Relation.CONTRASTS_WITH:
                item.mentions.append(link)
        item.mentions += [
            link
            for link in self.out_of.get(support.node.id, [])
            if link.relation is Relation.CONTRASTS_WITH
        ]

    def _is_attached(self, link: Link) -> bool:
        step = self.steps.get(link.source)
        return (
            step is not None
            and step.node.role in _ATTACHED
            and link.relation is not Relation.SUPPORTS
            and link.relation is not Relation.CONTRASTS_WITH
        )
