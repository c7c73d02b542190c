"""Selections: which works and claims a person means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bib.standing import Standing, gravest
from bib.works import LinkPolicy, ReadStatus, Work
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.verdicts import Verdict, VerdictState

VERDICT_STATES: tuple[str, ...] = tuple(state.replace(" ", "-") for state in VerdictState)
STATES: tuple[str, ...] = (
    *(f"read-{status}" for status in ReadStatus),
    *(str(standing) for standing in Standing),
    "warn",
    "withhold",
    "cited",
    "uncited",
    "ambiguous",
    "disputed",
    "withdrawn",
    "draft",
    "unverified",
    *VERDICT_STATES,
)
"""Every state that a work or a claim can be in, as the option `--state` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Words of one option are alternatives; different options must all hold. Empty means all.

    `queries` are in the search language and are answered by the library, not here.
    """

    works: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing was asked for in particular."""
        return self == Selection()


def work_states(work: Work) -> frozenset[str]:
    """The states a work is in: how far read, how it stands, whether its address is withheld."""
    states = {f"read-{work.read_status}"}
    standing = gravest(work.standing)
    if standing:
        states.add(str(standing))
    if work.link_policy is not LinkPolicy.OPEN:
        states.add(str(work.link_policy))
    return frozenset(states)


def claim_states(claim: Claim, verdicts: Iterable[Verdict] = ()) -> frozenset[str]:
    """The states a claim is in; `verdicts` are those given on it.

    It is unverified if nobody has compared it with one of the works it cites.
    """
    given = list(verdicts)
    states = {f"read-{claim.read_status}", "cited" if claim.citations else "uncited"}
    states |= {verdict.state.replace(" ", "-") for verdict in given}
    if {citation.work for citation in claim.citations} - {verdict.work for verdict in given}:
        states.add("unverified")
    if any(figure.is_disputed for figure in claim.figures):
        states.add("disputed")
    if claim.is_withdrawn:
        states.add("withdrawn")
    if claim.is_draft:
        states.add("draft")
    if any(citation.is_ambiguous for citation in claim.citations):
        states.add("ambiguous")
    return frozenset(states)


def limitations_of_claims(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Claim id → the limitations whose nodes rest on it, in the corpus's order."""
    found: dict[str, dict[str, None]] = {}
    for node in corpus.nodes:
        for claim in node.claims:
            found.setdefault(claim, {})[node.limitation] = None
    return {claim: tuple(limitations) for claim, limitations in found.items()}


def selected_claims(corpus: Corpus, selection: Selection) -> list[Claim]:
    """The claims that meet every option but `queries`, in the corpus's order."""
    limitations = limitations_of_claims(corpus)
    verdicts = _verdicts_by_claim(corpus)
    return [
        claim
        for claim in corpus.claims
        if _meets(selection.works, {claim.work})
        and _meets(selection.limitations, limitations.get(claim.id, ()))
        and _meets(selection.concepts, concepts_of(claim))
        and _meets(selection.kinds, {claim.kind})
        and _meets(selection.states, claim_states(claim, verdicts.get(claim.id, ())))
    ]


def selected_works(
    corpus: Corpus, selection: Selection, *, filed: Mapping[str, Collection[str]] | None = None
) -> list[Work]:
    """The works that meet every option but `queries`, in the corpus's order.

    A work serves a limitation if a claim in its chain cites it or states it, or if a node carries
    it over; it is about a concept if a claim of it or a claim citing it is, or if it is `filed`
    under it elsewhere. A state may be the work's own or that of a verdict on it.
    """
    limitations = limitations_by_work(corpus)
    concepts = _concepts_by_work(corpus)
    for key, names in (filed or {}).items():
        concepts.setdefault(key, set()).update(names)
    verdicts: dict[str, set[str]] = {}
    for verdict in corpus.verdicts:
        verdicts.setdefault(verdict.work, set()).add(verdict.state.replace(" ", "-"))
    return [
        work
        for work in corpus.works
        if _meets(selection.works, {work.key, *work.aliases})
        and _meets(selection.limitations, limitations.get(work.key, ()))
        and _meets(selection.concepts, concepts.get(work.key, ()))
        and _meets(selection.kinds, {work.type})
        and _meets(selection.states, work_states(work) | verdicts.get(work.key, set()))
    ]


def _meets(wanted: tuple[str, ...], present: Collection[str]) -> bool:
    if not wanted:
        return True
    folded = {word.casefold() for word in present}
    return any(word.casefold().replace(" ", "-") in folded for word in wanted)


def _verdicts_by_claim(corpus: Corpus) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {}
    for verdict in corpus.verdicts:
        found.setdefault(verdict.claim, []).append(verdict)
    return found


def concepts_of(claim: Claim) -> set[str]:
    """All concepts of a claim, its kind and population among them."""
    concepts = set(claim.concepts)
    concepts |= {f"kind/{claim.kind}"} if claim.kind else set()
    concepts |= {f"population/{claim.population}"} if claim.population else set()
    return concepts


def limitations_by_work(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Citekey → the limitations whose chains cite, state or carry over that work."""
    by_claim = limitations_of_claims(corpus)
    found: dict[str, dict[str, None]] = {}
    for claim in corpus.claims:
        for key in (claim.work, *(citation.work for citation in claim.citations)):
            found.setdefault(key, {}).update(dict.fromkeys(by_claim.get(claim.id, ())))
    for node in corpus.nodes:
        for key in node.carried:
            found.setdefault(key, {})[node.limitation] = None
    return {key: tuple(limitations) for key, limitations in found.items()}


def _concepts_by_work(corpus: Corpus) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for claim in corpus.claims:
        for key in (claim.work, *(citation.work for citation in claim.citations)):
            found.setdefault(key, set()).update(concepts_of(claim))
    return found
