"""A work whose address is withheld must not carry it.

Its fields, its entry and its identifiers must hold no address: exports leave addresses out, and
what is not there cannot slip through. Remove the address; its fingerprint may stay, so that a
reader who holds the address can confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.works import LinkPolicy, Work
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "withheld-address"
SEVERITY = Severity.ERROR
LOOKS_AT = "works"

_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://|\bwww\.|\b10\.\d{4,9}/", re.IGNORECASE)
_ADDRESS_FIELDS = ("url", "doi", "eprint", "bdsk-url-1")
_ADDRESS_IDS = ("url", "doi", "arxiv")


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report the places at which a withheld work carries an address; the address is not shown."""
    for work in holdings.corpus.works:
        if work.link_policy is LinkPolicy.WITHHOLD:
            places = list(dict.fromkeys(_places(work)))
            if places:
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=work.key,
                    message=f"Its address is withheld, and stands in {', '.join(places)}.",
                )


def _places(work: Work) -> Iterator[str]:
    for name, value in work.fields.items():
        if name.lower() in _ADDRESS_FIELDS or _ADDRESS.search(value):
            yield f"the field {name}"
    if work.block and _ADDRESS.search(work.block):
        yield "the text of its entry"
    for name in _ADDRESS_IDS:
        if work.ids.get(name):
            yield f"its {name}"
    for where, texts in (
        ("what was seen of it", [f"{each.where} {each.what}" for each in work.seen]),
        ("its notes", [work.note, work.gist, *work.repairs]),
        ("its standing", [f"{each.seen} {each.note}" for each in work.standing]),
    ):
        if any(_ADDRESS.search(text) for text in texts):
            yield where
