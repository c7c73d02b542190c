"""Gather the annotated bibliography of a selection, in groups."""

from __future__ import annotations

from dataclasses import dataclass

from bib.blocks import LooseBlock
from bib.formats.writing import Loss
from bib.works import ReadStatus
from evidence.annotations import Annotation, annotated
from evidence.corpus import About
from evidence.grouping import by_limitation, by_year
from evidence.selection import Selection
from tracker.actions.select_records import select_records
from tracker.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """Annotations in groups, with the counts a reader must see beside them.

    `losses` are the fields left out because an address is withheld.
    """

    about: About
    groups: tuple[tuple[str, list[Annotation]], ...]
    loose: tuple[LooseBlock, ...]
    counts: str
    losses: tuple[Loss, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The citekeys of the works, each once, in the order in which they are written out."""
        return tuple(dict.fromkeys(each.work.key for _, members in self.groups for each in members))


def annotate_works(library: Library, selection: Selection, *, order: str) -> Bibliography:
    """The annotations of the selected works by *limitation* or by *year*."""
    selected = select_records(library, selection)
    everything = annotated(selected.corpus)
    chosen = [everything[work.key] for work in selected.works]
    groups = by_year(chosen) if order == "year" else by_limitation(selected.corpus, chosen)
    return Bibliography(
        about=selected.corpus.about,
        groups=tuple(groups),
        loose=tuple(item for item in selected.corpus.bibliography if isinstance(item, LooseBlock)),
        counts=_counts(chosen),
        losses=selected.losses(),
    )


def _counts(annotations: list[Annotation]) -> str:
    pairs = sum(len(each.uses) for each in annotations)
    compared = sum(1 for each in annotations for use in each.uses if use.verdicts)
    unread = [each.work.key for each in annotations if each.work.read_status is ReadStatus.NONE]
    partly = sum(
        1 for each in annotations if each.work.read_status not in {ReadStatus.NONE, ReadStatus.FULL}
    )
    claims = sum(len(each.reports) for each in annotations)
    return (
        f"Works: {len(annotations):,}, of which {partly:,} were read only in part or at second "
        f"hand and {len(unread):,} not at all. Claims taken from them: {claims:,}. Pairs of claim "
        f"and cited work: {pairs:,}, of which {compared:,} have a verdict."
    )
