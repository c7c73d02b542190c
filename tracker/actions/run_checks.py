"""Run checks over a library, and say in which corpus file each finding stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from evidence.baselines import Mark, set_apart
from evidence.checking import CheckReport, run
from evidence.checks import CHECKS
from evidence.corpus import Corpus
from evidence.holdings import Holdings, LogState
from tracker.actions.visible import visible_corpus
from tracker.corpora.file_names import file_name
from tracker.library import Library
from tracker.storage.log import verify_log
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLibrary:
    """The report, and for each subject the file of the corpus form in which it stands."""

    report: CheckReport
    files: Mapping[str, str]


def run_checks(
    library: Library, *, now: datetime, only: Collection[str] = (), baseline: Iterable[Mark] = ()
) -> CheckedLibrary:
    """Run the named checks, or all, on one consistent state of the library.

    Findings of the baseline are set apart as known.
    """
    with library.reading() as records:
        corpus = visible_corpus(library, records)
        texts = records.text_digests()
        log = _log_state(records)
    holdings = Holdings.of(corpus, texts=texts, log=log, today=now.date())
    report = set_apart(run(CHECKS, holdings, today=now.date(), only=only), baseline)
    subjects = [finding.subject for finding in report.findings]
    subjects += [finding.subject for finding in report.known]
    subjects += [finding.subject for finding, _ in report.waived]
    return CheckedLibrary(report=report, files=_files(subjects, corpus))


def _log_state(records: Records) -> LogState:
    entries = records.log()
    fault = verify_log(entries, head=records.head()[0])
    if fault is None:
        return LogState(entries=len(entries))
    return LogState(entries=len(entries), broken_at=fault.seq, why=fault.why)


def _files(subjects: Collection[str], corpus: Corpus) -> dict[str, str]:
    files = {str(work.key): "works.bib" for work in corpus.works}
    files |= {claim.id: f"claims/{file_name(claim.work)}" for claim in corpus.claims}
    files |= {node.id: f"chains/{file_name(node.limitation)}" for node in corpus.nodes}
    files |= {each.id: f"chains/{file_name(each.id)}" for each in corpus.limitations}
    files |= {concept.id: "concepts.yaml" for concept in corpus.concepts}
    files |= {matrix.id: "matrix.yaml" for matrix in corpus.matrices}
    files |= {response.id: "responses.yaml" for response in corpus.responses}
    return {subject: files.get(subject) or _file_of_pair(subject, files) for subject in subjects}


def _file_of_pair(subject: str, files: Mapping[str, str]) -> str:
    """The file of a subject of several parts: a verdict, a cell, or a link."""
    first, sign, _ = subject.partition(" × ")
    if sign:
        return "matrix.yaml" if files.get(first) == "concepts.yaml" else "verdicts.yaml"
    ends = [files[word] for word in subject.split() if files.get(word, "").startswith("chains/")]
    return ends[0] if ends else "links.yaml" if len(subject.split()) == 3 else "corpus.yaml"
