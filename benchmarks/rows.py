"""One measured figure, and the table of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure with the bound asked of it; `is_floor` tells that more is better."""

    name: str
    figure: float
    unit: str
    bound: float | None = None
    is_floor: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure over its bound; at most 1 is within, at least 1 where it is a floor."""
        return self.figure / self.bound if self.bound else None

    @property
    def is_met(self) -> bool | None:
        """Whether the bound is kept; `None` where there is none."""
        if self.bound is None:
            return None
        return self.figure >= self.bound if self.is_floor else self.figure <= self.bound


HEAD = f"{'what':<58} {'figure':>10} {'unit':<9} {'bound':>8} {'ratio':>6}  kept  note"


def line(row: Row) -> str:
    """The row as one line of the table."""
    bound = f"{row.bound:g}" if row.bound is not None else ""
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
    kept = {True: "yes", False: "NO", None: ""}[row.is_met]
    figure = f"{row.figure:.3f}" if row.figure < 10 else f"{row.figure:,.0f}"
    return f"{row.name:<58} {figure:>10} {row.unit:<9} {bound:>8} {ratio:>6}  {kept:<4}  {row.note}"
