"""Documents as one self-contained page, for screens of any width and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tracker.render.document import Block, Document, Entry, Listing, Paragraph, Section, Table

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff;
       max-width: 54rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 .5em; }
h1 { margin-top: 0; font-size: 1.8rem; }
h2 { border-top: 1px solid #cfd8e0; padding-top: 1rem; }
aside { border-left: 4px solid #8a5a00; padding: .5rem 1rem; background: #fdf3e1; }
nav ul { columns: 16rem; padding-left: 1.2rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0;
         border-bottom: 1px solid #dde3e8; min-width: 4rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
article { border: 1px solid #cfd8e0; border-left-width: 5px; border-radius: 4px;
          padding: .2rem 1rem .8rem; margin: 1rem 0; }
article.bad { border-left-color: #a01c1c; }
article.fair { border-left-color: #8a5a00; }
article h3, article h4 { margin: .6rem 0 .3rem; }
.state { font-weight: 600; margin: .2rem 0 .5rem; }
.bad .state { color: #a01c1c; }
.fair .state { color: #754c00; }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: .3rem 1rem; margin: 0; }
dt { color: #57606a; }
dd { margin: 0; }
dd + dd { grid-column: 2; }
.dim { color: #57606a; }
@media (max-width: 36rem) { dl { display: block; } dt, dd + dd { margin-top: .4rem; }
                            article { padding: .2rem .7rem .7rem; }
                            h1 { font-size: 1.4rem; } table { font-size: .85rem; }
                            th, td { padding-right: .5rem; min-width: 0; } }
@media print { body { max-width: none; margin: 0; font-size: 9.5pt; } nav { display: none; }
               article, tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
               .wide { overflow: visible; } }
""".strip()
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def document_html(document: Document) -> str:
    """The page; it loads nothing and links to nothing outside itself."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)}</title>",
        f"<style>{_STYLE}</style></head><body>",
        f"<main><h1>{_text(document.title)}</h1>",
    ]
    if document.content_note:
        parts.append(f'<aside role="note">{_text(document.content_note)}</aside>')
    for block in document.lead:
        parts += _block(block, 2)
    parts += _contents(document.sections)
    for place, section in enumerate(document.sections):
        parts += _section(section, 2, f"s{place}")
    return "\n".join([*parts, "</main></body></html>", ""])


def _contents(sections: tuple[Section, ...]) -> Iterator[str]:
    yield '<nav aria-label="Contents"><ul>'
    for place, section in enumerate(sections):
        yield f'<li><a href="#s{place}">{_text(section.title)}</a></li>'
    yield "</ul></nav>"


def _section(section: Section, level: int, name: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{name}">'
    yield f'<h{level} id="{name}">{_text(section.title)}</h{level}>'
    for block in section.blocks:
        yield from _block(block, level + 1)
    for place, part in enumerate(section.sections):
        yield from _section(part, level + 1, f"{name}-{place}")
    yield "</section>"


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Paragraph():
            css = f' class="{_text(block.tone)}"' if block.tone else ""
            yield f"<p{css}>{_text(block.text)}</p>"
        case Listing():
            yield "<ul>"
            yield from (f"<li>{_text(item)}</li>" for item in block.items)
            yield "</ul>"
        case Table():
            yield from _table(block)
        case Entry():
            yield from _entry(block, level)


def _table(table: Table) -> Iterator[str]:
    # Wider than a phone: it can be scrolled, by key as well.
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{_text(table.caption)}">'
    yield f"<table><caption>{_text(table.caption)}</caption>"
    head = "".join(
        f'<th scope="col"{_number(place, table)}>{_text(cell)}</th>'
        for place, cell in enumerate(table.head)
    )
    yield f"<thead><tr>{head}</tr></thead><tbody>"
    for first, *rest in table.rows:
        cells = "".join(
            f"<td{_number(place, table)}>{_text(cell)}</td>" for place, cell in enumerate(rest, 1)
        )
        yield f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _number(place: int, table: Table) -> str:
    return ' class="number"' if place in table.numbers else ""


def _entry(entry: Entry, level: int) -> Iterator[str]:
    css = f' class="{_text(entry.tone)}"' if entry.tone else ""
    yield f"<article{css}><h{level}>{_text(entry.title)}</h{level}>"
    if entry.state:
        yield f'<p class="state">{_text(entry.state)}</p>'
    yield "<dl>"
    for name, texts in entry.facts:
        yield f"<dt>{_text(name)}</dt>"
        yield from (f"<dd>{_text(text)}</dd>" for text in texts)
    yield "</dl></article>"


def _text(text: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return escape(printable, quote=True)
