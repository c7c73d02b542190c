"""Writing a corpus folder: every record in its canonical text, whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bib.formats.bibtex import write_bibtex
from bib.works import Work
from evidence.corpus import Corpus
from evidence.reviewing.bindings import Wording, changed_wordings
from evidence.withholding import as_shown
from tracker.corpora import corpus_files as files
from tracker.corpora import forms
from tracker.corpora.corpus_folder import replace_files
from tracker.corpora.file_names import file_name
from tracker.corpora.form_order import homes_of_links, in_form_order
from tracker.corpora.record_form import Form
from tracker.corpora.withheld import shown
from tracker.corpora.yaml_text import record_text, single_text
from tracker.errors import UnwritableCorpusError

R = TypeVar("R")


def write_corpus(corpus: Corpus, folder: Path) -> list[Path]:
    """Write a corpus into a folder and name the files it now has, in the form's order.

    Files of the form that this corpus does not need are removed; others are left alone. Raises
    `NotACorpusFolderError`, `UnwritableCorpusError`, `UnwritableFileError`.
    """
    return replace_files(folder, corpus_texts(corpus))


def corpus_texts(corpus: Corpus) -> dict[str, str]:
    """The text of every file of a corpus by its name, in the form's order; none is empty."""
    ordered = in_form_order(_without_withheld(corpus))
    _refuse_twins(ordered)
    links = _links_by_home(ordered)
    texts = {
        files.ABOUT: single_text(forms.ABOUT.write(ordered.about)),
        files.WORKS: _bibliography(ordered),
        files.EXTRAS: _list(_extras(ordered)),
        **_claims(ordered),
        files.EXCERPTS: _list(_each(forms.WAITING_EXCERPT, ordered.waiting_excerpts)),
        **_chains(ordered, links),
        files.LINKS: _list(links[""]),
        files.CONCEPTS: _list(_concepts(ordered)),
        files.MATRIX: _list(_matrices(ordered)),
        files.RESPONSES: _list(_each(forms.RESPONSE, ordered.responses)),
        files.VERDICTS: _list(_each(forms.VERDICT, ordered.verdicts)),
        files.WORDINGS: _list(_each(forms.WORDING, _changed_wordings(ordered))),
        files.WAIVERS: _list(_each(forms.WAIVER, ordered.waivers)),
    }
    for name, text in texts.items():
        if len(text) > files.most_bytes(name) // 4 and len(text.encode()) > files.most_bytes(name):
            raise UnwritableCorpusError(f"so much in {name}", "nobody could read the file back")
    return {name: text for name, text in texts.items() if text}


def _without_withheld(corpus: Corpus) -> Corpus:
    """The corpus without the addresses that are withheld, also where a claim or verdict has one."""
    bibliography = (shown(item) if isinstance(item, Work) else item for item in corpus.bibliography)
    return replace(as_shown(corpus), bibliography=tuple(bibliography))


def _list(records: Iterable[str]) -> str:
    return "\n".join(records)


def _each(form: Form[R], records: Iterable[R]) -> Iterator[str]:
    return (record_text(form.write(record)) for record in records)


def _changed_wordings(corpus: Corpus) -> Iterator[Wording]:
    return changed_wordings(corpus.wordings, corpus.claims, corpus.verdicts)


def _bibliography(corpus: Corpus) -> str:
    return write_bibtex(corpus.bibliography).text if corpus.bibliography else ""


def _extras(corpus: Corpus) -> Iterator[str]:
    for work in corpus.works:
        record = forms.WORK.write(work)
        if len(record) > 1:
            yield record_text(record)


def _claims(corpus: Corpus) -> dict[str, str]:
    texts = defaultdict(list)
    for claim in corpus.claims:
        texts[claim.work].append(record_text(forms.CLAIM.write(claim)))
    return {f"{files.CLAIMS}/{file_name(work)}": _list(each) for work, each in texts.items()}


def _chains(corpus: Corpus, links: dict[str, list[str]]) -> dict[str, str]:
    nodes = defaultdict(list)
    for node in corpus.nodes:
        nodes[node.limitation].append(record_text(forms.NODE.write(node)))
    texts = {}
    for limitation in corpus.limitations:
        first = record_text(forms.LIMITATION.write(limitation))
        records = [first, *nodes.pop(limitation.id, []), *links[limitation.id]]
        texts[f"{files.CHAINS}/{file_name(limitation.id)}"] = _list(records)
    if nodes:
        lost = next(iter(nodes))
        raise UnwritableCorpusError(f"the nodes of “{lost}”", "there is no limitation of that id")
    return texts


def _links_by_home(corpus: Corpus) -> dict[str, list[str]]:
    home = homes_of_links(corpus.nodes)
    texts: dict[str, list[str]] = defaultdict(list)
    for link in corpus.links:
        texts[home(link)].append(record_text(forms.LINK.write(link)))
    return texts


def _concepts(corpus: Corpus) -> Iterator[str]:
    concepts = defaultdict(list)
    for concept in corpus.concepts:
        concepts[concept.scheme].append(concept)
    for scheme in corpus.schemes:
        yield record_text(forms.SCHEME.write(scheme))
        yield from _each(forms.CONCEPT, concepts.pop(scheme.id, []))
    for orphans in concepts.values():
        yield from _each(forms.CONCEPT, orphans)


def _matrices(corpus: Corpus) -> Iterator[str]:
    for matrix in corpus.matrices:
        yield record_text(forms.MATRIX.write(matrix))
        yield from _each(forms.CELL, matrix.cells)


def _refuse_twins(corpus: Corpus) -> None:
    """Refuse ids that differ only in case: their files would be one on many file systems."""
    _refuse_twins_among("work", (work.key for work in corpus.works))
    evidence = (corpus.claims, corpus.nodes, corpus.limitations)
    _refuse_twins_among("record", (record.id for records in evidence for record in records))


def _refuse_twins_among(what: str, ids: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    for id_ in ids:
        other = seen.setdefault(id_.casefold(), id_)
        if other is not id_:
            raise UnwritableCorpusError(
                f"the {what} “{id_}”", f"there is also “{other}”; they differ in case at most"
            )
