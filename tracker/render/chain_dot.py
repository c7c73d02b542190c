"""Chains for Graphviz: one graph, a cluster for each limitation and each of its legs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from evidence.chains import Leg, Link, NodeId, Relation, Role
from evidence.gaps import gaps
from evidence.support import Chain
from tracker.render.chain_boxes import STROKES, Box, boxes, drawn_links, link_title
from tracker.render.lists import clean

_SHAPES = {
    Role.CONCLUSION: 'shape=box, style="rounded,bold"',
    Role.FLAWED_ASSUMPTION: 'shape=box, style="rounded,dashed"',
    Role.PREMISE: 'shape=box, style="rounded"',
    Role.EVIDENCE: "shape=note",
    Role.ILLUSTRATION: 'shape=box, style="dotted"',
    Role.CONCESSION: "shape=tab",
    Role.CONTEXT: 'shape=box, style="dotted"',
    Role.RECOMMENDATION: 'shape=box, style="rounded,diagonals"',
}
_HEADS = {Relation.CONTRADICTS: "tee", Relation.LIMITS: "odot"}
_COLUMNS = 34


def chains_dot(chains: Sequence[Chain], *, content_note: str = "") -> str:
    """The graph, arrows pointing from what supports to what is supported, upwards."""
    lines = ["digraph evidence {"]
    if content_note:
        lines.append(f"  // {clean(content_note)}")
    lines += [
        '  graph [rankdir=BT, compound=true, fontname="sans-serif", ranksep=0.5];',
        '  node [fontname="sans-serif", fontsize=10, margin="0.15,0.1"];',
        '  edge [fontname="sans-serif", fontsize=9];',
    ]
    for place, chain in enumerate(chains):
        lines += [f"  {line}" for line in _cluster(chain, place)]
    return "\n".join([*lines, "}", ""])


def _cluster(chain: Chain, place: int) -> Iterator[str]:
    limitation = chain.limitation
    drawn = boxes(chain, gaps(chain))
    yield f"subgraph cluster_{place} {{"
    title = textwrap.fill(clean(f"{limitation.id}: {limitation.title}"), 80)
    yield f"  label={_quoted(title)}; labeljust=l; labelloc=b; fontsize=14; style=rounded;"
    legs: dict[str, list[NodeId]] = {leg.id: [] for leg in limitation.legs}
    for node in chain.nodes:
        legs.setdefault(node.leg, []).append(node.id)
    titles = {leg.id: leg for leg in limitation.legs}
    for number, (leg, ids) in enumerate(legs.items()):
        if leg and ids:
            yield from (
                f"  {line}" for line in _leg(titles.get(leg), leg, ids, drawn, place, number)
            )
        else:
            yield from (f"  {_node(drawn[id_])}" for id_ in ids)
    yield from (f"  {_edge(link)}" for link in drawn_links(chain))
    yield "}"


def _leg(
    leg: Leg | None,
    name: str,
    ids: Sequence[NodeId],
    drawn: dict[NodeId, Box],
    place: int,
    number: int,
) -> Iterator[str]:
    title = f"Leg {name}: {leg.title}" if leg and leg.title else f"Leg {name}"
    yield f"subgraph cluster_{place}_{number} {{"
    label = _quoted(textwrap.fill(clean(title), 40))
    yield f"  label={label}; labeljust=l; labelloc=b; style=dashed;"
    yield from (f"  {_node(drawn[id_])}" for id_ in ids)
    yield "}"


def _node(box: Box) -> str:
    label = [f"{box.id}  ({box.kind})", *textwrap.wrap(box.text, _COLUMNS)]
    for line in box.below:
        label += textwrap.wrap(line, _COLUMNS + 4, subsequent_indent="   ")
    text = "".join(f"{_escaped(line)}\\l" for line in label)
    return f'{_quoted(box.id)} [{_SHAPES[box.role]}, label="{text}"];'


def _edge(link: Link) -> str:
    stroke = STROKES[link.relation]
    parts = [f"tooltip={_quoted(link_title(link))}"]
    if stroke.label:
        parts += [f"label={_quoted(stroke.label)}", "constraint=false"]
        parts.append("style=dashed" if link.relation in _HEADS else "style=dotted")
    if link.relation in _HEADS:
        parts.append(f"arrowhead={_HEADS[link.relation]}")
    return f"{_quoted(link.source)} -> {_quoted(link.target)} [{', '.join(parts)}];"


def _quoted(text: str) -> str:
    return '"' + "\\n".join(_escaped(line) for line in text.splitlines()) + '"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
