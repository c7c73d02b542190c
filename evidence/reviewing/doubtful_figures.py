"""Doubtful figures: those that somebody disputes, and those that checks find not to fit others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bib.short_names import short_name
from evidence.checking import Check
from evidence.checks import (
    arithmetic_differs,
    conflicting_figures,
    impossible_period,
    units_differ,
)
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.figures import Figure
from evidence.findings import Finding
from evidence.holdings import Holdings
from evidence.reviewing.proposals import (
    Proposal,
    Rivals,
    for_doubts,
    for_figure,
    rival_figures,
)
from evidence.reviewing.report import FigureFinding

_CHECKS: tuple[Check, ...] = (
    arithmetic_differs, conflicting_figures, impossible_period, units_differ
)  # fmt: skip
_WORD = re.compile(r"[^\s(),;“”]+")


def doubtful_figures(corpus: Corpus) -> Iterator[FigureFinding]:
    """The doubtful figures of all claims that stand, with what may be done about each."""
    holdings = Holdings.of(corpus)
    doubts: dict[str, list[Finding]] = {}
    for rule in _CHECKS:
        for finding in rule.check(holdings):
            doubts.setdefault(finding.subject, []).append(finding)
    for claim in corpus.claims:
        if not claim.is_withdrawn and not claim.is_draft:
            yield from _doubtful_in(claim, doubts.get(str(claim.id), ()), holdings)


def _doubtful_in(
    claim: Claim, findings: Iterable[Finding], holdings: Holdings
) -> Iterator[FigureFinding]:
    for figure in claim.figures:
        doubts = tuple(
            (finding.check, _without_ids(finding.message, holdings))
            for finding in findings
            # What a check says of a figure begins with it.
            if finding.message.startswith(f"“{figure}”")
        )
        if figure.is_disputed or doubts:
            rivals = rival_figures(claim, figure, holdings.claims)
            checks = [check for check, _ in doubts]
            yield FigureFinding(
                claim=claim,
                figure=figure,
                rivals=rivals,
                doubts=doubts,
                proposals=tuple(_proposals(claim, figure, rivals, checks, holdings)),
            )


def _proposals(
    claim: Claim, figure: Figure, rivals: Rivals, checks: Iterable[str], holdings: Holdings
) -> Iterator[Proposal]:
    # Where the rival numbers are at hand, they say more than that there are some.
    untold = [check for check in checks if not (rivals and check == conflicting_figures.NAME)]
    if rivals or not untold:
        yield from for_figure(claim, figure, rivals, holdings.works)
    yield from for_doubts(untold)


def _without_ids(message: str, holdings: Holdings) -> str:
    """A sentence with claims called by their place in the paper, or by the work they are of."""

    def named(word: re.Match[str]) -> str:
        claim = holdings.claims.get(word[0])
        if claim is None:
            return word[0]
        work = holdings.works.get(claim.work)
        is_own = claim.work == holdings.corpus.about.survey
        return str(claim.locator) if is_own or work is None else short_name(work)

    return _WORD.sub(named, message)
