"""Groups of an annotated bibliography: by limitation or by year."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.annotations import Annotation
from evidence.corpus import Corpus


def by_limitation(
    corpus: Corpus, annotations: Iterable[Annotation]
) -> list[tuple[str, list[Annotation]]]:
    """A group a limitation, in the corpus's order; works that serve none come last."""
    members = list(annotations)
    groups = [
        (
            f"{limitation.id}. {limitation.title}",
            [each for each in members if limitation.id in each.limitations],
        )
        for limitation in corpus.limitations
    ]
    rest = [each for each in members if not each.limitations]
    return [group for group in [*groups, ("No limitation", rest)] if group[1]]


def by_year(annotations: Iterable[Annotation]) -> list[tuple[str, list[Annotation]]]:
    """A group a year, latest first; works without a year come last."""
    groups: dict[int | None, list[Annotation]] = {}
    for annotation in annotations:
        groups.setdefault(annotation.work.year, []).append(annotation)
    years = sorted((year for year in groups if year is not None), reverse=True)
    titled = [(str(year), groups[year]) for year in years]
    return [*titled, ("No year", groups[None])] if None in groups else titled
