"""The printed styles, which one a list is in, and reference strings read by the one that fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from evidence.reading.paper import ParsedReference
from evidence.reading.references.aas import aas_head
from evidence.reading.references.acm import acm_head
from evidence.reading.references.apa import apa_head
from evidence.reading.references.bibtex import bibtex_head
from evidence.reading.references.chicago import chicago_head
from evidence.reading.references.heads import Head, read_reference
from evidence.reading.references.identifying import Remains, cut_identifiers
from evidence.reading.references.ieee import ieee_head
from evidence.reading.references.mending import mend
from evidence.reading.references.nature import nature_head
from evidence.reading.references.plain import plain_head
from evidence.reading.references.vancouver import vancouver_head

STYLES: dict[str, Callable[[Remains], Head | None]] = {
    "aas": aas_head,
    "acm": acm_head,
    "apa": apa_head,
    "bibtex": bibtex_head,
    "chicago": chicago_head,
    "ieee": ieee_head,
    "nature": nature_head,
    "vancouver": vancouver_head,
}
# A head that fits so well needs no other beside it.
_GOOD = 0.7
# How much the style of the whole list weighs against how well another fits one reference.
_WEIGHT_OF_LIST = 0.3


def parse_reference(raw: str) -> ParsedReference:
    """A reference string in parts, by the style that fits it best."""
    return parse_references([raw])[0]


def parse_references(raws: Iterable[str]) -> list[ParsedReference]:
    """Every reference of one list; where several styles fit, the one most of the list is in."""
    remains = [cut_identifiers(mend(raw)) for raw in raws]
    heads = [_heads(each) for each in remains]
    votes = Counter(max(found, key=lambda head: head.fit).style for found in heads)
    shares = {style: _WEIGHT_OF_LIST * count / len(heads) for style, count in votes.items()}
    parsed = []
    for each, found in zip(remains, heads, strict=True):
        best = max(found, key=lambda head: head.fit + shares.get(head.style, 0.0))
        parsed.append(read_reference(best, each).done())
    return parsed


def _heads(remains: Remains) -> list[Head]:
    """What each style makes of the front of a reference; what none reads is read without one."""
    found = [head for find in STYLES.values() if (head := find(remains))]
    return found if any(head.fit > _GOOD for head in found) else [*found, plain_head(remains)]
