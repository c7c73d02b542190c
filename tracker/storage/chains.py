"""Limitations, nodes and links as rows."""

from __future__ import annotations

from typing import Any

from bib.works import Citekey
from evidence.chains import (
    Basis,
    Leg,
    Limitation,
    LimitationId,
    Link,
    Node,
    NodeId,
    Relation,
    Role,
    StatedBy,
)
from tracker.storage.columns import list_text, read_list
from tracker.storage.families import Family, Identity, PartRows, Parts, StoredRow
from tracker.storage.tables import legs, limitations, links, node_carried, node_claims, nodes


def _limitation_row(limitation: Limitation) -> dict[str, Any]:
    return {
        "id": limitation.id,
        "title": limitation.title,
        "summary": limitation.summary,
        "robustness": limitation.robustness,
        "unstated": list_text(limitation.unstated),
        "cautions": list_text(limitation.cautions),
    }


def _leg_rows(limitation: Limitation) -> Parts:
    return ([{"id": leg.id, "title": leg.title, "note": leg.note} for leg in limitation.legs],)


def _limitation(row: StoredRow, parts: PartRows) -> Limitation:
    return Limitation(
        id=LimitationId(row.id),
        title=row.title,
        summary=row.summary,
        legs=tuple(Leg(id=leg.id, title=leg.title, note=leg.note) for leg in parts[0]),
        robustness=row.robustness,
        unstated=read_list(row.unstated),
        cautions=read_list(row.cautions),
    )


LIMITATIONS = Family[Limitation](
    what="limitation",
    table=limitations,
    parts=(legs,),
    to_row=_limitation_row,
    to_parts=_leg_rows,
    from_row=_limitation,
)


def _node_row(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "limitation": node.limitation,
        "role": str(node.role),
        "text": node.text,
        "leg": node.leg,
        "basis": str(node.basis),
        "note": node.note,
    }


def _node_parts(node: Node) -> Parts:
    return ([{"claim": claim} for claim in node.claims], [{"work": key} for key in node.carried])


def _node(row: StoredRow, parts: PartRows) -> Node:
    claims, carried = parts
    return Node(
        id=NodeId(row.id),
        limitation=LimitationId(row.limitation),
        role=Role(row.role),
        text=row.text,
        leg=row.leg,
        claims=tuple(part.claim for part in claims),
        basis=Basis(row.basis),
        carried=tuple(Citekey(part.work) for part in carried),
        note=row.note,
    )


NODES = Family[Node](
    what="node",
    table=nodes,
    parts=(node_claims, node_carried),
    to_row=_node_row,
    to_parts=_node_parts,
    from_row=_node,
)


def _link_row(link: Link) -> dict[str, Any]:
    return {
        "source": link.source,
        "relation": str(link.relation),
        "target": link.target,
        "warrant": link.warrant,
        "stated_by": str(link.stated_by),
    }


def _link(row: StoredRow, _parts: PartRows) -> Link:
    return Link(
        source=row.source,
        relation=Relation(row.relation),
        target=row.target,
        warrant=row.warrant,
        stated_by=StatedBy(row.stated_by),
    )


def _link_subjects(identity: Identity) -> tuple[str, ...]:
    source, relation, target = identity
    return f"{source} {relation} {target}", source, target


LINKS = Family[Link](
    what="link", table=links, to_row=_link_row, from_row=_link, subjects=_link_subjects
)
