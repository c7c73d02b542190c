"""Take annotations made elsewhere as excerpts that wait to be tied to a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from bib.works import Citekey
from evidence.anchoring.annotated_sources import KnownWorks
from evidence.anchoring.web_annotations import OURS
from evidence.excerpts import Excerpt
from evidence.withholding import excerpts_as_shown, withheld_among
from tracker.actions.annotation_files import FoundAnnotation, annotations_in
from tracker.actions.named_records import work_named
from tracker.actions.place_excerpts import Places
from tracker.library import Library
from tracker.storage.records import Records

_OWN_NAME = f"{OURS}excerpt:"
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAnnotation:
    """An annotation that was not taken, and why; `row` counts from 1 in its file."""

    file: str
    row: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedAnnotation:
    """One that says something else by now than the excerpt that was tied to a claim."""

    excerpt: Excerpt
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationsReport:
    """What was taken, or would be; `steps` counts how words were found in attached texts."""

    added: tuple[Excerpt, ...] = ()
    changed: tuple[Excerpt, ...] = ()
    unchanged: int = 0
    tied: tuple[TiedAnnotation, ...] = ()
    left: tuple[LeftAnnotation, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict)


def import_annotations(
    library: Library,
    paths: Sequence[Path],
    *,
    work: str | None = None,
    is_dry_run: bool = False,
    now: datetime,
    why: str = "",
) -> AnnotationsReport:
    """Take the annotations of all files, in one deed; those that are here are not taken twice.

    Each goes to `work`, or to the work whose text, DOI or address it names. An excerpt that still
    waits follows its annotation, one that is tied to a claim is not written over. Raises
    `UnknownWorkError`, `UnreadableFileError`, `UnreadableTextError`, `TextNotTakenError`.
    """
    rows = [row for path in paths for row in annotations_in(library, path)]
    if is_dry_run:
        with library.reading() as records:
            return _Taking(records, rows, work).report()
    with library.deed("import annotations", now=now, why=why) as deed:
        taking = _Taking(deed.records, rows, work)
        deed.records.put_waiting_excerpts(taking.put)
        if taking.put:
            deed.note(files=[path.name for path in paths])
    return taking.report()


class _Taking:
    """The excerpts of all rows, set against those that are here."""

    def __init__(self, records: Records, rows: Sequence[FoundAnnotation], work: str | None) -> None:
        self._records, self._places = records, Places(records)
        works = records.works()
        self._known, self._withheld = KnownWorks(works), withheld_among(works)
        self._named = work_named(records, work).key if work else None
        self._present = _Present(records)
        self.put: list[Excerpt] = []
        self._added: dict[str, Excerpt] = {}
        self._changed: dict[str, Excerpt] = {}
        self._unchanged = 0
        self._tied: list[TiedAnnotation] = []
        self._left: list[LeftAnnotation] = []
        self._steps: Counter[str] = Counter()
        for row in rows:
            self._take(row)

    def report(self) -> AnnotationsReport:
        """What becomes of everything."""
        return AnnotationsReport(
            added=tuple(self._added.values()),
            changed=tuple(self._changed.values()),
            unchanged=self._unchanged,
            tied=tuple(self._tied),
            left=tuple(self._left),
            steps=dict(self._steps),
        )

    def _take(self, row: FoundAnnotation) -> None:
        key, why = self._work_of(row)
        excerpt = row.read(key) if key else why
        if isinstance(excerpt, str) and self._present.knows(row.id):
            # A note without words that was given away from here.
            self._unchanged += 1
            return
        if isinstance(excerpt, str):
            self._left.append(LeftAnnotation(file=row.file, row=row.row, why=excerpt))
            return
        (shown,) = excerpts_as_shown([excerpt], self._withheld)
        self._set_against(shown, self._present.find(excerpt))

    def _work_of(self, row: FoundAnnotation) -> tuple[Citekey | None, str]:
        if self._named:
            return self._named, ""
        files = [row.file_sha256] if row.file_sha256 else []
        files += [
            facts.sha256
            for text_sha256 in row.text_hashes
            for facts in self._records.facts_with_words(text_sha256)
        ]
        attached = (each for file in files for each in self._records.attachments_of_bytes(file))
        found: tuple[str, ...] = tuple(dict.fromkeys(each.work for each in attached))
        found = found or self._known.find(row.sources)
        if len(found) == 1:
            return Citekey(found[0]), ""
        if found:
            several = ", ".join(found[:_MOST_CANDIDATES])
            return None, f"it may be on {several}; name one with --work"
        if row.sources:
            on = f"“{row.sources[0][:200]}”"
            return None, f"no work here is {on}; name the work with --work"
        return None, "nothing tells which work it is on; name the work with --work"

    def _set_against(self, excerpt: Excerpt, present: Excerpt | None) -> None:
        if present is None:
            self._added[excerpt.id] = self._put(excerpt)
            return
        excerpt = replace(excerpt, id=present.id, origin=present.origin or excerpt.origin)
        if _said(excerpt) == _said(present):
            self._unchanged += 1
        elif present.claim:
            self._tied.append(TiedAnnotation(excerpt=excerpt, claim=present.claim))
        else:
            placed = self._put(excerpt)
            into = self._added if excerpt.id in self._added else self._changed
            into[excerpt.id] = placed

    def _put(self, excerpt: Excerpt) -> Excerpt:
        placed, step = self._places.place(excerpt)
        self._steps.update([step] if step else [])
        if placed is excerpt or not placed.text_sha256:
            # A place in some other text says nothing here.
            placed = replace(placed, start=None, end=None, text_sha256="")
        self.put.append(placed)
        self._present.add(placed)
        return placed


class _Present:
    """The excerpts that are here, by id and by the annotation they came from."""

    def __init__(self, records: Records) -> None:
        self._by_name: dict[str, Excerpt] = {}
        for claim in records.claims():
            for each in claim.excerpts:
                self.add(each)
        for each in records.waiting_excerpts():
            self.add(each)

    def add(self, excerpt: Excerpt) -> None:
        """Know one more."""
        self._by_name[excerpt.id] = excerpt
        if excerpt.origin:
            self._by_name[excerpt.origin] = excerpt

    def knows(self, origin: str) -> bool:
        """Whether an annotation is one that we gave away ourselves."""
        return _own_id(origin) in self._by_name

    def find(self, excerpt: Excerpt) -> Excerpt | None:
        """The one that came from the same annotation, or that we gave away ourselves."""
        names = (excerpt.id, excerpt.origin, _own_id(excerpt.origin))
        return next((self._by_name[name] for name in names if name in self._by_name), None)


def _own_id(origin: str) -> str:
    return unquote(origin.removeprefix(_OWN_NAME)) if origin.startswith(_OWN_NAME) else ""


def _said(excerpt: Excerpt) -> tuple[str, ...]:
    return " ".join(excerpt.quote.split()), excerpt.comment, excerpt.colour
