"""Chains for Mermaid: one flowchart, a subgraph for each limitation and each of its legs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.chains import Link, NodeId, Relation, Role
from evidence.gaps import gaps
from evidence.support import Chain
from tracker.render.chain_boxes import STROKES, Box, boxes, drawn_links
from tracker.render.lists import clean

# Everything that Mermaid, Markdown or HTML could read as more than a letter.
_SPECIAL = re.compile(r"[^\w\s.,:()/–—’‘“”…+?✓◐✗≠⇄○▲-]")
_FRAMES = {
    Role.CONCLUSION: ("(", ")"),
    Role.FLAWED_ASSUMPTION: ("{{", "}}"),
    Role.EVIDENCE: ("[[", "]]"),
    Role.RECOMMENDATION: (">", "]"),
}
_ARROWS = {Relation.SUPPORTS: "-->", Relation.CONTRADICTS: "--x", Relation.LIMITS: "--o"}


def chains_mermaid(chains: Sequence[Chain], *, content_note: str = "") -> str:
    """The flowchart, arrows pointing upwards from what supports to what is supported."""
    lines = [f"%% {clean(content_note).replace('%', '')}"] if content_note else []
    lines.append("flowchart BT")
    for place, chain in enumerate(chains):
        lines += [f"  {line}" for line in _subgraph(chain, place)]
    return "\n".join([*lines, ""])


def _subgraph(chain: Chain, place: int) -> Iterator[str]:
    limitation = chain.limitation
    drawn = boxes(chain, gaps(chain))
    names = {node: f"n{place}_{number}" for number, node in enumerate(drawn)}
    yield f"subgraph g{place} [{_label(f'{limitation.id}: {limitation.title}')}]"
    yield "  direction BT"
    legs: dict[str, list[NodeId]] = {leg.id: [] for leg in limitation.legs}
    for node in chain.nodes:
        legs.setdefault(node.leg, []).append(node.id)
    titles = {leg.id: f"Leg {leg.id}: {leg.title}" for leg in limitation.legs}
    for number, (leg, ids) in enumerate(legs.items()):
        if leg and ids:
            yield f"  subgraph g{place}_{number} [{_label(titles.get(leg, leg))}]"
            yield from (f"    {_node(drawn[id_], names[id_])}" for id_ in ids)
            yield "  end"
        else:
            yield from (f"  {_node(drawn[id_], names[id_])}" for id_ in ids)
    yield "end"
    for link in drawn_links(chain):
        yield _edge(link, names)


def _node(box: Box, name: str) -> str:
    before, after = _FRAMES.get(box.role, ("[", "]"))
    lines = [f"{box.id} ({box.kind})", box.text, *box.below]
    text = "<br>".join(_escaped(line) for line in lines)
    return f'{name}{before}"{text}"{after}'


def _edge(link: Link, names: dict[NodeId, str]) -> str:
    arrow = _ARROWS.get(link.relation, "-.->")
    label = STROKES[link.relation].label
    middle = f"{arrow}|{label}|" if label else arrow
    return f"{names[NodeId(link.source)]} {middle} {names[NodeId(link.target)]}"


def _label(text: str) -> str:
    return f'"{_escaped(clean(text))}"'


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", text)
