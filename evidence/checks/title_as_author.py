"""The title of a work must not stand in the place of its author.

Reported are works whose author is, word for word, the title, if that is too long to be anybody's
name. Put the author in, or remove the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.latex import latex_to_unicode
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "title-as-author"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

_WORD = re.compile(r"[^\W_]+")
# A body's page is often called like the body itself; nobody has a name of so many words.
_FEWEST_WORDS = 5


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report works whose author is their title."""
    for work in holdings.corpus.works:
        title = _words(work.fields.get("title", ""))
        if len(title) >= _FEWEST_WORDS and _words(work.fields.get("author", "")) == title:
            message = "What stands in “author” is the title."
            yield Finding(check=NAME, severity=SEVERITY, subject=work.key, message=message)


def _words(value: str) -> list[str]:
    # The parts of a name may have been turned about by whoever took the title for one.
    return sorted(_WORD.findall(latex_to_unicode(value).casefold()))
