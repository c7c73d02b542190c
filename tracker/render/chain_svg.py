"""Chains as one SVG picture, drawn here: no Graphviz, no fonts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from evidence.chains import Relation, Role
from evidence.gaps import gaps
from evidence.support import Chain
from tracker.render.chain_boxes import STROKES, link_title, work_lines
from tracker.render.chain_geometry import (
    LINE,
    PAD,
    SIZE,
    SMALL,
    Layout,
    Panel,
    Placed,
    Point,
    Wire,
)
from tracker.render.chain_layout import lay_out
from tracker.render.lists import clean
from tracker.render.states import totals
from tracker.render.text_width import text_width, wrapped

# Stands in ids until the picture is whole; no text can hold it, as controls are cleaned away.
_PREFIX = "\x01"
_MARGIN = 28.0
_LEAST_WIDTH = 760.0
_LIST_COLUMN = 330.0
_INK, _FAINT = "#1b1f24", "#57606a"
_TONES = {"good": "#1f3a5f", "fair": "#8a5a00", "bad": "#a01c1c", "dim": "#57606a"}
_FILLS = {
    Role.CONCLUSION: "#dfe9f5",
    Role.FLAWED_ASSUMPTION: "#fdf3e1",
    Role.EVIDENCE: "#ffffff",
    Role.PREMISE: "#ffffff",
    Role.CONCESSION: "#f6eff7",
    Role.ILLUSTRATION: "#fdf9f0",
    Role.CONTEXT: "#f1f1ee",
    Role.RECOMMENDATION: "#e6f2ea",
}
_DASHED = {Role.FLAWED_ASSUMPTION: "6 4", Role.CONCESSION: "6 4", Role.ILLUSTRATION: "2 3"}
_PARTS = {
    "id": f'font-size="{SIZE}" font-weight="bold"',
    "kind": f'font-size="{SMALL}" fill="{_FAINT}"',
    "link": f'font-size="{SMALL}" fill="{_FAINT}" font-style="italic"',
    "text": f'font-size="{SIZE}"',
    "works": f'font-size="{SMALL}"',
    "thin": f'font-size="{SMALL}" fill="{_TONES["bad"]}" font-weight="bold"',
}
_HEADS = {Relation.CONTRADICTS: "bar", Relation.LIMITS: "ring"}
_FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def chains_svg(chains: Sequence[Chain], *, content_note: str = "") -> str:
    """The picture as a file; `title` and `desc` say in words what it shows."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + svg_element(chains, content_note)


def svg_element(chains: Sequence[Chain], content_note: str = "", *, prefix: str = "") -> str:
    """The picture for inside a page; `prefix` keeps its ids apart from those of other pictures."""
    parts: list[str] = []
    top, width = _MARGIN, _LEAST_WIDTH
    drawn = [(chain, lay_out(chain, gaps(chain))) for chain in chains]
    width = max([width, *(layout.width for _, layout in drawn)])
    for chain, layout in drawn:
        lines, height = _chain(chain, layout, top, width)
        parts += lines
        top += height + _MARGIN
    lines, height = _foot(content_note, top, width)
    parts += lines
    whole = (width + 2 * _MARGIN, top + height + _MARGIN)
    text = "\n".join([*_open(chains, content_note, whole), *parts, "</g>", "</svg>", ""])
    return text.replace(_PREFIX, prefix)


def _open(chains: Sequence[Chain], content_note: str, whole: Point) -> Iterator[str]:
    names = "; ".join(f"{chain.limitation.id}: {chain.limitation.title}" for chain in chains)
    told = " ".join(
        [content_note, *(f"{chain.limitation.title}. {totals(chain.pairs)}" for chain in chains)]
    )
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole[0]:.0f}" height="{whole[1]:.0f}" '
        f'viewBox="0 0 {whole[0]:.0f} {whole[1]:.0f}" role="img" '
        f'aria-labelledby="{_PREFIX}title {_PREFIX}desc">'
    )
    yield f'<title id="{_PREFIX}title">Evidence chain of {_text(names) or "no limitation"}</title>'
    yield f'<desc id="{_PREFIX}desc">{_text(told)}</desc>'
    yield "<defs>"
    for tone, colour in _TONES.items():
        yield _marker(f"arrow-{tone}", f'<path d="M1 1 L9 5 L1 9 z" fill="{colour}"/>')
        yield _marker(
            f"bar-{tone}", f'<path d="M8 0 V10" stroke="{colour}" stroke-width="2.5" fill="none"/>'
        )
        yield _marker(
            f"ring-{tone}",
            f'<circle cx="5.5" cy="5" r="3.5" fill="#fff" stroke="{colour}" stroke-width="1.6"/>',
        )
    yield "</defs>"
    yield '<rect width="100%" height="100%" fill="#ffffff"/>'
    yield f'<g font-family="{_FONT}" fill="{_INK}">'


def _marker(name: str, shape: str) -> str:
    return (
        f'<marker id="{_PREFIX}{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" '
        f'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">{shape}</marker>'
    )


def _chain(chain: Chain, layout: Layout, top: float, width: float) -> tuple[list[str], float]:
    limitation = chain.limitation
    parts: list[str] = []
    y = top + 20
    for line in wrapped(clean(f"{limitation.id}: {limitation.title}"), width, 20, is_bold=True):
        parts.append(_words(line, _MARGIN, y, 'font-size="20" font-weight="bold"'))
        y += 26
    for text in (limitation.robustness, totals(chain.pairs)):
        for line in wrapped(clean(text), width, 13):
            parts.append(_words(line, _MARGIN, y, f'font-size="13" fill="{_FAINT}"'))
            y += 18
    y += 10
    x = _MARGIN + max((width - layout.width) / 2, 0)
    parts.append(f'<g transform="translate({x:.1f} {y:.1f})">')
    parts += [line for panel in layout.panels for line in _panel(panel)]
    parts += [_wire(wire) for wire in layout.wires]
    parts += [line for panel in layout.panels for line in _panel_title(panel)]
    parts += [line for placed in layout.placed for line in _box(placed)]
    parts += [_label(wire) for wire in layout.wires if wire.label]
    parts.append("</g>")
    y += layout.height + 34
    lines, height = _works(chain, y, width)
    return parts + lines, y + height - top


def _panel(panel: Panel) -> Iterator[str]:
    yield (
        f'<rect x="{panel.x:.1f}" y="{panel.y:.1f}" width="{panel.width:.1f}" '
        f'height="{panel.height:.1f}" rx="8" fill="#f2f5f8" stroke="#cfd8e0"/>'
    )


def _panel_title(panel: Panel) -> Iterator[str]:
    for place, line in enumerate(panel.title):
        yield _words(
            line,
            panel.x + PAD + 14,
            panel.y + 20 + 17 * place,
            'font-size="13" font-weight="bold" stroke="#f2f5f8" stroke-width="4" '
            'paint-order="stroke"',
        )


def _box(placed: Placed) -> Iterator[str]:
    box = placed.box
    is_conclusion = box.role is Role.CONCLUSION
    dashes = _DASHED.get(box.role, "")
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f"<g><title>{_text(box.text)}</title>"
    yield (
        f'<rect x="{placed.x:.1f}" y="{placed.y:.1f}" width="{placed.width:.1f}" '
        f'height="{placed.height:.1f}" rx="5" fill="{_FILLS[box.role]}" stroke="#3d4a57" '
        f'stroke-width="{2.2 if is_conclusion else 1.1}"{dashed}/>'
    )
    for place, line in enumerate(placed.lines):
        yield _words(
            line.text, placed.x + PAD, placed.y + PAD + 11 + place * LINE, _PARTS[line.part]
        )
    yield "</g>"


def _wire(wire: Wire) -> str:
    stroke = STROKES[wire.link.relation]
    head = f"{_HEADS.get(wire.link.relation, 'arrow')}-{stroke.tone}"
    dashed = f' stroke-dasharray="{stroke.dashes}"' if stroke.dashes else ""
    return (
        f'<path d="{_path(wire.points)}" fill="none" stroke="{_TONES[stroke.tone]}" '
        f'stroke-width="1.6"{dashed} marker-end="url(#{_PREFIX}{head})">'
        f"<title>{_text(link_title(wire.link))}</title></path>"
    )


def _path(points: Sequence[Point]) -> str:
    """Straight pieces with rounded corners."""
    radius = 6.0
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _towards(at, before, radius), _towards(at, after, radius)
        parts.append(f"L{start[0]:.1f} {start[1]:.1f}")
        parts.append(f"Q{at[0]:.1f} {at[1]:.1f} {end[0]:.1f} {end[1]:.1f}")
    return " ".join([*parts, f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"])


def _towards(start: Point, end: Point, by: float) -> Point:
    length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    share = min(by / length, 0.5) if length else 0.0
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def _label(wire: Wire) -> str:
    x, y = wire.label_at
    tone = _TONES[STROKES[wire.link.relation].tone]
    return _words(
        wire.label,
        x - text_width(wire.label, SMALL) / 2,
        y - 4,
        f'font-size="{SMALL}" fill="{tone}" stroke="#fff" stroke-width="5" paint-order="stroke"',
    )


def _works(chain: Chain, top: float, width: float) -> tuple[list[str], float]:
    """The works beneath the chain, in as many columns as there is room for."""
    works = [wrapped(line, _LIST_COLUMN - 24, SMALL) for line in work_lines(chain)]
    if not works:
        return [], 0.0
    columns = max(int((width + 20) // _LIST_COLUMN), 1)
    height = -(-sum(len(work) for work in works) // columns)
    parts = [_words("Works", _MARGIN, top, 'font-size="13" font-weight="bold"')]
    column, row, lowest = 0, 0, 0
    for work in works:
        if row and row + len(work) > height and column < columns - 1:
            column, row = column + 1, 0
        for place, text in enumerate(work):
            x = _MARGIN + column * _LIST_COLUMN + (14 if place else 0)
            parts.append(_words(text, x, top + 18 + row * 15, f'font-size="{SMALL}"'))
            row += 1
        lowest = max(lowest, row)
    return parts, 18.0 + lowest * 15


def _foot(content_note: str, top: float, width: float) -> tuple[list[str], float]:
    """What the lines mean, and what to say of the content."""
    parts: list[str] = []
    x = _MARGIN
    relations = (Relation.SUPPORTS, Relation.CONTRADICTS, Relation.LIMITS, Relation.EXPLAINS)
    for relation in relations:
        stroke = STROKES[relation]
        tone, head = _TONES[stroke.tone], f"{_HEADS.get(relation, 'arrow')}-{stroke.tone}"
        dashed = f' stroke-dasharray="{stroke.dashes}"' if stroke.dashes else ""
        parts.append(
            f'<path d="M{x:.1f} {top:.1f} h44" stroke="{tone}" stroke-width="1.6"{dashed} '
            f'marker-end="url(#{_PREFIX}{head})"/>'
        )
        label = stroke.label or "supports"
        label = "explains, illustrates and the like" if relation is Relation.EXPLAINS else label
        parts.append(_words(label, x + 52, top + 4, f'font-size="{SMALL}"'))
        x += 52 + text_width(label, SMALL) + 26
    y = top + 26
    thin = "▲ thin · [8] number of the work in the survey; behind each sign, what readers found"
    for text in (thin, content_note):
        for line in wrapped(clean(text), width, SMALL):
            parts.append(_words(line, _MARGIN, y, f'font-size="{SMALL}" fill="{_FAINT}"'))
            y += 15
    return parts, y - top


def _words(text: str, x: float, y: float, style: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{_text(text)}</text>'


def _text(text: str) -> str:
    return escape(clean(text))
