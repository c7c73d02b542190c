"""Limitations, and the chains of nodes and links that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bib.works import Citekey

LimitationId = NewType("LimitationId", str)
NodeId = NewType("NodeId", str)


class Role(StrEnum):
    """What a node does in its chain."""

    CONCLUSION = "conclusion"
    FLAWED_ASSUMPTION = "flawed-assumption"
    PREMISE = "premise"
    EVIDENCE = "evidence"
    ILLUSTRATION = "illustration"
    CONCESSION = "concession"
    CONTEXT = "context"
    RECOMMENDATION = "recommendation"


class Basis(StrEnum):
    """On what a node stands in the surveyed paper."""

    CITED = "cited"
    CARRIED_OVER = "carried-over"
    UNCITED = "uncited"
    INFERRED = "inferred"
    RECONSTRUCTED = "reconstructed"


class Relation(StrEnum):
    """How one node or claim bears on another."""

    SUPPORTS = "supports"
    EXPLAINS = "explains"
    CONTRADICTS = "contradicts"
    LIMITS = "limits"
    ILLUSTRATES = "illustrates"
    MOTIVATES = "motivates"
    CONTRASTS_WITH = "contrasts-with"
    BACKGROUND_TO = "background-to"


class StatedBy(StrEnum):
    """Who says that a link holds."""

    PAPER = "paper"
    CURATOR = "curator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A set of premises that together carry the conclusion; one sound leg is enough."""

    id: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limitation:
    """A conclusion of the survey; its nodes and links are kept beside it.

    `robustness` is the curator's judgement in a sentence; `unstated` lists premises the paper
    needs and does not state; `cautions` list weak points.
    """

    id: LimitationId
    title: str
    summary: str = ""
    legs: tuple[Leg, ...] = ()
    robustness: str = ""
    unstated: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step of a chain.

    `leg` is empty for a step that every leg needs. `claims` are claim ids; `carried` are works that
    support the step from elsewhere in the paper where its own sentences cite nothing (basis
    *carried-over*).
    """

    id: NodeId
    limitation: LimitationId
    role: Role
    text: str
    leg: str = ""
    claims: tuple[str, ...] = ()
    basis: Basis = Basis.UNCITED
    carried: tuple[Citekey, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation between two steps (nodes or claims); `warrant` says why it holds."""

    source: str
    relation: Relation
    target: str
    warrant: str = ""
    stated_by: StatedBy = StatedBy.PAPER
