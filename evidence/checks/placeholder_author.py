"""An author must be somebody.

Reported are stand-ins that were never replaced, as “Unknown”, “N.N.”, “Author” or “Firstname
Lastname”. Work out who wrote it; a work that names nobody has no author field. “Anonymous” and
“Doe”, under which works are really published, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "placeholder-author"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

_STAND_INS = {
    "author", "authors", "theauthor", "theauthors", "unknown", "unknownauthor", "unknownauthors",
    "authorunknown", "nn", "na", "noauthor", "noauthors", "noauthorlisted", "noauthorsfound",
    "noauthorgiven", "noauthornoauthor", "none", "null", "nan", "undefined", "tbd", "tba", "todo",
    "xxx", "firstnamelastname", "lastnamefirstname", "firstlast", "lastfirst", "authorname",
    "nameauthor", "authora", "authorb", "aauthor", "anauthor", "authoran", "authorone",
    "authorfirst", "firstauthor", "secondauthor", "authorsecond", "familynamegivenname", "yourname",
    "nameyour", "surnamename", "namesurname", "loremipsum", "mustermannmax", "maxmustermann",
}  # fmt: skip
_NOT_A_LETTER = re.compile(r"[\W\d_]+")


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report authors that stand for nobody."""
    for work in holdings.corpus.works:
        found = [name for name in work.authors if _plain(str(name)) in _STAND_INS]
        # NA and NN are people too, where a given name goes with them.
        if found:
            told = ", ".join(f"“{name}”" for name in found[:3])
            yield Finding(
                check=NAME,
                severity=SEVERITY,
                subject=work.key,
                message=f"Named as an author is {told}, which stands for nobody.",
            )


def _plain(name: str) -> str:
    return _NOT_A_LETTER.sub("", name.casefold())
