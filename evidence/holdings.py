"""Holdings: a whole corpus with the look-ups that checks need, made once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from bib.works import Work
from evidence.chain_assembly import chain_builder
from evidence.chains import LimitationId, Node
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.errors import ChainLoopError
from evidence.figures import parse_figure_id
from evidence.gaps import Gap, gaps
from evidence.meetings import Meeting, Stated, meetings, stated_figures
from evidence.reviewing.outcomes import Outcome, outcomes
from evidence.support import Chain
from evidence.units import Units


@dataclass(frozen=True, slots=True, kw_only=True)
class LogState:
    """How many entries the log has, the first that is not as it was written, and why, in words."""

    entries: int = 0
    broken_at: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """A corpus by id; `works` also by older keys.

    `chains` and `gaps` leave out the limitations of `loops`, whose chains cannot be followed.
    `figures` are those of claims that stand, `meetings` such as speak of one thing. `outcomes` are
    what stands of each pair somebody read. `texts` are the digests of the texts held of each work.
    `log` and `texts` are `None` where the corpus comes from no library, `today` where no date
    counts as to come.
    """

    corpus: Corpus
    works: Mapping[str, Work] = field(repr=False)
    claims: Mapping[str, Claim] = field(repr=False)
    nodes: Mapping[str, Node] = field(repr=False)
    chains: tuple[Chain, ...] = field(repr=False)
    gaps: tuple[Gap, ...] = field(repr=False)
    figures: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict, repr=False)
    meetings: tuple[Meeting, ...] = field(default=(), repr=False)
    units: Units = field(default_factory=Units, repr=False)
    outcomes: Mapping[tuple[str, str], Outcome] = field(default_factory=dict, repr=False)
    loops: Mapping[LimitationId, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, Collection[str]] | None = field(default=None, repr=False)
    log: LogState | None = None
    today: date | None = None

    @classmethod
    def of(
        cls,
        corpus: Corpus,
        *,
        texts: Mapping[str, Collection[str]] | None = None,
        log: LogState | None = None,
        today: date | None = None,
    ) -> Self:
        """The holdings of a corpus."""
        units, figures = Units.of(corpus.concepts), stated_figures(corpus.claims)
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
            figures=figures,
            meetings=meetings(figures, corpus.links, survey=corpus.about.survey, units=units),
            units=units,
            outcomes=outcomes(corpus.verdicts),
            loops=loops,
            texts=texts,
            log=log,
            today=today,
        )

    def figure(self, id_: str) -> Stated | None:
        """The figure of that id, if its claim stands and has so many."""
        claim, place = parse_figure_id(id_)
        own = self.figures.get(claim, ())
        return own[place - 1] if place <= len(own) else None

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records of each sort there are for a check to look at."""
        corpus = self.corpus
        return {
            "works": sum(1 for _ in corpus.works),
            "claims": len(corpus.claims),
            "figures": sum(len(claim.figures) for claim in corpus.claims),
            "pairs of figures": len(self.meetings),
            "derived figures": sum(
                bool(stated.figure.made_of) for own in self.figures.values() for stated in own
            ),
            "citations": sum(len(claim.citations) for claim in corpus.claims),
            "limitations": len(corpus.limitations),
            "nodes": len(corpus.nodes),
            "links": len(corpus.links),
            "concepts": len(corpus.concepts),
            "cells": sum(len(matrix.cells) for matrix in corpus.matrices),
            "verdicts": len(corpus.verdicts),
            "pairs that were read": len(self.outcomes),
            "log entries": self.log.entries if self.log else 0,
        }


def _followed(
    corpus: Corpus,
) -> tuple[tuple[Chain, ...], dict[LimitationId, tuple[str, ...]]]:
    build = chain_builder(corpus)
    chains: list[Chain] = []
    loops: dict[LimitationId, tuple[str, ...]] = {}
    for limitation in corpus.limitations:
        try:
            chains.append(build(limitation))
        except ChainLoopError as error:
            loops[limitation.id] = error.steps
    return tuple(chains), loops
