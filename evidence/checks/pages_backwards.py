"""Pages must not run backwards.

An end that is written short (1341–58) counts as what it stands for, and numbers of articles, Roman
numerals and pages with letters are left alone. Correct the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.latex import latex_to_unicode
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "pages-backwards"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

_RANGE = re.compile(r"([A-Za-z]?)(\d{1,9})\s*[-\u2010-\u2015]\s*([A-Za-z]?)(\d{1,9})")
_BETWEEN_RANGES = re.compile(r"[,;+&]|\band\b")


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report ranges of pages whose end lies before their start."""
    for work in holdings.corpus.works:
        for piece in _BETWEEN_RANGES.split(latex_to_unicode(work.fields.get("pages", ""))[:500]):
            if (found := _RANGE.fullmatch(piece.strip())) and _runs_backwards(*found.groups()):
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=work.key,
                    message=f"Its pages run backwards: “{piece.strip()}”.",
                )


def _runs_backwards(letter: str, start: str, end_letter: str, end: str) -> bool:
    if end_letter and end_letter != letter:
        return False
    if int(end) >= int(start):
        return False
    if len(end) < len(start):
        # Short for an end that shares its first digits; one digit may also number a page in a
        # chapter, as 15-1.
        whole = start[: -len(end)] + end
        return int(whole) < int(start) and len(end) > 1
    return True
