"""What stands on a page beside the running text: running heads, page numbers, notices, captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evidence.reading.blocks import Block

_LABELS = (
    r"Figure|Fig\.?|Table|Tab\.?|Algorithm|Listing|Scheme|Chart|Box|Plate|Exhibit|Map|Video|Panel"
    r"|(?:Supplementary|Supplemental|Extended Data) (?:Figure|Fig\.?|Table)"
    r"|FIGURE|FIG\.?|TABLE|Abbildung|Abb\.?|Tabelle|Tab\.?|Figura|Tabla|Tableau|Рисунок|Таблица"
)
_CAPTION = re.compile(
    rf"[*_]{{0,3}}({_LABELS})\s*((?:[A-Z]\.?|S)?\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|[IVX]{{1,5}}|[A-Z])"
    r"[*_]{0,3}\s*(?:[.:|][*_]{0,3}\s+|\s[—–-]\s|\n|(?<=[IVX])\s+(?=[A-Z]{3}))[*_]{0,3}"
    r"|([图表図])\s*(\d{1,3})\s*[.:：]?\s*"
)
_SHORT_LABELS = {"tab": "tab", "alg": "alg", "lis": "lst", "sch": "scheme", "表": "tab"}
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|p\.|seite|页)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:of|/|von)\s*\d{1,4})?(?:\s*[-–—])?",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:Permission to make digital or hard copies|©|\(c\) \d{4}|Copyright\b|ACM ISBN|ISBN[ :]"
    r"|This (?:work|article|is an open access article).{0,80}(?:licen[sc]ed|licen[sc]e|distributed)"
    r"|Creative Commons|CC[ -]BY|All rights reserved|Licensed under"
    r"|(?:Manuscript )?[Rr]eceived:? \d"
    r"|Preprint\b.{0,60}$|arXiv:\d{4}\.\d{4,5}(?:v\d+)? ?\[|\*?Corresponding author|Downloaded from"
    r"|This paper was (?:presented|published|accepted)|https?://doi\.org/\S+$|doi:\s?10\.\S+$)",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:[ \u00a0]?[.…]){5,}\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*$", re.MULTILINE)
_DIGITS = re.compile(r"\d+")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LONGEST_RUNNING_HEAD = 120
_TIMES_REPEATED = 3


def caption_label(words: str) -> tuple[str, int] | None:
    """The name of a figure or table in places, and how long its label is; for captions only.

    >>> caption_label("Figure 1: Supply chain")
    ('fig1', 10)
    """
    found = _CAPTION.match(words)
    if found is None:
        return None
    word, number = (found[1], found[2]) if found[1] else (found[3], found[4])
    word = word.casefold().removeprefix("supplementary ").removeprefix("supplemental ")
    short = _SHORT_LABELS.get(word[:3], _SHORT_LABELS.get(word[:1], "fig"))
    if word.startswith(("box", "map", "video", "panel", "plate", "chart", "exhibit")):
        short = word
    is_supplement = bool(found[1]) and found[1].casefold().startswith("suppl") and number[0] != "S"
    return f"{short}{'S' if is_supplement else ''}{number}", found.end()


def repeated_lines(blocks: Sequence[Block]) -> frozenset[str]:
    """The short lines that stand on page after page, with their digits left out."""
    counted = Counter(
        _without_digits(block.words) for block in blocks if _is_line_of_every_page(block.words)
    )
    return frozenset(line for line, times in counted.items() if times >= _TIMES_REPEATED)


def is_furniture(words: str, repeated: frozenset[str]) -> bool:
    """Whether a block is a page number, a notice of the publisher or a line of every page."""
    if len(words) < 24 and _PAGE_NUMBER.fullmatch(words):
        return True
    if _is_line_of_every_page(words) and _without_digits(words) in repeated:
        return True
    return is_line_of_contents(words) or bool(_NOTICE.match(words))


def is_line_of_contents(words: str) -> bool:
    """Whether a line belongs to a table of contents: dots lead to a page number."""
    return len(words) < 400 and bool(_LEADERS.search(words))


def is_running_head(words: str, front: frozenset[str]) -> bool:
    """Whether a short line only says again who wrote the paper or what it is called."""
    is_sentence = words.endswith((".", "?", "!", ":")) and not words.endswith("al.")
    if is_sentence or not _is_short(words):
        return False
    names = [word for word in _NAME_WORD.findall(words) if word[0].isupper()]
    return len(names) > 1 and all(word in front for word in names)


def names_in(words: str) -> frozenset[str]:
    """The words with a capital in a title or among authors; what running heads are made of."""
    return frozenset(word for word in _NAME_WORD.findall(words) if word[0].isupper())


def _is_line_of_every_page(words: str) -> bool:
    return _is_short(words) and not (words.endswith((".", "?", "!")) and words.count(" ") > 5)


def _is_short(words: str) -> bool:
    return len(words) <= _LONGEST_RUNNING_HEAD and "\n" not in words


def _without_digits(words: str) -> str:
    return _DIGITS.sub("", words).casefold().strip()
