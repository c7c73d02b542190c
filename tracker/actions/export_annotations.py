"""Give excerpts away as web annotations, with nothing that leads to a withheld address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from bib.works import LinkPolicy, Work
from evidence.anchoring.annotated_sources import WORK_NAME
from evidence.anchoring.hypothesis_annotations import hypothesis_rows
from evidence.anchoring.web_annotations import annotation_page
from evidence.excerpts import Excerpt
from evidence.selection import Selection
from evidence.withholding import excerpts_as_shown, withheld_among
from tracker.actions.select_records import Selected, select_records
from tracker.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedAnnotations:
    """The annotations as JSON, and the ids of the excerpts they are of.

    `left_out` are those without words, which the form asked for cannot hold.
    """

    text: str
    excerpts: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def export_annotations(
    library: Library, selection: Selection, *, as_hypothesis: bool = False
) -> ExportedAnnotations:
    """The excerpts of the selected claims, and those that wait, of the selected works.

    They come as W3C Web Annotations, or as rows of Hypothesis.

    The source of each is the DOI of its work, else its address; a work whose address is withheld
    goes by a name that leads nowhere.
    """
    selected = select_records(library, selection)
    sources = {work.key: _source(work) for work in selected.corpus.works}
    withheld = withheld_among(selected.corpus.works)
    excerpts = list(excerpts_as_shown(_excerpts(selected), withheld))
    made = [(each, sources.get(each.work) or _name(each.work)) for each in excerpts]
    page = hypothesis_rows(made) if as_hypothesis else annotation_page(made)
    kept = [each for each in excerpts if each.quote or not as_hypothesis]
    return ExportedAnnotations(
        text=json.dumps(page, ensure_ascii=False, indent=2) + "\n",
        excerpts=tuple(each.id for each in kept),
        left_out=tuple(each.id for each in excerpts if each not in kept),
    )


def _excerpts(selected: Selected) -> Iterator[Excerpt]:
    yield from (each for claim in selected.claims for each in claim.excerpts)
    works = {work.key for work in selected.works}
    yield from (each for each in selected.corpus.waiting_excerpts if each.work in works)


def _source(work: Work) -> str:
    if work.link_policy is LinkPolicy.WITHHOLD:
        return _name(work.key)
    if doi := work.ids.get("doi"):
        return f"https://doi.org/{quote(doi, safe='/:;().-_')}"
    return work.ids.get("url") or _name(work.key)


def _name(key: str) -> str:
    return WORK_NAME + quote(key, safe="")
