"""Annotations: what a work reports, what the survey uses it for, and what it can bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bib.works import Citekey, Work
from evidence.chains import LimitationId, NodeId
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.selection import limitations_by_work
from evidence.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One claim that cites a work, the nodes it carries, and what readers found of the pair."""

    claim: Claim
    nodes: tuple[NodeId, ...]
    verdicts: tuple[Verdict, ...]
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """Everything the evidence says of one work.

    `reports` are the work's own claims; `uses` the claims that cite it; `carries` the nodes it
    supports from elsewhere in the survey. All in the corpus's order.
    """

    work: Work
    reports: tuple[Claim, ...]
    uses: tuple[Use, ...]
    carries: tuple[NodeId, ...]
    limitations: tuple[LimitationId, ...]


def annotated(corpus: Corpus) -> Mapping[Citekey, Annotation]:
    """The annotation of every work of the corpus, by citekey, in the bibliography's order."""
    reports: dict[str, list[Claim]] = {}
    uses: dict[str, list[Use]] = {}
    nodes = _nodes_by_claim(corpus)
    verdicts = _verdicts_by_pair(corpus)
    for claim in corpus.claims:
        if claim.is_withdrawn:
            continue
        reports.setdefault(claim.work, []).append(claim)
        for citation in claim.citations:
            use = Use(
                claim=claim,
                nodes=tuple(nodes.get(claim.id, ())),
                verdicts=tuple(verdicts.get((claim.id, citation.work), ())),
                is_ambiguous=citation.is_ambiguous,
            )
            uses.setdefault(citation.work, []).append(use)
    carries: dict[str, list[NodeId]] = {}
    for node in corpus.nodes:
        for key in node.carried:
            carries.setdefault(key, []).append(node.id)
    limitations = limitations_by_work(corpus)
    return {
        work.key: Annotation(
            work=work,
            reports=tuple(reports.get(work.key, ())),
            uses=tuple(uses.get(work.key, ())),
            carries=tuple(carries.get(work.key, ())),
            limitations=tuple(LimitationId(each) for each in limitations.get(work.key, ())),
        )
        for work in corpus.works
    }


def _nodes_by_claim(corpus: Corpus) -> dict[str, list[NodeId]]:
    found: dict[str, list[NodeId]] = {}
    for node in corpus.nodes:
        for claim in node.claims:
            found.setdefault(claim, []).append(node.id)
    return found


def _verdicts_by_pair(corpus: Corpus) -> dict[tuple[str, str], list[Verdict]]:
    found: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in corpus.verdicts:
        found.setdefault((verdict.claim, verdict.work), []).append(verdict)
    return found
