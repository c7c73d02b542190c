"""A chain as a tree for the terminal, from the conclusion to the works, and in short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evidence.chains import Role
from evidence.gaps import Gap, gaps
from evidence.support import Chain, Support, legs
from tracker.render.chain_outline import Item, outline
from tracker.render.lists import display_width
from tracker.render.states import MARKS, counted, totals
from tracker.render.step_text import Telling, gap_words, step_lines
from tracker.render.terminal import Look, finished, paragraph, plain, toned

# Beyond this depth a chain is no longer indented, or its text would have no room.
_DEEPEST = 12


def chain_text(chain: Chain, *, look: Look | None = None, is_full: bool = False) -> str:
    """The chain: what it says, how sound it is, the tree, and where it is thin.

    In full come also readers' reasons, what the curator found besides, and notes.
    """
    look = look or Look()
    limitation = chain.limitation
    found = gaps(chain)
    how = Telling(look=look, survey=chain.survey, is_full=is_full)
    lines = [*_head(chain, found, look), "", *_tree(chain, found, how)]
    thin = [(gap.node, gap.why) for gap in found]
    lines += _section("Where it is thin", thin, look)
    unstated = [(str(place), text) for place, text in enumerate(limitation.unstated, 1)]
    lines += _section("What it needs and the survey does not say", unstated, look)
    lines += _section("To be careful about", [("–", text) for text in limitation.cautions], look)
    return finished("\n".join(lines), look)


def short_chain_text(chain: Chain, *, width: int = 100, look: Look | None = None) -> str:
    """Conclusion, legs, premises a line each with what is thin about them, and the totals."""
    look = look or Look(width=width)
    thin = _by_node(gaps(chain))
    lines = paragraph(f"{chain.limitation.id}  ", chain.limitation.title, look=look, tone="title")
    indent = " " * (display_width(chain.limitation.id) + 2)
    for support in chain.in_role(Role.CONCLUSION):
        lines += paragraph(indent, support.node.text, look=look)
    for view in legs(chain):
        name = f"Leg {view.leg.id}: {view.leg.title}" if view.leg else "Needed by every leg"
        lines += paragraph(indent, name, look=look, tone="title")
        for support in view.supports:
            if support.node.role is Role.PREMISE:
                lines += _short_step(support, thin.get(support.node.id, ()), indent, look)
    lines += paragraph(f"{indent}Stands on ", totals(chain.pairs), look=look, indent=len(indent))
    return finished("\n".join(lines), look)


def legend(look: Look) -> str:
    """What the signs mean, for the foot of a terminal's page."""
    signs = "   ".join(str(mark) for mark in MARKS)
    others = "▲ thin   ↑ bears on the step above   ▼ spoken against"
    text = f"{signs}   {others}   (curator) not from the survey"
    return finished("\n".join(paragraph("Signs  ", text, look=look, tone="dim")), look)


def _head(chain: Chain, found: Sequence[Gap], look: Look) -> list[str]:
    limitation = chain.limitation
    title = paragraph(f"{limitation.id}  ", limitation.title, look=replace(look, style=plain))
    rule = "═" * min(max(display_width(line) for line in title), look.width)
    lines = [look.style(line, "title") for line in [*title, rule]]
    if limitation.summary:
        lines += ["", *paragraph("", limitation.summary, look=look), ""]
    if limitation.robustness:
        lines += paragraph("How sound  ", limitation.robustness, look=look, tone="title")
    lines += paragraph("Stands on  ", totals(chain.pairs), look=look, tone="title")
    if found:
        steps = ", ".join(dict.fromkeys(gap.node for gap in found))
        lines += paragraph("Thin at    ", f"{steps} (why: below)", look=look, tone="title")
    if not chain.supports:
        lines += ["", *paragraph("", "There is no step in its chain yet.", look=look)]
    return lines


def _tree(chain: Chain, found: Sequence[Gap], how: Telling) -> list[str]:
    """Every item under the one it bears on, with a spine down to the last of its children."""
    thin = _by_node(found)
    style = how.look.style
    lines: list[str] = []
    waiting = [(root, "", "") for root in reversed(outline(chain))]
    while waiting:
        item, first, rest = waiting.pop()
        spine = f"{rest}│" if item.children else rest
        body = f"{spine} " if item.children else f"{rest}  "
        head, *others = _item_lines(item, thin, how.within(len(body)))
        lines += [f"{style(first, 'dim')}{head}"]
        lines += [f"{style(body, 'dim')}{line}" for line in others]
        if item.support:
            lines.append(style(spine.rstrip(), "dim"))
        last = len(item.children) - 1
        waiting += [
            (item.children[place], *_branch(rest, is_last=place == last))
            for place in range(last, -1, -1)
        ]
    return lines[:-1]


def _branch(above: str, *, is_last: bool) -> tuple[str, str]:
    if len(above) >= 3 * _DEEPEST:
        above = above[:-3]
    return (f"{above}└─ ", f"{above}   ") if is_last else (f"{above}├─ ", f"{above}│  ")


def _item_lines(item: Item, thin: Mapping[str, Sequence[Gap]], how: Telling) -> list[str]:
    if item.support:
        return step_lines(item, item.support, thin.get(item.support.node.id, ()), how)
    title = f"{item.heading.upper()}: {item.leg.title}" if item.leg else item.heading.upper()
    lines = toned(title, "title", look=how.look)
    return lines + (paragraph("", item.note, look=how.look) if item.note else [])


def _short_step(support: Support, found: Sequence[Gap], indent: str, look: Look) -> list[str]:
    lead = f"{indent}  {support.node.id}  "
    lines = paragraph(lead, support.node.text, look=look, tone="name")
    inset = " " * display_width(lead)
    if support.pairs:
        lines += paragraph(inset, counted(support.pairs), look=look)
    if found:
        lines += paragraph(f"{inset}▲ ", gap_words(found), look=look, tone="bad")
    return lines


def _section(title: str, texts: Iterable[tuple[str, str]], look: Look) -> list[str]:
    rows = list(texts)
    if not rows:
        return []
    size = max(display_width(name) for name, _ in rows)
    lines = ["", look.style(title, "title")]
    for name, text in rows:
        lines += paragraph(f"  {name}{' ' * (size - display_width(name))}  ", text, look=look)
    return lines


def _by_node(found: Iterable[Gap]) -> dict[str, list[Gap]]:
    thin: dict[str, list[Gap]] = {}
    for gap in found:
        thin.setdefault(gap.node, []).append(gap)
    return thin
