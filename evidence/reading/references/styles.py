"""The printed styles, which one a list is in, and reference strings read by the one that fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from evidence.reading.paper import ParsedReference
from evidence.reading.references.acm import read_acm
from evidence.reading.references.apa import read_apa
from evidence.reading.references.chicago import read_chicago
from evidence.reading.references.draft import Draft
from evidence.reading.references.identifying import Remains, cut_identifiers
from evidence.reading.references.ieee import read_ieee
from evidence.reading.references.mending import mend
from evidence.reading.references.nature import read_nature
from evidence.reading.references.plain import read_plain
from evidence.reading.references.vancouver import read_vancouver

Reader = Callable[[Remains], Draft | None]

# A reading that fits so well needs no other beside it.
_GOOD = 0.7

STYLES: dict[str, Reader] = {
    "acm": read_acm,
    "apa": read_apa,
    "chicago": read_chicago,
    "ieee": read_ieee,
    "nature": read_nature,
    "vancouver": read_vancouver,
}


def parse_reference(raw: str) -> ParsedReference:
    """A reference string in parts, by the style that fits it best."""
    return parse_references([raw])[0]


def parse_references(raws: Iterable[str]) -> list[ParsedReference]:
    """Every reference of one list; where several styles fit, the one most of the list is in."""
    readings = [_readings(raw) for raw in raws]
    votes = Counter(max(drafts, key=lambda draft: draft.fit).style for drafts in readings if drafts)
    total = sum(votes.values()) or 1
    parsed = []
    for drafts in readings:
        best = max(drafts, key=lambda draft: draft.fit + 0.3 * votes[draft.style] / total)
        parsed.append(best.done())
    return parsed


def _readings(raw: str) -> list[Draft]:
    """What each style makes of a reference; what none reads is read without one."""
    remains = cut_identifiers(mend(raw))
    found = [draft for read in STYLES.values() if (draft := read(remains))]
    return found if any(draft.fit > _GOOD for draft in found) else [*found, read_plain(remains)]
