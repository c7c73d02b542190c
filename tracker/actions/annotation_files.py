"""Annotations as they stand in files: W3C and Hypothesis JSON, and what readers marked in PDFs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from bib.encoding import decode
from bib.works import Citekey
from evidence.anchoring.annotated_sources import sources_of, text_hashes_of
from evidence.anchoring.foreign_annotations import MOST_ROWS, read_annotations, rows_of
from evidence.excerpts import Excerpt, ExcerptId
from evidence.texts import Text
from tracker.errors import UnreadableFileError
from tracker.library import Library
from tracker.storage.attached_files import hash_of
from tracker.texts.annotations import FileAnnotation, words_under
from tracker.texts.taking import take_annotations, take_text

MOST_BYTES = 100_000_000

_PDF_SIGN = b"%PDF-"
_HEAD = 1_024


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAnnotation:
    """One annotation of a file, and what tells the work it is on.

    `read` gives its excerpt once the work is known, or a sentence that says why there is none.
    """

    file: str
    row: int
    read: Callable[[Citekey], Excerpt | str]
    id: str = ""
    file_sha256: str = ""
    text_hashes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def annotations_in(library: Library, path: Path) -> list[FoundAnnotation]:
    """The annotations of one file, told by its content.

    Raises `UnreadableFileError`, `UnreadableTextError`, `TextNotTakenError`.
    """
    data = _bytes_of(path)
    if _PDF_SIGN in data[:_HEAD]:
        return list(_in_pdf(library, path))
    rows = rows_of(_parsed(decode(data, path=str(path)).text, path))
    if len(rows) > MOST_ROWS:
        raise UnreadableFileError(str(path), f"it holds more than {MOST_ROWS:,} annotations")
    return [_in_json(str(path), number, value) for number, value in enumerate(rows, 1)]


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            why = f"it has {size:,} bytes, and more than {MOST_BYTES:,} are not read"
            raise UnreadableFileError(str(path), why)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or str(error)) from error


def _parsed(text: str, path: Path) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        why = f"it is neither a PDF nor JSON ({error.msg}, line {error.lineno})"
        raise UnreadableFileError(str(path), why) from error
    except (ValueError, RecursionError) as error:
        why = "its JSON is nested too deeply, or has numbers that are too long"
        raise UnreadableFileError(str(path), why) from error


def _in_json(file: str, row: int, value: object) -> FoundAnnotation:
    def read(work: Citekey) -> Excerpt | str:
        reading = read_annotations([value], work=work)
        return reading.problems[0].message if reading.problems else reading.excerpts[0]

    stated = value.get("id") if isinstance(value, dict) else ""
    return FoundAnnotation(
        file=file,
        row=row,
        read=read,
        id=stated if isinstance(stated, str) else "",
        text_hashes=text_hashes_of(value),
        sources=sources_of(value),
    )


def _in_pdf(library: Library, path: Path) -> Iterator[FoundAnnotation]:
    marked = take_annotations(path)
    if not marked:
        return
    file_sha256 = hash_of(path)
    with library.reading() as records:
        text = records.text(file_sha256)
    text = text or take_text(path)
    for row, annotation in enumerate(marked, 1):
        yield FoundAnnotation(
            file=str(path),
            row=row,
            read=_reader(annotation, text),
            file_sha256=file_sha256,
            text_hashes=(text.sha256,),
        )


def _reader(annotation: FileAnnotation, text: Text) -> Callable[[Citekey], Excerpt | str]:
    def read(work: Citekey) -> Excerpt | str:
        return _of_mark(annotation, text, work)

    return read


def _of_mark(annotation: FileAnnotation, text: Text, work: Citekey) -> Excerpt | str:
    """The excerpt of a mark in a PDF; one without words is of use only with a comment."""
    words = words_under(annotation, text)
    comment = annotation.comment.strip()
    if words is None and not comment:
        return f"The {annotation.kind} on page {annotation.page + 1} lies on no words."
    boxes = [list(box) for box in annotation.boxes]
    page = next((each for each in text.pages if each.index == annotation.page), None)
    excerpt = Excerpt(
        id=_id(work, annotation),
        claim="",
        work=work,
        page=page.name if page else str(annotation.page + 1),
        comment=comment,
        colour=annotation.colour,
        by=annotation.author,
        made_at=annotation.made_at,
        position=json.dumps({"pageIndex": annotation.page, "rects": boxes}),
    )
    if words is None:
        return excerpt
    quote = " ".join(words.quote.split())
    return replace(excerpt, quote=quote, start=words.start, end=words.end, text_sha256=text.sha256)


def _id(work: Citekey, annotation: FileAnnotation) -> ExcerptId:
    """The same for the same mark in any copy of the file, also when its comment is changed."""
    name = annotation.id or f"{annotation.kind}\0{annotation.page}\0{annotation.boxes}"
    return ExcerptId(
        f"{work}-annotation-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"
    )
