"""Reading a corpus folder: every record, and every mistake with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from bib.blocks import LooseBlock
from bib.errors import BibError
from bib.formats.bibtex import read_bibtex
from bib.problems import Problem
from bib.works import Citekey, Work
from evidence.chain_loops import find_loop
from evidence.chains import Limitation, LimitationId, Link, Node
from evidence.claims import Claim
from evidence.concepts import Concept, Scheme
from evidence.corpus import About, Corpus
from evidence.excerpts import Excerpt
from evidence.findings import Waiver
from evidence.matrix import Cell, Matrix
from evidence.responses import Response
from evidence.reviewing.bindings import Wording
from evidence.verdicts import Verdict
from tracker.corpora import corpus_files as files
from tracker.corpora import forms
from tracker.corpora.corpus_files import CorpusFiles
from tracker.corpora.file_names import key_of
from tracker.corpora.form_order import in_form_order
from tracker.corpora.ledger import Ledger, Page
from tracker.corpora.plain_yaml import Entries, Items, Text, Value, read_yaml
from tracker.corpora.record_form import Form, Read
from tracker.corpora.withheld import shown

R = TypeVar("R")

# The sorts of ids that each file or folder gives.
_GIVES: Mapping[str, tuple[str, ...]] = {
    files.WORKS: ("work",),
    files.CLAIMS: ("claim",),
    files.CHAINS: ("node",),
    files.CONCEPTS: ("scheme", "concept"),
}

Progress = Callable[[int, int], None]


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusReading:
    """What stands in a corpus folder, in the order of the form, and what is wrong with it.

    A record in which anything had to be refused is not in the corpus.
    """

    corpus: Corpus
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether a problem keeps the corpus from being taken."""
        return any(problem.is_refusal for problem in self.problems)


def read_corpus(folder: Path, progress: Progress = no_progress) -> CorpusReading:
    """Read a corpus folder; `progress` hears how many of its files are done."""
    ledger = Ledger()
    if not (folder / files.ABOUT).is_file():
        what = "This folder is no corpus" if folder.is_dir() else "There is no such folder"
        message = f"{what}: a corpus has a file {files.ABOUT}."
        ledger.page(str(folder / files.ABOUT)).refuse(1, "not-a-corpus", message)
        return CorpusReading(corpus=Corpus(), problems=tuple(ledger.problems))
    here = CorpusFiles(folder, ledger)
    here.warn_of_strangers()
    parts = _Parts(ledger)
    names = here.names()
    for done, name in enumerate(names):
        progress(done, len(names))
        text = here.text(name)
        if text is None or not parts.take(name, text):
            ledger.leave_open(_GIVES.get(name.partition("/")[0], ()))
    ledger.settle()
    progress(len(names), len(names))
    return CorpusReading(corpus=parts.whole(), problems=ledger.in_order(names))


@dataclass(slots=True)
class _Parts:
    """What was read so far; the bibliography comes first, since works.yaml adds to it."""

    ledger: Ledger
    about: About = About()  # noqa: RUF009  a frozen value
    bibliography: list[Work | LooseBlock] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    limitations: list[Limitation] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    links: dict[Link, tuple[Page, int]] = field(default_factory=dict)
    schemes: list[Scheme] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    matrices: list[Matrix] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    waiting_excerpts: list[Excerpt] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)

    def whole(self) -> Corpus:
        """The corpus, once all files are read."""
        self._refuse_loop()
        return in_form_order(
            Corpus(
                about=self.about,
                bibliography=tuple(self.bibliography),
                claims=tuple(self.claims),
                limitations=tuple(self.limitations),
                nodes=tuple(self.nodes),
                links=tuple(self.links),
                schemes=tuple(self.schemes),
                concepts=tuple(self.concepts),
                matrices=tuple(self.matrices),
                responses=tuple(self.responses),
                verdicts=tuple(self.verdicts),
                waivers=tuple(self.waivers),
                waiting_excerpts=tuple(self.waiting_excerpts),
                wordings=tuple(self.wordings),
            )
        )

    def take(self, name: str, text: str) -> bool:
        """Read the text of one file; tell whether it could be read as far as its records."""
        page = self.ledger.page(name)
        if name == files.WORKS:
            return self._take_bibliography(text, page)
        before = self.ledger.refusals
        value = read_yaml(text, page)
        if value is None and self.ledger.refusals > before:
            return False
        self._take_value(name, value, page)
        return True

    def _take_value(self, name: str, value: Value | None, page: Page) -> None:
        part, _, file = name.partition("/")
        if name == files.ABOUT:
            self._take_about(value, page)
        elif value is None:
            return
        elif part == files.CLAIMS:
            self._take_claims(value, page, Citekey(key_of(file)))
        elif part == files.CHAINS:
            self._take_chain(value, page, LimitationId(key_of(file)))
        else:
            self._take_list(name, value, page)

    def _take_list(self, name: str, value: Value, page: Page) -> None:
        take: Mapping[str, Callable[[Value, Page], None]] = {
            files.EXTRAS: self._take_extras,
            files.LINKS: self._take_links,
            files.CONCEPTS: self._take_concepts,
            files.MATRIX: self._take_matrices,
            files.RESPONSES: self._take_responses,
            files.VERDICTS: self._take_verdicts,
            files.WORDINGS: self._take_wordings,
            files.WAIVERS: self._take_waivers,
            files.EXCERPTS: self._take_waiting_excerpts,
        }
        take[name](value, page)

    def _take_about(self, value: Value | None, page: Page) -> None:
        if isinstance(value, Items) and len(value.items) == 1:
            value = value.items[0]
        if value is None:
            page.refuse(1, "missing-key", "The file is empty; write at least “form: 1”.")
            return
        read = forms.ABOUT.read(value, page)
        if read:
            self.about = read.record

    def _take_bibliography(self, text: str, page: Page) -> bool:
        try:
            reading = read_bibtex(text, file=page.file)
        except BibError as error:
            page.refuse(1, "not-a-bibliography", str(error))
            return False
        for problem in reading.problems:
            self.ledger.add(problem)
        for entry in reading.entries:
            self.bibliography.append(entry.item)
            if isinstance(entry.item, Work):
                page.give("work", entry.item.key, entry.line)
        return True

    def _take_extras(self, value: Value, page: Page) -> None:
        works = {
            item.key: (place, item)
            for place, item in enumerate(self.bibliography)
            if isinstance(item, Work)
        }
        for extras in _reads(forms.WORK, value, page):
            key = extras.record.pop("key")
            page.give("record of work", key, extras.line)
            if key in works:
                place, work = works[key]
                whole = replace(work, **extras.record)
                self.bibliography[place] = _without_withheld(whole, page, extras.line)

    def _take_claims(self, value: Value, page: Page, work: Citekey) -> None:
        page.mention("work", work, 1)
        for read in _reads(forms.CLAIM, value, page, work=work):
            self.claims.append(read.record)
            for excerpt in read.record.excerpts:
                page.give("excerpt", excerpt.id, read.line_of("excerpts"))

    def _take_chain(self, value: Value, page: Page, id_: LimitationId) -> None:
        sorts = _sorted_out(value, page, ("limitation", "node", "link"))
        first = next(sorts, None)
        limitation = None
        if first is None or first[0] != "limitation":
            message = f"The first record of this file is to be the limitation “{id_}”."
            page.refuse(value.line, "missing-limitation", message)
        else:
            limitation = self._limitation(first[1], page, id_)
        rest = ([first] if first and first[0] != "limitation" else []) + list(sorts)
        for sort, item in rest:
            if sort == "limitation":
                message = "A file holds one limitation; this is the second. Give it its own file."
                page.refuse(item.line, "second-limitation", message)
            elif sort == "node":
                self._take_node(item, page, id_, limitation)
            else:
                self._take_link(item, page)
        if first and not any(sort == "node" for sort, _ in rest):
            message = f"The limitation “{id_}” has no nodes; nothing would carry it."
            page.refuse(value.line, "no-nodes", message, id_)

    def _limitation(self, value: Value, page: Page, id_: LimitationId) -> Limitation | None:
        read = forms.LIMITATION.read(value, page)
        if read is None:
            return None
        if read.record.id != id_:
            message = (
                f"The limitation is “{read.record.id}” here and “{id_}” by the file's name. "
                "Rename one of them."
            )
            page.refuse(read.line_of("limitation"), "other-limitation", message, read.record.id)
            return None
        self.limitations.append(read.record)
        return read.record

    def _take_node(
        self, value: Value, page: Page, id_: LimitationId, limitation: Limitation | None
    ) -> None:
        read = forms.NODE.read(value, page, limitation=id_)
        if read is None:
            return
        self.nodes.append(read.record)
        legs = [leg.id for leg in limitation.legs] if limitation else []
        if limitation and read.record.leg and read.record.leg not in legs:
            message = (
                f"The limitation “{id_}” has no leg “{read.record.leg}”; "
                f"it has: {', '.join(legs) or 'none'}."
            )
            page.refuse(read.line_of("leg"), "unknown-leg", message, read.record.leg)

    def _take_links(self, value: Value, page: Page) -> None:
        for _, item in _sorted_out(value, page, ("link",)):
            self._take_link(item, page)

    def _take_link(self, value: Value, page: Page) -> None:
        read = forms.LINK.read(value, page)
        if read:
            link = read.record
            page.give("link", f"{link.source} {link.relation} {link.target}", read.line)
            self.links[link] = page, read.line

    def _refuse_loop(self) -> None:
        loop = find_loop(self.nodes, self.links)
        if loop is None:
            return
        closing = next(
            link for link in self.links if (link.source, link.target) == (loop[-2], loop[-1])
        )
        page, line = self.links[closing]
        message = (
            f"The chain has a loop: {' supports '.join(loop)}. No step can support itself; "
            "remove or change one of these links."
        )
        page.refuse(line, "chain-loop", message, f"{closing.source} supports {closing.target}")

    def _take_concepts(self, value: Value, page: Page) -> None:
        for sort, item in _sorted_out(value, page, ("scheme", "concept")):
            if sort == "scheme":
                self.schemes += _records(forms.SCHEME, item, page)
            elif read := forms.CONCEPT.read(item, page):
                page.mention("scheme", read.record.scheme, read.line)
                self.concepts.append(read.record)

    def _take_matrices(self, value: Value, page: Page) -> None:
        matrix: Matrix | None = None
        cells: list[Cell] = []
        for sort, item in _sorted_out(value, page, ("matrix", "cell")):
            if sort == "matrix":
                self._close_matrix(matrix, cells)
                matrix = next(iter(_records(forms.MATRIX, item, page)), None)
            elif read := forms.CELL.read(item, page):
                _refuse_misplaced(read, matrix, page)
                cells.append(read.record)
        self._close_matrix(matrix, cells)

    def _close_matrix(self, matrix: Matrix | None, cells: list[Cell]) -> None:
        if matrix is not None:
            self.matrices.append(replace(matrix, cells=tuple(cells)))
        cells.clear()

    def _take_responses(self, value: Value, page: Page) -> None:
        self.responses += _records(forms.RESPONSE, value, page)

    def _take_verdicts(self, value: Value, page: Page) -> None:
        for read in _reads(forms.VERDICT, value, page):
            verdict = read.record
            who = f"{verdict.claim} × {verdict.work} by {verdict.reader} at {verdict.read_at}"
            page.give("verdict", who, read.line)
            self.verdicts.append(verdict)

    def _take_wordings(self, value: Value, page: Page) -> None:
        for read in _reads(forms.WORDING, value, page):
            page.give("wording", read.record.sha256, read.line)
            self.wordings.append(read.record)

    def _take_waivers(self, value: Value, page: Page) -> None:
        for read in _reads(forms.WAIVER, value, page):
            page.give("waiver", f"{read.record.check} × {read.record.subject}", read.line)
            self.waivers.append(read.record)

    def _take_waiting_excerpts(self, value: Value, page: Page) -> None:
        self.waiting_excerpts += _records(forms.WAITING_EXCERPT, value, page)


def _reads(form: Form[R], value: Value, page: Page, **context: Any) -> Iterator[Read[R]]:
    for item in _items(value, page):
        read = form.read(item, page, **context)
        if read is not None:
            yield read


def _records(form: Form[R], value: Value, page: Page) -> list[R]:
    return [read.record for read in _reads(form, value, page)]


def _items(value: Value, page: Page) -> tuple[Value, ...]:
    match value:
        case Items(items=items):
            return items
        case Entries():
            return (value,)
    message = "A list of records is wanted here, each beginning with “- ”."
    page.refuse(value.line, "not-a-list", message, value.text)
    return ()


def _sorted_out(value: Value, page: Page, sorts: tuple[str, ...]) -> Iterator[tuple[str, Value]]:
    """Each record with the key that tells its sort; one without such a key is refused."""
    for item in _items(value, page):
        keys = item.entries if isinstance(item, Entries) else {}
        sort = next((sort for sort in sorts if sort in keys), None)
        if sort is not None:
            yield sort, item
            continue
        wanted = " or ".join(f"“{sort}”" for sort in sorts)
        raw = next(iter(keys), item.text if isinstance(item, Text) else "")
        message = f"A record of this file begins with {wanted}; this one does not."
        page.refuse(item.line, "missing-key", message, raw)


def _refuse_misplaced(read: Read[Cell], matrix: Matrix | None, page: Page) -> None:
    cell = read.record
    if matrix is None:
        page.refuse(
            read.line, "missing-matrix", "A cell stands after its matrix; none came before."
        )
        return
    for id_, scheme, what in (
        (cell.row, matrix.rows, "row"),
        (cell.column, matrix.columns, "column"),
    ):
        if id_.partition("/")[0] != scheme:
            message = f"The {what} “{id_}” is not of the scheme “{scheme}”."
            page.refuse(read.line_of("cell"), "other-scheme", message, id_)
    states = [state for state, _ in matrix.states]
    if cell.state not in states:
        message = f"“{cell.state}” is not a state of this matrix; it has: {', '.join(states)}."
        page.refuse(read.line_of("state"), "not-allowed", message, cell.state)


def _without_withheld(work: Work, page: Page, line: int) -> Work:
    bare = shown(work)
    if bare != work:
        message = (
            f"The address of “{work.key}” is to be withheld, and one stands here or in "
            f"{files.WORKS}. It was left out; remove it from the file."
        )
        page.warn(line, "withheld-address", message, work.key)
    return bare
