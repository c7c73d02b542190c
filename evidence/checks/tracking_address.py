"""An address should lead to the work and not tell who sent the reader.

Reported are addresses with marks for campaigns and clicks (utm_source, fbclid, gclid and the like).
`--fix` removes the marks; the rest of the address stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.works import LinkPolicy
from evidence.findings import FieldChange, Finding, Severity
from evidence.holdings import Holdings

NAME = "tracking-address"
SEVERITY = Severity.NOTE
LOOKS_AT = "works"

_FIELDS = ("url", "howpublished", "note", "eprint", "archiveurl")
# An underscore may be masked, as LaTeX wants it.
_MARK = (
    r"(?:utm\\?_[a-z\\_]{1,40}|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid"
    r"|igshid|li\\?_fat\\?_id|mc\\?_cid|mc\\?_eid|\\?_hsenc|\\?_hsmi|mkt\\?_tok|vero\\?_id|oly\\?_enc\\?_id"
    r"|oly\\?_anon\\?_id|wickedid|s\\?_cid)"
)
_VALUE = r"=[^&#\s{}\\<>\"]*(?:\\[_&%#][^&#\s{}\\<>\"]*)*?"
_END = r"(?=\\?[&#]|[\s{}<>\"]|$)"
_TRACKER = re.compile(rf"(?P<before>\\?[?&]){_MARK}{_VALUE}{_END}", re.IGNORECASE)


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report addresses with marks for campaigns and clicks."""
    for work in holdings.corpus.works:
        # What is withheld is not to be shown, and has a check of its own.
        if work.link_policy is LinkPolicy.WITHHOLD:
            continue
        for name in _FIELDS:
            value = work.fields.get(name, "")
            mended = without_trackers(value)
            if mended != value:
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=work.key,
                    message=f"The address in “{name}” tells where it was clicked.",
                    changes=(FieldChange(field=name, value=mended),),
                )


def without_trackers(value: str) -> str:
    """The text with the marks cut out of every address in it.

    >>> without_trackers("https://a.org/b?utm_source=x&id=3#top")
    'https://a.org/b?id=3#top'
    """
    if "=" not in value or "?" not in value or "\0" in value:
        return value
    cut = _TRACKER.sub(lambda match: "\0" if "?" in match["before"] else "", value)
    # Where the first mark went, the question mark is kept for what else was asked.
    return re.sub(r"\0(\\?&)?", lambda match: "?" if match[1] else "", cut)
