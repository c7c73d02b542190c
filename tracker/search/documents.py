"""Documents made from works, claims and texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bib.latex import latex_to_unicode
from bib.withholding import with_addresses_covered
from bib.works import LinkPolicy, Work
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.selection import (
    claim_states,
    concepts_of,
    limitations_by_work,
    limitations_of_claims,
    work_states,
)
from evidence.verdicts import Verdict
from evidence.withholding import as_shown
from tracker.search.document import CLAIM, TEXT, WORK, Document

_CONTAINERS = ("journal", "journaltitle", "booktitle", "series", "eventtitle")
_MAKERS = ("publisher", "school", "institution", "organization")
_PARAGRAPH = re.compile(r"\n\s*\n")
_PROSE = ("subtitle", "abstract", "keywords", "annotation", "annote")


def work_document(
    work: Work,
    *,
    cites: Iterable[str] = (),
    limitations: Iterable[str] = (),
    concepts: Iterable[str] = (),
    verdicts: Iterable[Verdict] = (),
) -> Document:
    """The document of a work.

    `cites` are the works its claims cite, `verdicts` those given on it as a cited work. The address
    of a withheld work is not searched.
    """
    names = tuple(str(name) for name in (*work.authors, *work.editors))
    shows_address = work.link_policy is not LinkPolicy.WITHHOLD
    states = work_states(work) | {verdict.state for verdict in verdicts}
    passages = (
        *names,
        *_fields(work, (*_CONTAINERS, *_MAKERS, *_PROSE)),
        work.gist,
        work.note,
        *(work.ids.values() if shows_address else ()),
        work.key,
        *work.aliases,
    )
    return Document(
        type=WORK,
        id=work.key,
        title=work.title,
        body=_said(passages),
        authors=names,
        year=work.year,
        kinds=(work.type,),
        cites=tuple(cites),
        limitations=tuple(limitations),
        concepts=tuple(concepts),
        works=(work.key, *work.aliases),
        states=tuple(sorted(states | ({"withheld"} if not shows_address else set()))),
    )


def claim_document(
    claim: Claim,
    *,
    work: Work | None = None,
    limitations: Iterable[str] = (),
    verdicts: Iterable[Verdict] = (),
) -> Document:
    """The document of a claim; it is found by its work's authors, year and standing as well.

    `unverified` is the state of a claim with a citation on which nobody has given a verdict.
    """
    given = list(verdicts)
    states = set(claim_states(claim, given))
    if {citation.work for citation in claim.citations} - {verdict.work for verdict in given}:
        states.add("unverified")
    if work:
        states |= {str(signal.state) for signal in work.standing}
    figures = (f"{figure} {figure.subject}" for figure in claim.figures)
    quotes = (excerpt.quote for excerpt in claim.excerpts)
    return Document(
        type=CLAIM,
        id=claim.id,
        body=_said((claim.statement, *figures, *quotes, claim.note, claim.id)),
        authors=tuple(str(name) for name in work.authors) if work else (),
        year=work.year if work else None,
        kinds=(claim.kind,) if claim.kind else (),
        cites=tuple(citation.work for citation in claim.citations),
        limitations=tuple(limitations),
        concepts=tuple(sorted(concepts_of(claim))),
        works=(work.key, *work.aliases) if work else (claim.work,),
        states=tuple(sorted(states)),
    )


def text_document(id: str, content: str, *, works: Sequence[Work]) -> Document:  # noqa: A002
    """The document of an attached text, found by title, authors and year of its works as well.

    There is at least one work. Addresses in a text are not searched: they may be those of works
    whose address is withheld, which the text cites.
    """
    content = with_addresses_covered(content)
    first = works[0]
    return Document(
        type=TEXT,
        id=id,
        title=first.title,
        body=_said(_PARAGRAPH.split(content)),
        authors=tuple(dict.fromkeys(str(name) for work in works for name in work.authors)),
        year=first.year,
        kinds=tuple(dict.fromkeys(work.type for work in works)),
        works=tuple(name for work in works for name in (work.key, *work.aliases)),
        states=tuple(sorted(frozenset().union(*map(work_states, works)))),
    )


def corpus_documents(corpus: Corpus) -> Iterator[Document]:
    """The documents of all works and claims, works first, in the corpus's order."""
    # A word of a withheld address must not come back as a suggestion.
    corpus = as_shown(corpus)
    of_claims, of_works = limitations_of_claims(corpus), limitations_by_work(corpus)
    works = {work.key: work for work in corpus.works}
    cites: dict[str, dict[str, None]] = {}
    concepts: dict[str, set[str]] = {}
    for claim in corpus.claims:
        for citation in claim.citations:
            cites.setdefault(claim.work, {})[citation.work] = None
        for key in (claim.work, *(citation.work for citation in claim.citations)):
            concepts.setdefault(key, set()).update(concepts_of(claim))
    on_claim: dict[str, list[Verdict]] = {}
    on_work: dict[str, list[Verdict]] = {}
    for verdict in corpus.verdicts:
        on_claim.setdefault(verdict.claim, []).append(verdict)
        on_work.setdefault(verdict.work, []).append(verdict)
    for work in works.values():
        yield work_document(
            work,
            cites=cites.get(work.key, ()),
            limitations=of_works.get(work.key, ()),
            concepts=sorted(concepts.get(work.key, ())),
            verdicts=on_work.get(work.key, ()),
        )
    for claim in corpus.claims:
        yield claim_document(
            claim,
            work=works.get(claim.work),
            limitations=of_claims.get(claim.id, ()),
            verdicts=on_claim.get(claim.id, ()),
        )


def _fields(work: Work, names: Iterable[str]) -> Iterator[str]:
    return (latex_to_unicode(work.fields[name]) for name in names if name in work.fields)


def _said(passages: Iterable[str]) -> tuple[str, ...]:
    return tuple(passage for passage in passages if passage)
