"""One step of a chain as lines for the terminal: text, claims, works and their states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bib.short_names import short_name
from evidence.chains import Link, Relation, StatedBy
from evidence.claims import Claim
from evidence.gaps import Gap, GapKind
from evidence.support import CARRYING, OBJECTING, Bearing, Pair, Support
from tracker.render.chain_outline import Item
from tracker.render.lists import display_width
from tracker.render.states import BASES, MARKS, PASSIVE, by_mark, facts_of, role_words
from tracker.render.terminal import Look, paragraph, toned

GAP_WORDS = {
    GapKind.NOT_SUPPORTED: "a cited work does not bear it out",
    GapKind.NO_CITATION: "no citation",
    GapKind.UNREAD: "sources not read",
    GapKind.SINGLE_SOURCE: "single source",
    GapKind.DISPUTED_FIGURE: "disputed figure",
    GapKind.REASONING_ONLY: "reasoning only",
}
_ACTIVE = {
    Relation.CONTRASTS_WITH: "contrasts with",
    Relation.BACKGROUND_TO: "is background to",
}
_NARROW = 64
_LABEL = max(display_width(str(mark)) for mark in MARKS) + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a chain is told: for which terminal, of which survey, and how much of it.

    In full come also what readers gave as reasons, what the curator found besides, and notes.
    """

    look: Look
    survey: str = ""
    is_full: bool = False

    def within(self, columns: int) -> Telling:
        """The same beside `columns` already used."""
        room = max(self.look.width - columns, 24)
        return replace(self, look=replace(self.look, width=room))


def step_lines(item: Item, support: Support, found: Sequence[Gap], how: Telling) -> list[str]:
    """Everything of one step; a step shown in full elsewhere takes a line or two.

    The lines after the first are meant to stand two columns further right than the first.
    """
    node, look = support.node, how.look
    lead = f"{node.id}  "
    hang = max(display_width(lead) - 2, 0)
    if item.is_again:
        again = f"{node.text} (in full elsewhere)"
        lines = paragraph(lead, again, look=look, tone="dim", indent=hang)
        return [*lines, *_upward(item.link, node.id, look)]
    lines = paragraph(lead, node.text, look=look, tone="name", indent=hang)
    lines += toned(f"{role_words(node.role)}, {BASES[node.basis]}", "dim", look=look)
    lines += _upward(item.link, node.id, look)
    if found:
        lines += toned(f"▲ {gap_words(found)}", "bad", look=look)
    for claim in support.claims:
        pairs = [pair for pair in support.pairs if pair.claim == claim]
        lines += _claim_lines(claim, pairs, how, is_carrying=node.role in CARRYING)
    lines += _pair_lines([pair for pair in support.pairs if pair.claim is None], how, "")
    lines += _bearing_lines(support, how)
    lines += _mention_lines(item, look)
    if node.note and how.is_full:
        lines += paragraph("Note: ", node.note, look=look, tone="dim", indent=2)
    return lines


def gap_words(found: Sequence[Gap]) -> str:
    """The kinds of gap of one step, each once."""
    return "; ".join(dict.fromkeys(GAP_WORDS[gap.kind] for gap in found))


def relation_words(relation: Relation) -> str:
    """A relation as the verb of a sentence."""
    return _ACTIVE.get(relation, relation.value)


def place_of(claim: Claim, survey: str) -> str:
    """A claim's place in the survey; for a claim of another work, or without a place, its id."""
    return (str(claim.locator) or claim.id) if claim.work == survey else claim.id


def who_bears(bearing: Bearing, survey: str) -> str:
    """The work that bears on a step, or the place of the claim where it is the survey's own."""
    claim, work = bearing.claim, bearing.work
    if claim is None:
        return bearing.link.source
    if claim.work == survey or work is None:
        return place_of(claim, survey)
    return f"{short_name(work)} [{work.cited_as}]" if work.cited_as else short_name(work)


def whose(link: Link) -> str:
    """A mark on what the survey does not say itself."""
    return " (curator)" if link.stated_by is StatedBy.CURATOR else ""


def _upward(link: Link | None, node: str, look: Look) -> list[str]:
    """How the step bears on the one above it; a recommendation is what that one leads to."""
    if link is None:
        return []
    warrant = f": {link.warrant}" if link.warrant else ""
    words = (
        f"{PASSIVE[link.relation]} {link.source}"
        if link.target == node
        else f"{relation_words(link.relation)} {link.target}"
    )
    text = f"{words}{whose(link)}{warrant}"
    return paragraph("↑ ", text, look=look, tone="dim")


def _claim_lines(
    claim: Claim, pairs: Sequence[Pair], how: Telling, *, is_carrying: bool
) -> list[str]:
    remarks = [
        "withdrawn" if claim.is_withdrawn else "",
        "cites nothing" if is_carrying and not pairs and not claim.is_withdrawn else "",
        "its citations serve other clauses too"
        if any(citation.is_ambiguous for citation in claim.citations)
        else "",
    ]
    remark = "; ".join(remark for remark in remarks if remark)
    text = f"{claim.statement} ({remark})" if remark else claim.statement
    lines = paragraph(f"· {place_of(claim, how.survey)}  ", text, look=how.look, indent=4)
    return lines + _pair_lines(pairs, how, "    ")


def _pair_lines(pairs: Sequence[Pair], how: Telling, indent: str) -> list[str]:
    look = how.look
    lines = []
    for mark, alike in by_mark(pairs).items():
        label = f"{indent}{mark}"
        is_narrow = look.width < _NARROW
        hang = len(indent) + (4 if is_narrow else _LABEL)
        lead = f"{label}  " if is_narrow else label + " " * (hang - display_width(label))
        lines += paragraph(lead, _works(alike), look=look, tone=mark.tone, indent=hang)
        for pair in alike if how.is_full else ():
            for verdict in pair.verdicts:
                where = f" ({verdict.locator})" if verdict.locator else ""
                state = f", {verdict.state}" if len(pair.states) > 1 else ""
                reason = f"{verdict.reader}{state}{where}: {verdict.reason or 'no reason given'}"
                lines += paragraph(
                    f"{' ' * (hang + 2)}{pair.name}, ", reason, look=look, indent=hang + 4
                )
    return lines


def _works(pairs: Iterable[Pair]) -> str:
    """The works by name; those of which the same is to be said stand together."""
    alike: dict[str, list[str]] = {}
    for pair in pairs:
        alike.setdefault(facts_of(pair), []).append(pair.name)
    return "; ".join(f"{', '.join(names)} ({facts})" for facts, names in alike.items())


def _bearing_lines(support: Support, how: Telling) -> list[str]:
    """What other claims do to the step: what speaks against it, then what the curator adds."""
    lines: list[str] = []
    others: list[Bearing] = []
    met: set[tuple[str, bool]] = set()
    for bearing in support.bearings:
        claim = bearing.claim
        is_against = bearing.link.relation in OBJECTING
        if claim is None or claim in support.claims or (claim.id, is_against) in met:
            continue
        met.add((claim.id, is_against))
        if is_against:
            lines += _one_bearing("▼ ", "fair", bearing, claim, how)
        else:
            others.append(bearing)
    if how.is_full:
        for bearing in others:
            if bearing.claim:
                lines += _one_bearing("+ ", "dim", bearing, bearing.claim, how)
        return lines
    for relation in dict.fromkeys(bearing.link.relation for bearing in others):
        alike = [bearing for bearing in others if bearing.link.relation is relation]
        names = ", ".join(dict.fromkeys(who_bears(bearing, how.survey) for bearing in alike))
        by = whose(alike[0].link)
        also = "" if relation is Relation.BACKGROUND_TO else "also "
        text = f"{also}{PASSIVE[relation]} {names}{by}"
        lines += paragraph("+ ", text, look=how.look, tone="dim")
    return lines


def _one_bearing(sign: str, tone: str, bearing: Bearing, claim: Claim, how: Telling) -> list[str]:
    link = bearing.link
    words = "at odds with" if bearing.is_turned else PASSIVE[link.relation]
    told = claim.statement
    if link.warrant:
        told = f"{told} {link.warrant}" if how.is_full else link.warrant
    named = f"{who_bears(bearing, how.survey)}{whose(link)}"
    if how.is_full and claim.work != how.survey:
        named = f"{named}, {claim.id}"
    return paragraph(f"{sign}{words} ", f"{named}: {told}", look=how.look, tone=tone, indent=2)


def _mention_lines(item: Item, look: Look) -> list[str]:
    own = item.support.node.id if item.support else ""
    told: dict[str, list[str]] = {}
    for link in item.mentions:
        is_own = link.source == own
        words = relation_words(link.relation) if is_own else PASSIVE[link.relation]
        step = link.target if is_own else link.source
        told.setdefault(words, []).append(f"{step} ({link.warrant})" if link.warrant else step)
    return [
        line
        for words, steps in told.items()
        for line in paragraph("↔ ", f"{words} {', '.join(steps)}", look=look, tone="dim")
    ]
