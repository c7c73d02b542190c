"""Search the library and dress each hit with title and highlights."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bib.latex import latex_to_unicode
from bib.short_names import short_reference
from bib.works import Work
from evidence.claims import Claim
from evidence.texts import Text
from evidence.withholding import (
    claims_as_shown,
    text_as_shown,
    withheld_among,
    work_as_shown,
)
from tracker.actions.visible import refuse_to_tell
from tracker.search.asking import SearchAnswer, ask
from tracker.search.engine import Hit
from tracker.search.highlights import Fragment, highlights, marked_whole
from tracker.search.long_texts import text_highlights
from tracker.search.query import parse_query
from tracker.search.tree import Query
from tracker.search.whoosh_engine import WhooshEngine
from tracker.settings import INDEX_FOLDER, load_settings
from tracker.storage.glance import GlanceError, glance
from tracker.storage.text_rows import ShownText

if TYPE_CHECKING:
    # The library loads the database toolkit, which a quick search is made to do without.
    from tracker.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One hit as a person sees it; `work` is the citekey of the work it belongs to.

    `heading` is the title with its matches, `highlights` are those in the rest of its text; `pages`
    are the labels of the pages that they stand on, where the hit is a text that has pages.
    """

    type: str
    id: str
    score: float
    title: str
    work: str
    heading: Fragment
    highlights: tuple[Fragment, ...]
    pages: tuple[str, ...] = ()

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """Everything with a match in it, the title first."""
        is_matched = any(is_match for _, is_match in self.heading.pieces)
        return ((self.heading,) if is_matched else ()) + self.highlights


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchReport:
    """Hits best first; `is_relaxed` tells that no record held all words and some were let go."""

    query: str
    total: int
    suggestion: str | None
    is_relaxed: bool
    hits: tuple[SearchHit, ...]


class Shelf(Protocol):
    """Where records are taken from that were found: those of a library, or a glance into it."""

    def works(self, keys: Iterable[str]) -> list[Work]:
        """The works of these keys."""

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids."""

    def has_withheld(self) -> bool:
        """Whether the address of any work is withheld."""

    def shown_texts(self, hashes: list[str]) -> list[ShownText]:
        """The words and works of the texts of these files."""


def search_library(
    library: Library, query: str, *, kinds: Collection[str] | None = None, limit: int = 20
) -> SearchReport:
    """Ask the index, then read the hits' records for titles and highlights.

    `kinds` are any of *work*, *claim*, *text*; `None` means all. A hit whose record is gone since
    is left out. An index that is behind is mended first. Raises `BlindReviewError`.
    """
    refuse_to_tell(library.settings, parse_query(query))
    answer = library.search(query, kinds=kinds, limit=limit)
    with library.reading() as records:
        return _report(query, answer, records)


def search_quickly(
    root: Path, query: str, *, kinds: Collection[str] | None = None, limit: int = 20
) -> SearchReport | None:
    """The same without opening the library whole, where its database is of the usual form.

    `None` where that is not so, or where the index has to be mended first. Raises
    `NotALibraryError`, `BadSettingsError`, `BlindReviewError`.
    """
    settings = load_settings(root)
    refuse_to_tell(settings, parse_query(query))
    try:
        with glance(root, settings) as seen:
            if seen is None:
                return None
            with closing(WhooshEngine.open(root / INDEX_FOLDER)) as engine:
                if engine.generation != seen.generation():
                    return None
                return _report(query, ask(engine, query, kinds=kinds, limit=limit), seen)
    except GlanceError:
        return None


def _report(query: str, answer: SearchAnswer, shelf: Shelf) -> SearchReport:
    ids: dict[str, list[str]] = {"work": [], "claim": [], "text": []}
    for hit in answer.hits:
        ids[hit.type].append(hit.id)
    shown = {**_records(shelf, ids["work"], ids["claim"]), **_texts(shelf, ids["text"])}
    dressed = (
        _dressed(hit, shown[hit.type, hit.id], answer.query)
        for hit in answer.hits
        if (hit.type, hit.id) in shown
    )
    return SearchReport(
        query=query,
        total=answer.total,
        suggestion=answer.suggestion,
        is_relaxed=answer.is_relaxed,
        hits=tuple(dressed),
    )


def _records(
    shelf: Shelf, keys: list[str], ids: list[str]
) -> dict[tuple[str, str], Work | Claim | _Shown]:
    """Works and claims by type and id, without addresses that are withheld."""
    works, claims = shelf.works(keys), shelf.claims(ids)
    withheld = withheld_among(shelf.works({claim.work for claim in claims}))
    shown_works = {("work", str(work.key)): work_as_shown(work) for work in works}
    shown_claims = {("claim", str(each.id)): each for each in claims_as_shown(claims, withheld)}
    return {**shown_works, **shown_claims}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text with the first work that has it.

    It is without addresses if any are withheld: a text may give those of the works it cites.
    """

    text: Text
    work: Work


def _texts(shelf: Shelf, hashes: list[str]) -> dict[tuple[str, str], Work | Claim | _Shown]:
    found = shelf.shown_texts(hashes) if hashes else []
    works = {work.key: work for work in shelf.works({key for each in found for key in each.works})}
    shown: dict[tuple[str, str], Work | Claim | _Shown] = {}
    is_covered = bool(found) and shelf.has_withheld()
    for each in found:
        owners = [works[key] for key in each.works if key in works]
        if owners:
            text = text_as_shown(each.text) if is_covered else each.text
            shown["text", each.sha256] = _Shown(text, work_as_shown(owners[0]))
    return shown


def _dressed(hit: Hit, record: Work | Claim | _Shown, query: Query) -> SearchHit:
    found: list[Fragment] = []
    pages: list[str] = []
    if isinstance(record, _Shown):
        title, work = short_reference(record.work), record.work.key
        for placed in text_highlights(record.text.content, query):
            found.append(placed.fragment)
            page = record.text.page_at(placed.start)
            pages.append(page.name if page else "")
    elif isinstance(record, Claim):
        title, work = record.statement, record.work
        found = highlights(record.note, query)
    else:
        title, work = short_reference(record), record.key
        abstract = latex_to_unicode(record.fields.get("abstract", ""))
        found = highlights(f"{abstract} {record.gist} {record.note}", query)
    return SearchHit(
        type=hit.type,
        id=hit.id,
        score=hit.score,
        title=title,
        work=work,
        heading=marked_whole(title, query),
        highlights=tuple(found),
        pages=tuple(pages) if any(pages) else (),
    )
