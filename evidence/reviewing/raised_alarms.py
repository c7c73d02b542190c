"""All rules over one pair: what they found, and which of them could not look, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.reading.figures_in_text import find_figures
from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need
from evidence.reviewing.alarms import ALARMS

_MOST_A_RULE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """The alarms of one pair in the order of the rules; rule → why it could not look."""

    alarms: tuple[Alarm, ...] = ()
    could_not: Mapping[str, Need] = field(default_factory=dict)


def raised(evidence: AlarmEvidence) -> Raised:
    """Let every rule look at a pair that it can look at."""
    alarms: list[Alarm] = []
    could_not: dict[str, Need] = {}
    for rule in ALARMS:
        lacking = _lacking(rule.NEEDS, evidence)
        if lacking is not Need.NOTHING:
            could_not[rule.NAME] = lacking
            continue
        alarms += list(rule.alarm(evidence))[:_MOST_A_RULE]
    return Raised(alarms=tuple(alarms), could_not=could_not)


def _lacking(need: Need, evidence: AlarmEvidence) -> Need:
    has_excerpt = any(each.quote for each in evidence.passages)
    if need is Need.WORDS and not evidence.passages:
        return Need.WORDS
    if need is Need.EXCERPT and not has_excerpt:
        return Need.EXCERPT
    if need is Need.ABSTRACT and not has_excerpt and not evidence.abstract:
        return Need.ABSTRACT
    if need is Need.FIGURES:
        if not has_excerpt and evidence.numbers is None:
            return Need.WORDS
        if not find_figures(evidence.claim.statement):
            return Need.FIGURES
    return Need.NOTHING
