"""Valid records with defaults, so that a test names only what it is about."""

from __future__ import annotations

from typing import Any

from bib.works import Citekey, Work
from evidence.chains import Basis, Leg, Limitation, LimitationId, Link, Node, NodeId, Relation, Role
from evidence.claims import Claim, ClaimId


def a_work(key: str = "flynn2022", **parts: Any) -> Work:
    defaults: dict[str, Any] = {"type": "article", "fields": {"title": "A Work"}, "title": "A Work"}
    return Work(key=Citekey(key), **(defaults | parts))


def a_claim(id: str = "flynn2022-1", **parts: Any) -> Claim:  # noqa: A002
    defaults: dict[str, Any] = {"work": id.rsplit("-", 1)[0], "statement": "Something is the case."}
    return Claim(id=ClaimId(id), **(defaults | parts))


def a_limitation(id: str = "L1", **parts: Any) -> Limitation:  # noqa: A002
    defaults: dict[str, Any] = {"title": "A limitation", "legs": (Leg(id="A", title="One leg"),)}
    return Limitation(id=LimitationId(id), **(defaults | parts))


def a_node(id: str = "L1.P1", **parts: Any) -> Node:  # noqa: A002
    defaults: dict[str, Any] = {
        "limitation": id.split(".", maxsplit=1)[0],
        "role": Role.PREMISE,
        "text": "A premise.",
        "basis": Basis.CITED,
    }
    return Node(id=NodeId(id), **(defaults | parts))


def a_link(
    source: str = "L1.P1", relation: str = "supports", target: str = "L1.C", **parts: Any
) -> Link:
    return Link(source=source, relation=Relation(relation), target=target, **parts)
