"""Read the notices on the library's works from a file of Retraction Watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bib.encoding import decode
from bib.problems import Problem
from bib.sources.records import Notice
from bib.sources.retraction_watch import read_retraction_watch
from tracker.errors import UnreadableFileError
from tracker.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNotices:
    """Notices by citekey; `rows` the file has, `works` that could be compared with them."""

    notices: Mapping[str, tuple[Notice, ...]]
    rows: int
    works: int
    problems: tuple[Problem, ...]


def read_notices(library: Library, path: Path) -> ReadNotices:
    """Compare the file with every work that has a DOI or a PubMed number.

    Raises `UnreadableFileError`, `NotABibliographyError`, `UnreadableTextError`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, (error.strerror or "it cannot be read").lower()) from error
    with library.reading() as records:
        works = records.works()
    names = {
        work.key: [f"{kind}:{work.ids[kind]}" for kind in ("doi", "pmid") if kind in work.ids]
        for work in works
    }
    text = decode(data, path=str(path)).text
    wanted = [name for own in names.values() for name in own]
    found = read_retraction_watch(text, file=str(path), wanted=wanted)
    notices = {
        key: tuple(dict.fromkeys(each for name in own for each in found.notices.get(name, ())))
        for key, own in names.items()
    }
    return ReadNotices(
        notices={key: said for key, said in notices.items() if said},
        rows=found.rows,
        works=sum(1 for own in names.values() if own),
        problems=found.problems,
    )
