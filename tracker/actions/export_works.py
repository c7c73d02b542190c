"""Write works in a format, or the whole library as a corpus folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bib.blocks import LooseBlock
from bib.formats import Format
from bib.formats.writing import Loss, Writing
from evidence.corpus import Corpus
from evidence.selection import Selection
from evidence.withholding import as_shown, fields_left_out
from tracker.actions.select_records import select_records
from tracker.corpora.writing import write_corpus
from tracker.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written (citekeys or files), and what the format could not hold."""

    written: tuple[str, ...]
    losses: tuple[Loss, ...] = ()
    text: str = ""


def export_works(library: Library, selection: Selection, *, target: Format) -> ExportReport:
    """The selected works in a format; those untouched since they came in it, byte for byte.

    Loose blocks (macros, preambles, comments) come along when everything is exported. A work whose
    address is withheld comes without one, and the fields left out are losses.
    """
    selected = select_records(library, selection)
    chosen = {work.key for work in selected.works}
    items = [
        item
        for item in selected.corpus.bibliography
        if (selection.is_everything if isinstance(item, LooseBlock) else item.key in chosen)
    ]
    writing: Writing = getattr(import_module(target.module), target.writer)(items)
    return ExportReport(
        written=tuple(work.key for work in selected.works),
        losses=(*selected.losses(), *writing.losses),
        text=writing.text,
    )


def export_corpus(library: Library, folder: Path) -> ExportReport:
    """Write everything the library knows to a corpus folder, whole or not at all.

    What is withheld of works, and of claims and verdicts on them, is left out and told.
    """
    with library.reading() as records:
        corpus = records.corpus()
    files = write_corpus(corpus, folder)
    return ExportReport(
        written=tuple(str(file) for file in files), losses=tuple(_withheld_of(corpus))
    )


def _withheld_of(corpus: Corpus) -> Iterator[Loss]:
    why = "left out, since the address of this work is withheld"
    shown = as_shown(corpus)
    for work in corpus.works:
        for field in fields_left_out(work):
            yield Loss(key=work.key, field=field, why=why)
    for claim, bare in zip(corpus.claims, shown.claims, strict=True):
        if claim != bare:
            what = f"an address in the claim {claim.id}"
            yield Loss(key=claim.work, field=what, why=why)
    for verdict, bare_verdict in zip(corpus.verdicts, shown.verdicts, strict=True):
        if verdict != bare_verdict:
            what = f"an address in the verdict on {verdict.claim}"
            yield Loss(key=verdict.work, field=what, why=why)
