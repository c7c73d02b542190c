"""Chains as one self-contained page: a picture of each, and the same as nested lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from evidence.claims import Claim
from evidence.gaps import Gap, gaps
from evidence.support import OBJECTING, Bearing, Chain, Pair, Support
from tracker.render.chain_boxes import link_title, work_lines
from tracker.render.chain_outline import Item, outline, walk
from tracker.render.chain_svg import svg_element
from tracker.render.states import BASES, PASSIVE, by_mark, facts_of, role_words, totals
from tracker.render.step_text import place_of, who_bears, whose

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff;
       margin: 2rem 1rem; }
aside, section > :not(figure) { max-width: 60rem; margin-left: auto; margin-right: auto; }
h1, h2, h3 { line-height: 1.25; }
aside { border-left: 4px solid #8a5a00; padding: .5rem 1rem; background: #fdf3e1; }
figure { margin: 1rem 0; overflow-x: auto; }
svg { display: block; margin: 0 auto; }
ul.tree, ul.tree ul { list-style: none; padding-left: 1.2rem; border-left: 1px solid #cfd8e0; }
ul.tree li { margin: .6rem 0; }
.leg > strong { text-transform: uppercase; letter-spacing: .03em; font-size: .85rem; }
.quiet { color: #57606a; font-size: .9rem; }
.thin { color: #a01c1c; font-weight: 600; }
.claims { font-size: .95rem; }
dt { font-weight: 600; }
@media print { figure { page-break-inside: avoid; } }
""".strip()
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def chains_html(chains: Sequence[Chain], *, content_note: str = "") -> str:
    """The page; it loads nothing and links to nothing outside itself."""
    title = ", ".join(chain.limitation.id for chain in chains) or "No limitation"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Evidence chain: {_text(title)}</title>",
        f"<style>{_STYLE}</style></head><body>",
    ]
    if content_note:
        parts.append(f'<aside role="note">{_text(content_note)}</aside>')
    for place, chain in enumerate(chains):
        parts += _section(chain, place)
    return "\n".join([*parts, "</body></html>", ""])


def _section(chain: Chain, place: int) -> Iterator[str]:
    limitation = chain.limitation
    found = gaps(chain)
    yield f'<section aria-labelledby="h{place}">'
    yield f'<h1 id="h{place}">{_text(f"{limitation.id}: {limitation.title}")}</h1>'
    yield f"<p>{_text(limitation.summary)}</p>" if limitation.summary else ""
    yield "<dl>"
    if limitation.robustness:
        yield f"<dt>How sound</dt><dd>{_text(limitation.robustness)}</dd>"
    yield f"<dt>Stands on</dt><dd>{_text(totals(chain.pairs))}</dd></dl>"
    picture = svg_element([chain], prefix=f"s{place}-")
    # Wider than most windows: it can be scrolled by key as well.
    yield f'<figure tabindex="0">{picture}</figure>'
    yield "<h2>Step by step</h2>"
    yield from _tree(chain, found)
    thin = [f"{gap.node}: {gap.why}" for gap in found]
    yield from _list("Where it is thin", thin)
    yield from _list("What it needs and the survey does not say", limitation.unstated)
    yield from _list("To be careful about", limitation.cautions)
    yield from _list("Works", work_lines(chain))
    yield "</section>"


def _list(title: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"<h2>{title}</h2><ul>"
        yield from (f"<li>{_text(text)}</li>" for text in texts)
        yield "</ul>"


def _tree(chain: Chain, found: Sequence[Gap]) -> Iterator[str]:
    """Nested lists, opened and closed as the outline goes down and up."""
    thin: dict[str, list[Gap]] = {}
    for gap in found:
        thin.setdefault(gap.node, []).append(gap)
    depth = -1
    for item, at in walk(outline(chain)):
        if at > depth:
            yield '<ul class="tree"><li>' if depth < 0 else "<ul><li>"
        else:
            yield "</li></ul>" * (depth - at) + "</li><li>"
        depth = at
        yield from _item(item, thin, chain.survey)
    yield "</li></ul>" * (depth + 1)


def _item(item: Item, thin: dict[str, list[Gap]], survey: str) -> Iterator[str]:
    support = item.support
    if support is None:
        title = f"{item.heading}: {item.leg.title}" if item.leg else item.heading
        yield f'<div class="leg"><strong>{_text(title)}</strong>'
        yield f' <span class="quiet">{_text(item.note)}</span></div>'
        return
    node = support.node
    if item.is_again:
        yield f'<a href="#{_id(node.id)}">{_text(node.id)}</a> {_text(node.text)}'
        return
    yield f'<div id="{_id(node.id)}"><strong>{_text(node.id)}</strong> {_text(node.text)}'
    told = f"{role_words(node.role)}, {BASES[node.basis]}"
    told = f"{told}. {link_title(item.link)}" if item.link else told
    yield f'<br><span class="quiet">{_text(told)}</span>'
    for gap in thin.get(node.id, ()):
        yield f'<br><span class="thin">▲ {_text(gap.why)}</span>'
    yield from _claims(support, survey)
    for link in item.mentions:
        yield f'<p class="quiet">{_text(link_title(link))}</p>'
    yield "</div>"


def _claims(support: Support, survey: str) -> Iterator[str]:
    loose = [pair for pair in support.pairs if pair.claim is None]
    yield '<ul class="claims">'
    for claim in support.claims:
        yield f"<li>{_text(place_of(claim, survey))} {_text(_statement(claim))}"
        yield from _pairs([pair for pair in support.pairs if pair.claim == claim])
        yield "</li>"
    if loose:
        yield "<li>Carried over from elsewhere in the survey"
        yield from _pairs(loose)
        yield "</li>"
    met: set[tuple[str, bool]] = set()
    for bearing in support.bearings:
        other = bearing.claim
        is_against = bearing.link.relation in OBJECTING
        if other and other not in support.claims and (other.id, is_against) not in met:
            met.add((other.id, is_against))
            yield f"<li>{_text(_bearing(bearing, other, survey))}</li>"
    yield "</ul>"


def _bearing(bearing: Bearing, claim: Claim, survey: str) -> str:
    link = bearing.link
    sign = "▼" if link.relation in OBJECTING else "+"
    words = "at odds with" if bearing.is_turned else PASSIVE[link.relation]
    who = f"{who_bears(bearing, survey)}{whose(link)}"
    return f"{sign} {words} {who}: {link.warrant or claim.statement}"


def _statement(claim: Claim) -> str:
    return f"{claim.statement} (withdrawn)" if claim.is_withdrawn else claim.statement


def _pairs(pairs: Sequence[Pair]) -> Iterator[str]:
    if not pairs:
        return
    yield "<ul>"
    for mark, alike in by_mark(pairs).items():
        for pair in alike:
            reasons = " ".join(
                f"{verdict.reader}: {verdict.reason}" for verdict in pair.verdicts if verdict.reason
            )
            told = f" {reasons}" if reasons else ""
            yield f"<li>{_text(f'{mark}: {pair.name} ({facts_of(pair)}).{told}')}</li>"
    yield "</ul>"


def _id(text: str) -> str:
    return escape("-".join(text.split()), quote=True)


def _text(text: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return escape(printable, quote=True)
