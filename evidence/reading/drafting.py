"""Drafts of claims, one for each sentence of a paper that cites something.

A draft knows its place, what it cites and the figures it states, and holds the words in its
excerpt; what it asserts is left to a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bib.works import Citekey
from evidence.anchoring.locate import Selectors
from evidence.anchoring.located import Step
from evidence.citations import Citation
from evidence.claims import Claim, ClaimId, Locator
from evidence.excerpts import Excerpt, ExcerptId, fingerprint
from evidence.figures import Figure
from evidence.reading.figures_in_text import find_figures
from evidence.reading.paper import CitationGroup, Paper, Sentence, Span

TO_BE_WORDED = "To be worded"
_NO_ID = re.compile(r"[\s/\\\x00-\x1f-]+")
_LONGEST_SECTION = 60

Places = Callable[[Sequence[Span]], Selectors]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """New drafts, and how many citing sentences there were that have claims already."""

    claims: tuple[Claim, ...]
    present: int = 0


def draft_claims(
    paper: Paper,
    work: Citekey,
    *,
    keys: Mapping[int, Citekey],
    present: Iterable[Claim],
    select: Places,
) -> Drafts:
    """Draft a claim for each citing sentence at whose place, or on whose words, there is none.

    `keys` names the work that a reference means, by its place in the list; `present` are the claims
    of the work; `select` gives what to store of a place in the text.
    """
    known = _Known(present)
    groups: dict[int, list[CitationGroup]] = {}
    for group in paper.citations:
        if group.sentence is not None:
            groups.setdefault(group.sentence, []).append(group)
    drafts: list[Claim] = []
    for number, cited in sorted(groups.items()):
        at = select(paper.sentences[number].spans)
        is_exact = paper.text.content[at.start : at.end] == at.quote
        step = Step.EXACT if is_exact else Step.NORMALISED
        draft = _draft(paper.sentences[number], cited, work, keys, at, step)
        if not known.has(draft):
            drafts.append(draft)
            known.take(draft)
    return Drafts(claims=tuple(drafts), present=len(groups) - len(drafts))


class _Known:
    """The places and the words on which there are claims."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._ids: set[str] = set()
        self._places: set[Locator] = set()
        self._prints: set[str] = set()
        for claim in claims:
            self.take(claim)

    def take(self, claim: Claim) -> None:
        self._ids.add(claim.id.casefold())
        if claim.locator.sentence is not None:
            self._places.add(_place(claim.locator))
        self._prints.update(_prints(claim))

    def has(self, claim: Claim) -> bool:
        return (
            claim.id.casefold() in self._ids
            or _place(claim.locator) in self._places
            or not self._prints.isdisjoint(_prints(claim))
        )


def _place(locator: Locator) -> Locator:
    """A sentence, whatever the clause, and on whatever page it came to stand."""
    return replace(locator, section=_section(locator.section), clause="", page="")


def _prints(claim: Claim) -> set[str]:
    """Fingerprints of the words in the claim's own work."""
    return {
        (fingerprint(each.quote) if each.quote else each.fingerprint).sha256  # type: ignore[union-attr]
        for each in claim.excerpts
        if each.work == claim.work and (each.quote or each.fingerprint)
    }


def _draft(
    sentence: Sentence,
    groups: Sequence[CitationGroup],
    work: Citekey,
    keys: Mapping[int, Citekey],
    at: Selectors,
    step: Step,
) -> Claim:
    found = replace(sentence.locator, section=_section(sentence.locator.section))
    locator = replace(found, page=at.page)
    id_ = ClaimId(f"{work}-{found}")
    excerpt = Excerpt(
        id=ExcerptId(f"{id_}-x1"),
        claim=id_,
        work=work,
        quote=at.quote,
        prefix=at.prefix,
        suffix=at.suffix,
        start=at.start,
        end=at.end,
        page=at.page,
        text_sha256=at.text_sha256,
        found_by=str(step),
    )
    raws = " ".join(dict.fromkeys(group.raw for group in groups))
    return Claim(
        id=id_,
        work=work,
        statement=f"{TO_BE_WORDED}: what {found} says, citing {raws}.",
        locator=locator,
        citations=_citations(groups, keys),
        figures=_figures(sentence),
        excerpts=(excerpt,),
        note=_note(groups, keys),
        is_draft=True,
    )


def _section(name: str) -> str:
    """A section's name as a place and an id can hold it: no hyphens, no spaces, not too long."""
    return _NO_ID.sub("_", name).strip("_")[:_LONGEST_SECTION]


def _citations(
    groups: Sequence[CitationGroup], keys: Mapping[int, Citekey]
) -> tuple[Citation, ...]:
    found = [
        Citation(
            work=keys[each.reference],
            number=each.number,
            group=group.group,
            through_range=each.through_range,
        )
        for group in groups
        for each in group.cited
        if each.reference is not None and each.reference in keys
    ]
    return tuple(dict.fromkeys(found))


def _note(groups: Sequence[CitationGroup], keys: Mapping[int, Citekey]) -> str:
    lost = [
        each.label
        for group in groups
        for each in group.cited
        if each.reference is None or each.reference not in keys
    ]
    return f"Cited as well, and no work here: {', '.join(dict.fromkeys(lost))}." if lost else ""


def _figures(sentence: Sentence) -> tuple[Figure, ...]:
    return tuple(found.figure for found in find_figures(sentence.text) if not found.kind.is_time)
