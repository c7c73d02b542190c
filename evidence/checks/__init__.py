"""Checks: one rule a module, listed here; each has a name and says what it looks at.

A check takes the holdings and yields findings. It never mends anything.
"""

from __future__ import annotations

from evidence.checking import Check
from evidence.checks import (
    basis_differs,
    chain_loop,
    claim_not_supported,
    disputed_figure,
    empty_limitation,
    log,
    number_differs,
    single_source_node,
    uncited_node,
    unknown_claim,
    unknown_concept,
    unknown_limitation,
    unknown_state,
    unknown_step,
    unknown_work,
    unlinked_node,
    unread_support,
    withdrawn_support,
    withheld_address,
)

CHECKS: tuple[Check, ...] = (
    log,
    unknown_work,
    unknown_claim,
    unknown_step,
    unknown_limitation,
    unknown_concept,
    unknown_state,
    chain_loop,
    empty_limitation,
    unlinked_node,
    withdrawn_support,
    number_differs,
    basis_differs,
    withheld_address,
    claim_not_supported,
    disputed_figure,
    uncited_node,
    single_source_node,
    unread_support,
)
