"""The fields of the Whoosh index, and what a document puts into them.

`content` holds the stems of everything a document says, its title twice, with positions; `exact`
the same words unstemmed, for prefixes, wildcards, fuzzy words and suggestions, which stems would
spoil (`governan*` would miss the stem `govern`). `title` and `title_exact` are the same for titles
alone, `author` holds names unstemmed. The rest are keywords. `ref` names the document.

Terms are cut here rather than in Whoosh's analysis chain, which takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from whoosh import columns, formats
from whoosh.fields import FieldType, Schema

from tracker.search.document import Document
from tracker.search.tree import KEYWORD_FIELDS
from tracker.search.words import all_forms, slug

# Raised whenever terms, fields or files change: an index of another form is built anew.
FORM = 2

# A term every document has in each field in which it has any.
PRESENT = "\0"

# Positions between two passages, so that no phrase reaches from one into the next.
_GAP = 100
_TITLE_REPEATS = 2


class _Positioned(FieldType):  # type: ignore[misc]
    """Terms with their positions."""

    def __init__(self, *, scorable: bool) -> None:
        super().__init__(formats.Frequency(), None, scorable=scorable)


class _Terms(FieldType):  # type: ignore[misc]
    """Terms that are there or not."""

    def __init__(self, *, column: Any = None) -> None:
        super().__init__(formats.Existence(), None, sortable=column)


def schema() -> Any:
    """The fields, as Whoosh wants them."""
    return Schema(
        ref=_Terms(column=columns.VarBytesColumn()),
        content=_Positioned(scorable=True),
        exact=_Terms(),
        title=_Positioned(scorable=True),
        title_exact=_Terms(),
        author=_Positioned(scorable=False),
        year=_Terms(),
        **{name: _Terms() for name in KEYWORD_FIELDS},
    )


def is_positioned(name: str) -> bool:
    """Whether a field keeps positions; the others only tell that a term is there."""
    return name in {"content", "title", "author"}


def reference(type_: str, id_: str) -> str:
    """The name of a document in the index."""
    return f"{type_}\t{id_}".encode("utf-8", "replace").decode()


def fields(document: Document) -> dict[str, Any]:
    """What a document puts into each field."""
    said = _Said()
    for _ in range(_TITLE_REPEATS):
        said.add(document.title)
    for passage in document.body:
        said.add(passage)
    title = _Said()
    title.add(document.title)
    found: dict[str, Any] = {
        "content": said.stems,
        "exact": said.exact,
        "title": _marked(title.stems),
        "title_exact": title.exact,
        "author": _marked(_names(document.authors)),
        "year": {f"{document.year:04d}", PRESENT} if document.year is not None else set(),
        "type": {slug(document.type)},
        "kind": _keywords(document.kinds),
        "cites": _keywords(document.cites),
        "limitation": _keywords(document.limitations),
        "concept": _keywords(
            name for id_ in document.concepts for name in (id_, id_.rpartition("/")[2])
        ),
        "work": _keywords(document.works),
        "state": _keywords(document.states),
    }
    return {"ref": reference(document.type, document.id)} | {
        name: value for name, value in found.items() if value
    }


class _Said:
    """Stems with positions and bare words, gathered passage by passage."""

    def __init__(self) -> None:
        self.stems: dict[str, list[int]] = {}
        self.exact: set[str] = set()
        self._at = 0

    def add(self, passage: str) -> None:
        at, stems, exact = self._at, self.stems, self.exact
        for parts, whole, roots, whole_root in all_forms(passage):
            exact.update(parts)
            for root in roots:
                if root in stems:
                    stems[root].append(at)
                else:
                    stems[root] = [at]
                at += 1
            if whole:
                exact.add(whole)
                stems.setdefault(whole_root, []).append(at - 1)
        self._at = at + _GAP


def _names(names: Iterable[str]) -> dict[str, list[int]]:
    """Names in the order given and turned round, so that `"Flynn Asher"` is a phrase as well."""
    found: dict[str, list[int]] = {}
    at = 0
    for name in names:
        given, _, family = name.rpartition(" ")
        for order in (name, f"{family} {given}") if given else (name,):
            for forms in all_forms(order):
                for part in forms.parts:
                    found.setdefault(part, []).append(at)
                    at += 1
                if forms.whole:
                    found.setdefault(forms.whole, []).append(at - 1)
            at += _GAP
    return found


def _marked(terms: dict[str, list[int]]) -> dict[str, list[int]]:
    return {**terms, PRESENT: [0]} if terms else {}


def _keywords(values: Iterable[str]) -> set[str]:
    slugs = {slug(value) for value in values} - {""}
    return slugs | {PRESENT} if slugs else slugs
