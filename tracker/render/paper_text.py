"""A paper taken apart, as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bib.works import Work
from evidence.claims import Claim
from evidence.reading.matched_references import MatchedReference
from evidence.reading.paper import Paper
from tracker.render.anchors_text import cut
from tracker.render.lists import clean, columns, counted


def paper_text(paper: Paper, references: Sequence[MatchedReference], *, width: int) -> str:
    """Title, outline, and the reference list with the works that are meant."""
    blocks = [
        clean(paper.title),
        columns([(each.number, each.title) for each in paper.sections], width=width),
        columns([_reference_row(each) for each in references], width=width),
    ]
    return "\n\n".join(block for block in blocks if block)


def counts_text(paper: Paper, references: Iterable[MatchedReference]) -> str:
    """How much of everything there is, on one line."""
    listed = list(references)
    known = sum(each.key is not None for each in listed)
    return (
        f"{counted(len(paper.sections), 'section')}, {counted(len(paper.sentences), 'sentence')}, "
        f"{counted(len(paper.citations), 'citation')}, {counted(len(listed), 'reference')}, "
        f"{known:,} of them works at hand."
    )


def taken_rows(works: Iterable[Work], claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Each new work and each draft with what it is."""
    for work in works:
        yield work.key, f"new work: {cut(work.title or work.note)}"
    for claim in claims:
        numbers = ", ".join(str(each.number or each.work) for each in claim.citations)
        words = claim.excerpts[0].quote if claim.excerpts else claim.statement
        yield claim.id, f"draft, cites {numbers or 'no work at hand'}: “{cut(words)}”"


def _reference_row(matched: MatchedReference) -> tuple[str, str, str]:
    reference = matched.reference
    name = f"[{reference.number}]" if reference.number is not None else reference.label or "–"
    return name, matched.key or "–", cut(reference.raw)
