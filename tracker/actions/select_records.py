"""Find the works and claims a selection means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches

from bib.works import Work
from evidence.claims import Claim
from evidence.corpus import Corpus
from evidence.selection import Selection, selected_claims, selected_works
from tracker.errors import UnknownRecordError
from tracker.library import Library

_ALL = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """What was meant, and the corpus it was chosen from."""

    corpus: Corpus
    works: tuple[Work, ...]
    claims: tuple[Claim, ...]


def select_records(library: Library, selection: Selection) -> Selected:
    """Choose works and claims; queries are answered by the index.

    Raises `UnknownRecordError` for a work, limitation or concept the library does not hold, so that
    a mistyped name is not taken for an empty answer.
    """
    with library.reading() as records:
        corpus = records.corpus()
    _check_names(corpus, selection)
    without_queries = replace(selection, queries=())
    works, claims = (
        selected_works(corpus, without_queries),
        selected_claims(corpus, without_queries),
    )
    for query in selection.queries:
        found = {(hit.type, hit.id) for hit in library.search(query, limit=_ALL).hits}
        works = [work for work in works if ("work", work.key) in found]
        claims = [claim for claim in claims if ("claim", claim.id) in found]
    return Selected(corpus=corpus, works=tuple(works), claims=tuple(claims))


def _check_names(corpus: Corpus, selection: Selection) -> None:
    keys = {name.casefold() for work in corpus.works for name in (work.key, *work.aliases)}
    limitations = {limitation.id.casefold() for limitation in corpus.limitations}
    concepts = {concept.id.casefold() for concept in corpus.concepts}
    for what, wanted, known in (
        ("work", selection.works, keys),
        ("limitation", selection.limitations, limitations),
        ("concept", selection.concepts, concepts),
    ):
        for name in wanted:
            if name.casefold() not in known:
                raise UnknownRecordError(what, name, tuple(get_close_matches(name, known, n=3)))
