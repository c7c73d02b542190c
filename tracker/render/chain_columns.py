"""How many columns each step of a chain needs, so that it spans the steps that support it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.render.chain_geometry import COLUMN, GAP
from tracker.render.chain_outline import Item, walk


def columns_of(roots: Sequence[Item]) -> dict[int, int]:
    """How many columns every item needs, with all beneath it, by its identity."""
    columns: dict[int, int] = {}
    for item, _ in reversed(list(walk(roots))):
        columns[id(item)] = row_columns(item.children, columns)
    return columns


def row_columns(items: Sequence[Item], columns: Mapping[int, int]) -> int:
    """How many columns these items need side by side; leaves share columns."""
    leaves = sum(1 for item in items if not item.children)
    stacks = -(-leaves // stack_height(leaves)) if leaves else 0
    return max(stacks + sum(columns[id(item)] for item in items if item.children), 1)


def stack_height(leaves: int) -> int:
    """How many leaves stand one beneath another, so that the picture does not grow too wide."""
    return min(leaves, 2) if leaves <= 8 else -(-leaves // 4)


def pixels(columns: int) -> float:
    """The width of so many columns with the gaps between them."""
    return columns * COLUMN + (columns - 1) * GAP
