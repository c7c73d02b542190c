"""A withheld address must stand nowhere in the library.

The fields, the entry and the identifiers of a work whose address is withheld must hold no address:
exports leave addresses out, and what is not there cannot slip through. Nor may another record hold
it: every address in it is compared with the fingerprints of those that are withheld. Remove the
address; its fingerprint may stay, so that a reader who holds the address can confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from bib.identifiers import address_fingerprint
from bib.withholding import mentions_address, without_addresses
from bib.works import LinkPolicy, Work
from evidence.corpus import Corpus
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "withheld-address"
SEVERITY = Severity.ERROR
LOOKS_AT = "works"

_LINK = re.compile(r"\w://|\bwww\.", re.IGNORECASE)
_WORD_WITH_A_HOST = re.compile(r"[^\s\"“”‘’'<>(){}\[\]|,;]+\.[^\s\"“”‘’'<>(){}\[\]|,;]+")


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every place at which a withheld address stands; the address itself is not shown."""
    for work in holdings.corpus.works:
        if work.link_policy is LinkPolicy.WITHHOLD:
            places = list(_places(work))
            if places:
                yield _finding(
                    work.key, f"Its address is withheld, and stands in {', '.join(places)}."
                )
    withheld = {
        work.address_sha256: work.key for work in holdings.corpus.works if work.address_sha256
    }
    if withheld:
        yield from _elsewhere(holdings.corpus, withheld)


def _places(work: Work) -> Iterator[str]:
    bare = without_addresses(work)
    for name, value in work.fields.items():
        if bare.fields.get(name) != value:
            yield f"the field {name}"
    if work.block and mentions_address(work.block):
        yield "the text of its entry"
    for name in work.ids:
        if name not in bare.ids:
            yield f"its {name}"
    if bare.aliases != work.aliases:
        yield "an older key"
    # Where word of a work was seen names other places, which may be named; no link to them, though.
    if any(_LINK.search(text) for text in _texts((work.seen, work.standing))):
        yield "what was seen of it"
    if (bare.note, bare.gist, bare.repairs) != (work.note, work.gist, work.repairs):
        yield "its notes"


def _elsewhere(corpus: Corpus, withheld: Mapping[str, str]) -> Iterator[Finding]:
    for subject, record in _records(corpus):
        met = {
            withheld[mark]
            for text in _texts(record)
            for word in _WORD_WITH_A_HOST.findall(text)
            if (mark := address_fingerprint(word.rstrip(".:!?"))) in withheld
        }
        for key in sorted(met):
            yield _finding(subject, f"The withheld address of {key} stands in this record.")


def _records(corpus: Corpus) -> Iterator[tuple[str, object]]:
    yield from ((work.key, work) for work in corpus.works)
    yield from ((each.id, each) for each in corpus.claims)
    yield from ((each.id, each) for each in corpus.limitations)
    yield from ((each.id, each) for each in corpus.nodes)
    yield from ((f"{each.source} {each.relation} {each.target}", each) for each in corpus.links)
    yield from ((each.id, each) for each in corpus.concepts)
    yield from ((each.id, each) for each in corpus.matrices)
    yield from ((each.id, each) for each in corpus.responses)
    yield from ((f"{each.claim} × {each.work}", each) for each in corpus.verdicts)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))
    elif is_dataclass(value):
        yield from _texts(tuple(getattr(value, each.name) for each in fields(value)))


def _finding(subject: str, message: str) -> Finding:
    return Finding(check=NAME, severity=SEVERITY, subject=subject, message=message)
