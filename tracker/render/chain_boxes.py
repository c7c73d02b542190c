"""Boxes: what a picture of a chain says of each step, and how it draws each relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bib.short_names import short_name
from evidence.chains import Link, NodeId, Relation, Role
from evidence.gaps import Gap
from evidence.support import Chain, Pair, Support
from tracker.render.lists import clean
from tracker.render.states import BASES, READ, STANDINGS, Mark, by_mark, role_words
from tracker.render.step_text import gap_words, relation_words, whose

_BASES = {basis: words.split(" from ", 1)[0].split(":", 1)[0] for basis, words in BASES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One step in a picture: `kind` is its role and basis, `works` its works by state."""

    id: NodeId
    role: Role
    kind: str
    text: str
    works: tuple[tuple[Mark, str], ...]
    thin: str

    @property
    def below(self) -> list[str]:
        """The lines beneath the text."""
        lines = [f"{mark}: {works}" for mark, works in self.works]
        return [*lines, f"▲ {self.thin}"] if self.thin else lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """How a relation is drawn: dashes and gaps in pixels, and its label; never colour alone."""

    dashes: str = ""
    label: str = ""
    tone: str = "dim"


STROKES: Mapping[Relation, Stroke] = {
    Relation.SUPPORTS: Stroke(tone="good"),
    Relation.CONTRADICTS: Stroke(dashes="7 4", label="contradicts", tone="bad"),
    Relation.LIMITS: Stroke(dashes="7 4", label="limits", tone="fair"),
    Relation.EXPLAINS: Stroke(dashes="2 3", label="explains"),
    Relation.ILLUSTRATES: Stroke(dashes="2 3", label="illustrates"),
    Relation.MOTIVATES: Stroke(dashes="2 3", label="motivates"),
    Relation.CONTRASTS_WITH: Stroke(dashes="2 3", label="contrasts with"),
    Relation.BACKGROUND_TO: Stroke(dashes="2 3", label="background to"),
}


def boxes(chain: Chain, found: Sequence[Gap]) -> dict[NodeId, Box]:
    """A box for every step, in the chain's order."""
    thin: dict[str, list[Gap]] = {}
    for gap in found:
        thin.setdefault(gap.node, []).append(gap)
    return {
        support.node.id: _box(support, thin.get(support.node.id, ())) for support in chain.supports
    }


def drawn_links(chain: Chain) -> list[Link]:
    """The links among steps, each pair and relation once."""
    return list({(link.source, link.relation, link.target): link for link in chain.links}.values())


def link_title(link: Link) -> str:
    """A link in words, for those who cannot see the arrow."""
    warrant = f": {link.warrant}" if link.warrant else "."
    words = f"{link.source} {relation_words(link.relation)} {link.target}{whose(link)}"
    return clean(f"{words}{warrant}")


def work_line(pair: Pair) -> str:
    """A work in the list beneath a picture: number, name, how far read, how it stands."""
    standing = STANDINGS[pair.standing] if pair.standing else ""
    told = ", ".join(part for part in (READ[pair.read_status], standing) if part)
    name = short_name(pair.work) if pair.work else pair.key
    number = f"[{pair.number}] " if pair.number else ""
    return clean(f"{number}{name}: {told}")


def work_lines(chain: Chain) -> list[str]:
    """The works beneath a chain, by number."""
    met = {pair.key: pair for pair in chain.pairs}
    return [work_line(pair) for pair in sorted(met.values(), key=_by_number)]


def _box(support: Support, found: Sequence[Gap]) -> Box:
    node = support.node
    return Box(
        id=node.id,
        role=node.role,
        kind=f"{role_words(node.role)}, {_BASES[node.basis]}",
        text=clean(node.text),
        works=tuple((mark, _brief(pairs)) for mark, pairs in by_mark(support.pairs).items()),
        thin=gap_words(found),
    )


def _brief(pairs: Iterable[Pair]) -> str:
    ordered = sorted(pairs, key=_by_number)
    names = {pair.key: f"[{pair.number}]" if pair.number else pair.name for pair in ordered}
    return clean(" ".join(names.values()))


def _by_number(pair: Pair) -> tuple[int, str]:
    return (pair.number if pair.number is not None else 1_000_000, pair.key)
