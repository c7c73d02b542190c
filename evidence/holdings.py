"""Holdings: a whole corpus with the look-ups that checks need, made once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from bib.works import Work
from evidence.chain_assembly import assemble_chains
from evidence.chains import LimitationId, Node
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.errors import ChainLoopError
from evidence.gaps import Gap, gaps
from evidence.support import Chain


@dataclass(frozen=True, slots=True, kw_only=True)
class LogState:
    """How many entries the log has, and the first that does not fit the one before."""

    entries: int = 0
    broken_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """A corpus by id; `works` also by older keys.

    `chains` and `gaps` leave out the limitations of `loops`, whose chains cannot be followed.
    `log` is `None` where the corpus comes from no library, `today` where no date counts as to come.
    """

    corpus: Corpus
    works: Mapping[str, Work] = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    nodes: Mapping[str, Node] = field(repr=False)
    chains: tuple[Chain, ...] = field(repr=False)
    gaps: tuple[Gap, ...] = field(repr=False)
    loops: Mapping[LimitationId, tuple[str, ...]] = field(default_factory=dict)
    log: LogState | None = None
    today: date | None = None

    @classmethod
    def of(cls, corpus: Corpus, *, log: LogState | None = None, today: date | None = None) -> Self:
        """The holdings of a corpus."""
        works = {alias: work for work in corpus.works for alias in work.aliases}
        works |= {str(work.key): work for work in corpus.works}
        chains, loops = _followed(corpus)
        return cls(
            corpus=corpus,
            works=works,
            claims={claim.id: claim for claim in corpus.claims},
            nodes={node.id: node for node in corpus.nodes},
            chains=chains,
            gaps=tuple(gap for chain in chains for gap in gaps(chain)),
            loops=loops,
            log=log,
            today=today,
        )

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records of each sort there are for a check to look at."""
        corpus = self.corpus
        return {
            "works": sum(1 for _ in corpus.works),
            "claims": len(corpus.claims),
            "figures": sum(len(claim.figures) for claim in corpus.claims),
            "citations": sum(len(claim.citations) for claim in corpus.claims),
            "limitations": len(corpus.limitations),
            "nodes": len(corpus.nodes),
            "links": len(corpus.links),
            "concepts": len(corpus.concepts),
            "cells": sum(len(matrix.cells) for matrix in corpus.matrices),
            "verdicts": len(corpus.verdicts),
            "log entries": self.log.entries if self.log else 0,
        }


def _followed(
    corpus: Corpus,
) -> tuple[tuple[Chain, ...], dict[LimitationId, tuple[str, ...]]]:
    chains: list[Chain] = []
    loops: dict[LimitationId, tuple[str, ...]] = {}
    for limitation in corpus.limitations:
        try:
            chains += assemble_chains(corpus, {limitation.id})
        except ChainLoopError as error:
            loops[limitation.id] = error.steps
    return tuple(chains), loops
