"""What the blocks of a PDF are, told by size, weight and place: title, headings, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evidence.texts import PartKind
from tracker.texts.pdf_layout import Block, Flow
from tracker.texts.pdf_paragraphs import cell_gaps
from tracker.texts.pdf_reference_list import HEADING as REFERENCES

_LONGEST_HEADING = 220
_MOST_LINES = 4
_MOST_FRONT_WORDS = 40
_ABOVE_TITLE = {PartKind.PARAGRAPH, PartKind.HEADING}
_LARGER = 1.07
_SMALLER = 0.94
_NUMBERED = re.compile(
    r"(?:Appendix\s+)?(\d{1,2}(?:\.\d{1,2})*(?=\.?\s)|[A-Z](?:\.\d{1,2})+(?=\.?\s)|[A-Z](?=\.\s)"
    r"|[B-HJ-Z](?=\s)|[IVX]{2,5}(?=\.\s))\.?\s+\S"
)
# Set in small capitals, these are neither larger nor bolder than the text.
_ROMAN = re.compile(r"(?:[IVX]{1,5})\.\s+[A-Z][^.;]{2,80}[^.,;:!?]")
_KNOWN = re.compile(
    r"(?:abstract|zusammenfassung|résumé|resumen|introduction|acknowledge?ments?|conclusions?"
    r"|background|related work|(?:materials?\sand\s)?methods?|results?(?:\sand\sdiscussion)?"
    r"|discussion|limitations|appendix(?:\s[A-Z])?|keywords|index terms|ccs concepts"
    r"|data availability|funding|author contributions|competing interests"
    r"|conflicts? of interest)[:.]?",
    re.IGNORECASE,
)
_NOTE_SIGN = re.compile(r"[*†‡§¶]|\d{1,3}\b|[a-z]\s")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_FIGURE = re.compile(r"(?:Supplementary\s)?(?:Fig|FIG|Abb|Chart|Scheme|Plate)", re.IGNORECASE)


def with_kinds(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The blocks of each page with kind and level; paragraphs are what is nothing else."""
    body = _body_size(pages)
    found = [[_with_heading(block, body) for block in page] for page in pages]
    found = [_with_notes(page, body) for page in found]
    found = [_with_figures(page, body) for page in found]
    return _with_levels(_with_title(found))


def _body_size(pages: Sequence[Sequence[Block]]) -> float:
    lengths: Counter[float] = Counter()
    for page in pages:
        for block in page:
            if block.kind is PartKind.PARAGRAPH:
                lengths[block.size] += len(block.text)
    return lengths.most_common(1)[0][0] if lengths else 10.0


def _with_heading(block: Block, body: float) -> Block:
    text = block.text
    if (
        block.kind not in {PartKind.PARAGRAPH, PartKind.REFERENCE}
        or len(block.lines) > _MOST_LINES
        or len(text) > _LONGEST_HEADING
        or not _LETTERS.search(text)
        or any(gap > 1 for line in block.lines for gap in cell_gaps(line))
    ):
        return block
    is_named = bool(_KNOWN.fullmatch(text) or REFERENCES.fullmatch(text))
    if block.kind is PartKind.REFERENCE and not is_named:
        return block
    numbered = bool(_NUMBERED.match(text)) and len(block.lines) <= 2
    is_large = block.size >= _LARGER * body
    is_bold = all(line.is_bold for line in block.lines)
    is_italic = all(line.is_italic for line in block.lines)
    is_capitals = text.isupper() and len(text) > 3
    looks = is_large or (block.size > _SMALLER * body and (is_bold or is_capitals))
    looks = looks or (numbered and is_italic and block.size > _SMALLER * body)
    looks = looks or bool(len(block.lines) == 1 and _ROMAN.fullmatch(text))
    if is_named or (looks and not _is_sentence(text, is_large=is_large)):
        return replace(block, kind=PartKind.HEADING)
    return block


def _is_sentence(text: str, *, is_large: bool) -> bool:
    if text.endswith((",", ";")) or not (text[0].isupper() or text[0].isdigit()):
        return True
    return text.endswith(".") and len(text.split()) > (20 if is_large else 8)


def _with_notes(page: Sequence[Block], body: float) -> list[Block]:
    found = list(page)
    for place, block in enumerate(found):
        if block.kind is not PartKind.PARAGRAPH or block.size > _SMALLER * body:
            continue
        first = block.lines[0]
        is_signed = bool(_NOTE_SIGN.match(first.text))
        is_raised = first.is_raised(first.words[0]) or first.words[0].text in {"*", "†", "‡"}
        below = _below(found, place)
        at_foot = not any(
            other.size > _SMALLER * body and other.kind is PartKind.PARAGRAPH for other in below
        )
        after_note = place > 0 and found[place - 1].kind is PartKind.NOTE and at_foot
        on_first = block.page == 0 and first.baseline < 0.35 * _top(found)
        if is_raised or (at_foot and (is_signed or after_note or on_first)):
            flow = Flow.FOOT if at_foot else Flow.TEXT
            found[place] = replace(block, kind=PartKind.NOTE, flow=flow)
    return found


def _below(page: Sequence[Block], place: int) -> list[Block]:
    """The blocks under a block, in its column."""
    block = page[place]
    base = block.lines[0].baseline
    return [
        other
        for other in page
        if other is not block
        and other.lines[0].baseline < base
        and other.lines[0].left < block.right
        and other.lines[0].right > block.left
    ]


def _top(page: Sequence[Block]) -> float:
    return max(block.lines[0].baseline for block in page)


def _with_figures(page: Sequence[Block], body: float) -> list[Block]:
    """Words inside a figure, which stand in small scraps above its caption, are no text."""
    captions = [block for block in page if block.kind is PartKind.CAPTION]
    figures = [block for block in captions if _FIGURE.match(block.text)]
    scraps = [block for block in page if _is_scrap(block, body)] if figures else []
    text = [block for block in page if block not in scraps]
    inside = {
        id(scrap)
        for scrap in scraps
        if any(_stands_over(scrap, figure, text) for figure in figures)
    }
    return [
        replace(block, kind=PartKind.FURNITURE) if id(block) in inside else block for block in page
    ]


def _stands_over(scrap: Block, figure: Block, text: Sequence[Block]) -> bool:
    """Whether there is no text between words and the caption below them."""
    high, low = scrap.lines[0].baseline, figure.lines[0].baseline
    left, right = _sides(figure)
    if high <= low or scrap.lines[0].left > right or scrap.lines[0].right < left:
        return False
    return not any(
        low < block.lines[0].baseline < high
        and _sides(block)[0] < right
        and _sides(block)[1] > left
        for block in text
        if block is not figure
    )


def _sides(block: Block) -> tuple[float, float]:
    return min(line.left for line in block.lines), max(line.right for line in block.lines)


def _is_scrap(block: Block, body: float) -> bool:
    if block.kind not in {PartKind.PARAGRAPH, PartKind.TABLE, PartKind.HEADING, PartKind.NOTE}:
        return False
    words = sum(len(line.words) for line in block.lines) / len(block.lines)
    return block.size < 0.9 * body and (words <= 6 or block.kind is PartKind.TABLE)


def _with_title(pages: list[list[Block]]) -> list[list[Block]]:
    """The largest words on the first page are the title; from there to the text goes the front."""
    first = pages[0] if pages else []
    headings = [block for block in first if block.kind is PartKind.HEADING]
    upper = [
        block
        for block in headings
        if block.lines[0].baseline > 0.45 * _top(first)
        and not _KNOWN.fullmatch(block.text)
        and not REFERENCES.fullmatch(block.text)
        and not (_NUMBERED.match(block.text) and len(headings) > 1)
    ]
    if not upper:
        return pages
    title = max(upper, key=lambda block: block.size)
    if title.size < 1.1 * max((other.size for other in headings if other is not title), default=0):
        return pages
    at = first.index(title)
    found = [replace(block, kind=PartKind.TITLE) if block is title else block for block in first]
    for place, block in enumerate(found[:at]):
        # The journal's name, the kind of article and their like.
        if block.kind in _ABOVE_TITLE and len(block.text.split()) <= _MOST_FRONT_WORDS:
            found[place] = replace(block, kind=PartKind.FRONT)
    for place in range(at + 1, len(found)):
        block = found[place]
        is_text = block.kind is PartKind.PARAGRAPH and len(block.text.split()) > _MOST_FRONT_WORDS
        if _is_start(block) or (is_text and not any(_is_start(each) for each in found[place:])):
            break
        if block.kind in {PartKind.PARAGRAPH, PartKind.HEADING, PartKind.TABLE}:
            found[place] = replace(block, kind=PartKind.FRONT)
    return [found, *pages[1:]]


def _is_start(block: Block) -> bool:
    """Whether the text begins here: an abstract, or a heading with a number or a known name."""
    if re.match(r"(?:Abstract|ABSTRACT|Summary|Zusammenfassung)\b", block.text):
        return True
    return block.kind is PartKind.HEADING and bool(
        _NUMBERED.match(block.text) or _KNOWN.fullmatch(block.text)
    )


def _with_levels(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """Levels by number, and for headings without one by the headings that look alike."""
    headings = [block for page in pages for block in page if block.kind is PartKind.HEADING]
    known: dict[tuple[float, bool, bool], Counter[int]] = {}
    for block in headings:
        if level := _numbered_level(block.text):
            known.setdefault(_look(block), Counter())[level] += 1
    sizes = sorted({block.size for block in headings}, reverse=True)
    has_romans = sum(1 for block in headings if _ROMAN.fullmatch(block.text)) > 1

    def level_of(block: Block) -> int:
        if has_romans and re.match(r"[A-Z]\.\s", block.text):
            return 1 if _ROMAN.fullmatch(block.text) else 2
        if level := _numbered_level(block.text):
            return level
        if _KNOWN.fullmatch(block.text) or REFERENCES.fullmatch(block.text):
            return 1
        if _look(block) in known:
            return known[_look(block)].most_common(1)[0][0]
        return min(sizes.index(block.size) + 1, 4)

    return [
        [
            replace(block, level=level_of(block)) if block.kind is PartKind.HEADING else block
            for block in page
        ]
        for page in pages
    ]


def _look(block: Block) -> tuple[float, bool, bool]:
    first = block.lines[0]
    return block.size, first.is_bold, first.is_italic


def _numbered_level(text: str) -> int:
    numbered = _NUMBERED.match(text)
    return numbered[1].count(".") + 1 if numbered else 0
