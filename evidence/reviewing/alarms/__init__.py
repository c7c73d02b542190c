"""Alarms of pairs: one rule a module, listed here; each names itself and the words in doubt."""

from __future__ import annotations

from evidence.reviewing.alarm import Rule
from evidence.reviewing.alarms import (
    background_sentence,
    ellipsis_hides,
    figure_differs,
    hedge_dropped,
    negation_differs,
    population_dropped,
    second_hand,
    shared_sentence,
    stronger_verb,
    swallowed_by_range,
    title_or_abstract,
)

ALARMS: tuple[Rule, ...] = (
    figure_differs,
    negation_differs,
    hedge_dropped,
    stronger_verb,
    population_dropped,
    ellipsis_hides,
    second_hand,
    background_sentence,
    title_or_abstract,
    shared_sentence,
    swallowed_by_range,
)
