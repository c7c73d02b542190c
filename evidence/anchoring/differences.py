"""What a quotation and the words found for it do not share, word by word."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from evidence.anchoring.located import Difference
from evidence.anchoring.plain_form import plain_form

_WORD = re.compile(r"\w+(?:[.,’'‐\u00ad-]\w+)*|[^\w\s]")
# A longer list is no longer read; the quotation is another one.
MOST_DIFFERENCES = 50
_MOST_WORDS = 2000


def word_differences(quote: str, text: str) -> tuple[Difference, ...]:
    """Each place where they differ; what differs in print only does not count."""
    quoted, found = _words(quote), _words(text)
    codes = Indel.opcodes([each[0] for each in quoted], [each[0] for each in found])
    differences: list[Difference] = []
    behind: tuple[int, int] | None = None
    for code in codes:
        if code.tag == "equal":
            continue
        here = Difference(
            quote=_joined(quote, quoted[code.src_start : code.src_end]),
            text=_joined(text, found[code.dest_start : code.dest_end]),
        )
        if behind == (code.src_start, code.dest_start):
            last = differences.pop()
            here = Difference(quote=(last.quote or here.quote), text=(last.text or here.text))
        differences.append(here)
        behind = (code.src_end, code.dest_end)
    return tuple(differences[:MOST_DIFFERENCES])


def _words(text: str) -> list[tuple[str, int, int]]:
    words = [
        (plain_form(each[0]) or "-", each.start(), each.end()) for each in _WORD.finditer(text)
    ]
    return words[:_MOST_WORDS]


def _joined(text: str, words: list[tuple[str, int, int]]) -> str:
    return text[words[0][1] : words[-1][2]] if words else ""
