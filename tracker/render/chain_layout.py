"""Where each step of a chain stands in a picture: the conclusion above its legs, a column a leg.

Every step spans the steps that support it, so that the arrows of a leg run straight up. Links that
leave their place run down between the columns, along a lane beneath everything, and up again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.chains import Link, NodeId, Relation, Role
from evidence.gaps import Gap
from evidence.support import Chain
from tracker.render.chain_boxes import STROKES, Box, boxes
from tracker.render.chain_columns import columns_of, pixels, row_columns, stack_height
from tracker.render.chain_geometry import (
    COLUMN,
    GAP,
    INSET,
    LANE,
    LINE,
    PAD,
    PANEL_TITLE,
    ROW_GAP,
    SIZE,
    SMALL,
    STACK_GAP,
    Layout,
    Line,
    Panel,
    Placed,
    Point,
    Wire,
)
from tracker.render.chain_outline import Item, outline, walk
from tracker.render.step_text import relation_words
from tracker.render.text_width import wrapped


def lay_out(chain: Chain, found: Sequence[Gap]) -> Layout:
    """Place every step, panel and link; the upper left corner is (0, 0)."""
    roots = outline(chain)
    planner = _Planner(boxes(chain, found), columns_of(roots))
    for root in roots:
        planner.block(root)
    planner.run_lanes(roots)
    return planner.layout


class _Planner:
    """Places blocks one beneath another."""

    def __init__(self, drawn: Mapping[NodeId, Box], columns: Mapping[int, int]) -> None:
        self.drawn = drawn
        self.columns = columns
        self.layout = Layout()
        self.where: dict[NodeId, Placed] = {}
        self.top = 0.0

    def block(self, root: Item) -> None:
        """A conclusion with everything around it, or steps that nothing ties to one."""
        groups = {_side(group): group for group in root.children if _side(group) != "leg"}
        legs = [group for group in root.children if _side(group) == "leg"]
        if root.support is None:
            legs, groups = [root], {}
        left = self._side_width(groups.get("left"))
        right = self._side_width(groups.get("right"))
        x = left + (2 * GAP if left else 0.0)
        widths = [self._span(group.children) + 2 * PAD for group in legs]
        width = max(sum(widths) + GAP * max(len(widths) - 1, 0), COLUMN)
        y = self._above(groups.get("above"), x, width)
        conclusion = self._put(root, x, y, width) if root.support else None
        if conclusion:
            self._leads_to(groups.get("above"), conclusion)
            self._left(groups.get("left"), conclusion, left)
            self._right(groups.get("right"), conclusion, x + width + 2 * GAP)
        floor = conclusion.bottom + ROW_GAP if conclusion else y
        self._legs(legs, widths, x, floor, conclusion)
        self.layout.width = max(self.layout.width, x + width + (2 * GAP + right if right else 0.0))
        self.top = self._bottom() + ROW_GAP
        self.layout.height = self._bottom()

    def run_lanes(self, roots: Sequence[Item]) -> None:
        """Links between steps that stand apart, each in a lane of its own beneath all boxes."""
        links = [link for item, _ in walk(roots) for link in item.mentions]
        floor = self._bottom() + LANE
        for lane, link in enumerate(dict.fromkeys(links)):
            source = self.where.get(NodeId(link.source))
            target = self.where.get(NodeId(link.target))
            if source and target and source is not target:
                self._run_lane(link, source, target, lane, floor + lane * LANE)
                self.layout.height = floor + (lane + 1) * LANE

    def _run_lane(self, link: Link, source: Placed, target: Placed, lane: int, y: float) -> None:
        shift = (lane % 4 - 1.5) * 4
        down, up = source.x - GAP / 2 + shift, target.right + GAP / 2 + shift
        start = source.middle + shift
        end = min(target.y + target.height * (0.35 + 0.15 * (lane % 4)), target.bottom - 4)
        points = ((source.x, start), (down, start), (down, y), (up, y), (up, end))
        label = f"{link.source} {relation_words(link.relation)} {link.target}"
        self.layout.wires.append(
            Wire(link, (*points, (target.right, end)), label, ((down + up) / 2, y))
        )

    def _above(self, group: Item | None, x: float, width: float) -> float:
        y = self.top
        for item in group.children if group else ():
            y = self._put(item, x, y, width).bottom + ROW_GAP
        return y

    def _leads_to(self, group: Item | None, conclusion: Placed) -> None:
        for item in group.children if group else ():
            box = self.where.get(item.support.node.id) if item.support else None
            if box and item.link:
                middle = conclusion.x + conclusion.width / 2
                self._wire(item.link, (middle, conclusion.y), (middle, box.bottom))

    def _side_width(self, group: Item | None) -> float:
        return max((self._span([item]) for item in group.children), default=0.0) if group else 0.0

    def _left(self, group: Item | None, conclusion: Placed, width: float) -> None:
        y = conclusion.y
        for place, item in enumerate(group.children if group else ()):
            first = self._put(item, 0.0, y, width)
            self._beneath(item, first)
            if item.link:
                self._elbow(item.link, (first.right, first.middle), conclusion, place, at_left=True)
            y = self._bottom_of(0.0, width) + ROW_GAP

    def _right(self, group: Item | None, conclusion: Placed, x: float) -> None:
        y = conclusion.y
        for place, item in enumerate(group.children if group else ()):
            first = self._put(item, x, y, self._side_width(group))
            self._beneath(item, first)
            if item.link:
                self._elbow(item.link, (first.x, first.middle), conclusion, place, at_left=False)
            y = self._bottom_of(x, x + COLUMN) + ROW_GAP

    def _elbow(
        self, link: Link, start: Point, conclusion: Placed, place: int, *, at_left: bool
    ) -> None:
        edge = conclusion.x if at_left else conclusion.right
        y = conclusion.y + min(14 + 14 * place, conclusion.height - 8)
        if conclusion.y + 6 < start[1] < conclusion.bottom - 6 and not place:
            y = start[1]
        gutter = edge + (-GAP if at_left else GAP) + (4 * place if at_left else -4 * place)
        self._wire(link, start, (gutter, start[1]), (gutter, y), (edge, y))

    def _legs(
        self,
        legs: Sequence[Item],
        widths: Sequence[float],
        x: float,
        y: float,
        conclusion: Placed | None,
    ) -> None:
        titles = [
            wrapped(_title(group), width - 2 * PAD, PANEL_TITLE, is_bold=True)
            for group, width in zip(legs, widths, strict=True)
        ]
        head = max((len(title) for title in titles), default=0) * 17 + 2 * PAD
        starts: list[float] = []
        for group, width in zip(legs, widths, strict=True):
            starts.append(x)
            self._row(group.children, x + PAD, y + head, conclusion)
            x += width + GAP
        bottoms = [self._bottom_of(s, s + w) for s, w in zip(starts, widths, strict=True)]
        floor = max(bottoms, default=y) + PAD
        for title, start, width in zip(titles, starts, widths, strict=True):
            self.layout.panels.append(Panel(title, start, y, width, floor - y))

    def _beneath(self, item: Item, placed: Placed) -> None:
        """Everything under a step; without recursion, as chains may be long."""
        waiting = [(item, placed)]
        while waiting:
            above, box = waiting.pop()
            waiting += self._row_once(above.children, box.x, box.bottom + ROW_GAP, box)

    def _row(self, items: Sequence[Item], x: float, y: float, above: Placed | None) -> None:
        for item, box in self._row_once(items, x, y, above):
            self._beneath(item, box)

    def _row_once(
        self, items: Sequence[Item], x: float, y: float, above: Placed | None
    ) -> list[tuple[Item, Placed]]:
        """Steps side by side; leaves share columns, one beneath another."""
        placed = []
        leaves = [item for item in items if not item.children]
        for item in items:
            if item.children:
                box = self._put(item, x, y, self._span([item]))
                self._rise(item, box, above)
                placed.append((item, box))
                x = box.right + GAP
        height = stack_height(len(leaves))
        for start in range(0, len(leaves), max(height, 1)):
            top = y
            # Room for the lines of the lower ones, beneath the step they lead up to.
            inset = INSET if height > 1 else 0.0
            for place, item in enumerate(leaves[start : start + height]):
                box = self._put(item, x + inset, top, COLUMN - inset)
                self._rise(item, box, above, is_under=place > 0)
                top = box.bottom + STACK_GAP
            x += COLUMN + GAP
        return placed

    def _rise(
        self, item: Item, box: Placed, above: Placed | None, *, is_under: bool = False
    ) -> None:
        """The line from a step up to the one it bears on."""
        if above is None or item.link is None or item.link.target != above.box.id:
            return
        if is_under:
            gutter = box.x - INSET / 2
            y = box.y + 14
            self._wire(item.link, (box.x, y), (gutter, y), (gutter, above.bottom))
        else:
            # Towards the right, where the title of a leg seldom reaches.
            rising = box.x + box.width * (0.85 if above.box.role is Role.CONCLUSION else 0.5)
            self._wire(item.link, (rising, box.y), (rising, above.bottom))

    def _wire(self, link: Link, *points: Point) -> None:
        self.layout.wires.append(Wire(link, points))

    def _span(self, items: Sequence[Item]) -> float:
        return pixels(row_columns(items, self.columns))

    def _put(self, item: Item, x: float, y: float, width: float) -> Placed:
        assert item.support is not None  # noqa: S101
        box = self.drawn[item.support.node.id]
        lines = _lines(box, item, width - 2 * PAD)
        height = len(lines) * LINE + 2 * PAD - 3
        placed = Placed(box, lines, x, y, width, height)
        self.layout.placed.append(placed)
        if not item.is_again:
            self.where[box.id] = placed
        return placed

    def _bottom(self) -> float:
        edges = [box.bottom for box in self.layout.placed]
        edges += [panel.y + panel.height for panel in self.layout.panels]
        return max(edges, default=self.top)

    def _bottom_of(self, left: float, right: float) -> float:
        inside = [box.bottom for box in self.layout.placed if left <= box.x < right]
        return max(inside, default=self.top)


def _side(group: Item) -> str:
    """Where a group of the outline stands about its conclusion."""
    sides = {"Flawed assumption": "left", "Beside the conclusion": "right", "Leads to": "above"}
    return "leg" if group.leg else sides.get(group.heading, "leg")


def _title(group: Item) -> str:
    return f"{group.heading}: {group.leg.title}" if group.leg else group.heading


def _lines(box: Box, item: Item, width: float) -> list[Line]:
    if item.is_again:
        return [Line(f"{box.id} (drawn in full elsewhere)", "kind")]
    lines = [Line(box.id, "id"), *_part(box.kind, "kind", width, SMALL)]
    link = item.link
    if link and (STROKES[link.relation].label or link.relation is not Relation.SUPPORTS):
        is_onward = link.target == box.id
        words = (
            f"{link.source} {relation_words(link.relation)} this"
            if is_onward
            else (f"{relation_words(link.relation)} {link.target}")
        )
        lines += _part(words, "link", width, SMALL)
    lines += _part(box.text, "text", width, SIZE)
    for mark, works in box.works:
        lines += _part(f"{mark}: {works}", "works", width, SMALL)
    return lines + (_part(f"▲ {box.thin}", "thin", width, SMALL) if box.thin else [])


def _part(text: str, part: str, width: float, size: float) -> list[Line]:
    return [Line(line, part) for line in wrapped(text, width, size)]
