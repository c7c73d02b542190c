"""Valid records with defaults, so that a test names only what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bib.dates import PartialDate
from bib.works import Citekey, ReadStatus, Work
from evidence.chain_assembly import build_chain
from evidence.chains import Basis, Leg, Limitation, LimitationId, Link, Node, NodeId, Relation, Role
from evidence.citations import Citation
from evidence.claims import Claim, ClaimId, Locator
from evidence.concepts import Concept, Scheme
from evidence.corpus import About, Corpus
from evidence.matrix import Cell, CellBasis, Matrix
from evidence.responses import Response
from evidence.support import Chain
from evidence.verdicts import Verdict, VerdictState


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


def a_verdict(claim: str = "ding2025-1", work: str = "flynn2022", **parts: Any) -> Verdict:
    defaults: dict[str, Any] = {
        "state": VerdictState.SUPPORTED,
        "reader": "ana",
        "read_at": datetime(2026, 11, 22, tzinfo=UTC),
        "access": ReadStatus.FULL,
    }
    return Verdict(claim=claim, work=Citekey(work), **(defaults | parts))


def a_chain(
    nodes: Iterable[Node] = (),
    links: Iterable[Link] = (),
    claims: Iterable[Claim] = (),
    works: Iterable[Work] = (),
    **parts: Any,
) -> Chain:
    defaults: dict[str, Any] = {"limitation": a_limitation(), "survey": "ding2025"}
    return build_chain(
        **(defaults | parts | {"nodes": nodes, "links": links, "claims": claims, "works": works})
    )


def a_citation(work: str = "flynn2022", **parts: Any) -> Citation:
    return Citation(work=Citekey(work), **parts)


def a_sound_corpus(**parts: Any) -> Corpus:
    """A small corpus in which no check finds anything; `parts` replace whole tuples of it."""
    cited = (a_citation("flynn2022", number=1), a_citation("roe2020", number=2))
    claim = {"kind": "empirical", "population": "adults", "concepts": ("stage/creation",)}
    complete: dict[str, Any] = {
        "fields": {"title": "A Work", "journal": "A Journal", "year": "2020"},
        "issued": PartialDate(2020),
    }
    defaults: dict[str, Any] = {
        "about": About(title="A survey of something", survey="ding2025"),
        "bibliography": (
            a_work("ding2025", read_status=ReadStatus.FULL, **complete),
            a_work("flynn2022", cited_as=1, read_status=ReadStatus.FULL, **complete),
            a_work("roe2020", cited_as=2, read_status=ReadStatus.PART, **complete),
        ),
        "claims": (
            a_claim("ding2025-1", locator=Locator.parse("1-1-1"), citations=cited, **claim),
            a_claim("ding2025-2", locator=Locator.parse("1-1-2"), citations=cited, **claim),
            a_claim("roe2020-1"),
        ),
        "limitations": (a_limitation("L1"),),
        "nodes": (
            a_node("L1.C", role=Role.CONCLUSION, basis=Basis.INFERRED, claims=()),
            a_node("L1.P1", leg="A", claims=("ding2025-1",)),
            a_node("L1.P2", claims=("ding2025-2",)),
        ),
        "links": (
            a_link("L1.P1", "supports", "L1.C", warrant="It follows."),
            a_link("L1.P2", "supports", "L1.C"),
            a_link("roe2020-1", "limits", "L1.P2"),
        ),
        "schemes": tuple(
            Scheme(id=id_, title=id_) for id_ in ("kind", "population", "stage", "component")
        ),
        "concepts": (
            Concept(id="kind/empirical", scheme="kind", label="empirical"),
            Concept(id="population/adults", scheme="population", label="adults"),
            Concept(id="stage/creation", scheme="stage", label="creation"),
            Concept(id="component/tools", scheme="component", label="tools"),
        ),
        "matrices": (
            Matrix(
                id="matrix",
                title="Stages by components",
                rows="stage",
                columns="component",
                states=(("not addressed", "Nothing is said."), ("sufficient", "It is enough.")),
                cells=(
                    Cell(
                        row="stage/creation",
                        column="component/tools",
                        state="sufficient",
                        basis=CellBasis.EXPLICIT,
                        claims=("ding2025-1",),
                    ),
                ),
            ),
        ),
        "responses": (
            Response(
                id="an-act", name="An act", kind="law", works=("roe2020",), claims=("ding2025-1",)
            ),
        ),
        "verdicts": tuple(
            a_verdict(f"ding2025-{place}", work)
            for place in (1, 2)
            for work in ("flynn2022", "roe2020")
        ),
    }
    return Corpus(**(defaults | parts))
