"""What a corpus shows of a work whose address is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bib.withholding import without_addresses
from bib.works import LinkPolicy, Work

_LEADS_THERE = re.compile(r"://|\b[\w-]+\.[a-z]{2,}/\S", re.IGNORECASE)


def shown(work: Work) -> Work:
    """The work as it may stand in a corpus: the same one, unless an address is to be withheld.

    Its entry then has no address. A host that is named as the place where the work was seen stays,
    since it is mostly somebody else's; one with a path behind it goes, whosoever it is.
    """
    if work.link_policy is not LinkPolicy.WITHHOLD:
        return work
    bare = without_addresses(work)
    whole = bare
    if bare.fields == work.fields and not _LEADS_THERE.search(work.block or ""):
        whole = work
    texts = bare if any(_LEADS_THERE.search(text) for text in _texts(work)) else work
    return replace(
        whole,
        standing=texts.standing,
        seen=texts.seen,
        repairs=texts.repairs,
        gist=texts.gist,
        note=texts.note,
    )


def _texts(work: Work) -> Iterator[str]:
    for signal in work.standing:
        yield from (signal.seen, signal.note)
    for sighting in work.seen:
        yield from (sighting.where, sighting.what)
    yield from (*work.repairs, work.gist, work.note)
