"""The shapes a picture of a chain is made of: boxes at their places, panels and wires."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.chains import Link
from tracker.render.chain_boxes import Box

COLUMN = 204.0
GAP = 24.0
ROW_GAP = 30.0
STACK_GAP = 12.0
PAD = 10.0
LANE = 20.0
SIZE, SMALL, LINE = 12.0, 11.0, 15.5
PANEL_TITLE = 13.0
INSET = 14.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a box: its text and its part (id, kind, link, text, works, thin)."""

    text: str
    part: str


@dataclass(slots=True)
class Placed:
    """A box at its place."""

    box: Box
    lines: list[Line]
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half its height."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Panel:
    """The ground on which a leg stands."""

    title: list[str]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Wire:
    """A link as a line of points, its label and where that stands; `link` tells the style."""

    link: Link
    points: tuple[Point, ...]
    label: str = ""
    label_at: Point = (0.0, 0.0)


@dataclass(slots=True)
class Layout:
    """A whole chain, placed."""

    width: float = 0.0
    height: float = 0.0
    placed: list[Placed] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
