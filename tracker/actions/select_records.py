"""Find the works and claims a selection means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bib.formats.writing import Loss
from bib.works import Work
from evidence.chains import Limitation
from evidence.claims import Claim
from evidence.concepts import Concept
from evidence.corpus import Corpus
from evidence.selection import (
    STATES,
    Selection,
    concepts_of,
    limitations_by_work,
    limitations_of_claims,
    selected_claims,
    selected_works,
)
from evidence.withholding import as_shown, fields_left_out
from tracker.actions.near_names import near_names
from tracker.actions.visible import refuse_to_tell, visible_corpus
from tracker.actions.zotero_collections import SCHEME, collections_by_work
from tracker.errors import UnknownRecordError
from tracker.library import Library
from tracker.search.query import parse_query

_ALL = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What was meant, and the corpus it was chosen from; withheld addresses stand in none of it.

    `left_out` names, for each work of which something is withheld, the fields concerned.
    """

    corpus: Corpus
    works: tuple[Work, ...]
    claims: tuple[Claim, ...]
    left_out: Mapping[str, tuple[str, ...]]

    def losses(self) -> tuple[Loss, ...]:
        """What is withheld of the selected works, field by field."""
        why = "left out, since the address of this work is withheld"
        return tuple(
            Loss(key=work.key, field=field, why=why)
            for work in self.works
            for field in self.left_out.get(work.key, ())
        )


def select_records(library: Library, selection: Selection) -> Selected:
    """Choose works and claims; queries are answered by the index.

    Raises `UnknownRecordError` for a work, limitation, concept, kind or state the library does not
    know, so that a mistyped name is not taken for an empty answer.
    """
    with library.reading() as records:
        stored = visible_corpus(library, records)
        filed = collections_by_work(records) if _asks_for_collections(selection) else {}
    corpus = as_shown(stored)
    _check_names(corpus, selection)
    selection = replace(selection, works=_present_keys(corpus, selection.works))
    works = selected_works(corpus, selection, filed=filed)
    claims = selected_claims(corpus, selection)
    for query in selection.queries:
        refuse_to_tell(library.settings, parse_query(query))
        found = {(hit.type, hit.id) for hit in library.search(query, limit=_ALL).hits}
        works = [work for work in works if ("work", work.key) in found]
        claims = [claim for claim in claims if ("claim", claim.id) in found]
    return Selected(
        corpus=corpus,
        works=tuple(works),
        claims=tuple(claims),
        left_out={work.key: left for work in stored.works if (left := fields_left_out(work))},
    )


def select_limitations(library: Library, selection: Selection) -> tuple[Limitation, ...]:
    """The limitations that the selected claims carry, or that the works asked for serve."""
    selected = select_records(library, selection)
    if selection.is_everything:
        return selected.corpus.limitations
    by_claim = limitations_of_claims(selected.corpus)
    by_work = limitations_by_work(selected.corpus) if selection.works else {}
    serving = {name for claim in selected.claims for name in by_claim.get(claim.id, ())}
    serving |= {name for work in selected.works for name in by_work.get(work.key, ())}
    return tuple(
        each
        for each in selected.corpus.limitations
        if each.id in serving and _is_asked_for(each.id, selection.limitations)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptUse:
    """A concept, and how many of the selected claims are about it and works filed under it."""

    concept: Concept
    claims: int
    works: int = 0


def select_concepts(
    library: Library, selection: Selection
) -> tuple[Corpus, tuple[ConceptUse, ...]]:
    """The corpus, and the concepts of the selected claims; without a selection, all."""
    selected = select_records(library, selection)
    with library.reading() as records:
        filed = collections_by_work(records, selected.works)
    uses = Counter(concept for claim in selected.claims for concept in concepts_of(claim))
    works = Counter(concept for concepts in filed.values() for concept in concepts)
    return selected.corpus, tuple(
        ConceptUse(concept=each, claims=uses[each.id], works=works[each.id])
        for each in selected.corpus.concepts
        if (selection.is_everything or uses[each.id] or works[each.id])
        and _is_asked_for(each.id, selection.concepts)
    )


def _asks_for_collections(selection: Selection) -> bool:
    return any(each.casefold().startswith(f"{SCHEME.id}/") for each in selection.concepts)


def _is_asked_for(name: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or name.casefold() in {each.casefold() for each in wanted}


def _check_names(corpus: Corpus, selection: Selection) -> None:
    kinds = {claim.kind for claim in corpus.claims} | {work.type for work in corpus.works}
    kinds |= {each.id.partition("/")[2] for each in corpus.concepts if each.scheme == "kind"}
    for what, wanted, known in (
        ("work", selection.works, {name for work in corpus.works for name in _names(work)}),
        ("limitation", selection.limitations, {each.id for each in corpus.limitations}),
        ("concept", selection.concepts, {each.id for each in corpus.concepts}),
        ("kind", selection.kinds, kinds - {""}),
        ("state", [name.replace(" ", "-") for name in selection.states], set(STATES)),
    ):
        folded = {name.casefold() for name in known}
        for name in wanted:
            if name.casefold() not in folded:
                raise UnknownRecordError(what, name, near_names(name, known))


def _names(work: Work) -> tuple[str, ...]:
    return (work.key, *work.aliases)


def _present_keys(corpus: Corpus, names: tuple[str, ...]) -> tuple[str, ...]:
    """The citekeys that works have now, for keys and older keys in any case."""
    present = {name.casefold(): work.key for work in corpus.works for name in work.aliases}
    present |= {work.key.casefold(): work.key for work in corpus.works}
    return tuple(present[name.casefold()] for name in names)
