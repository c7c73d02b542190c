"""What biblatex's fields say of other entries: keys a work also goes by, and how it stands to them.

The fields stay as they are; these are read from `ids`, `related`, `crossref` and `xref`. An entry
of data to share (`xdata`) and the members of a set (`entryset`) are no relation between works.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from bib.citekeys import checked_citekey, fold
from bib.errors import InvalidCitekeyError
from bib.works import Related, Work, WorkRelation

OTHER_KEYS = "ids"
_PARENTS = ("crossref", "xref")
_NAMING_OTHERS = {*_PARENTS, "related"}
# A reprint is another version; a translation or a continuation is a work of its own.
_RELATIONS = {
    "reviewof": WorkRelation.REVIEW_OF,
    "reprintof": WorkRelation.VERSION_OF,
    "reprintfrom": WorkRelation.VERSION_OF,
    "reprintas": WorkRelation.VERSION_OF,
    "origpubin": WorkRelation.VERSION_OF,
    "origpubas": WorkRelation.VERSION_OF,
    "correctionof": WorkRelation.NOTICE_ON,
    "erratumof": WorkRelation.NOTICE_ON,
    "retractionof": WorkRelation.NOTICE_ON,
    **{str(relation).replace("-", ""): relation for relation in WorkRelation},
}
_NOT_A_LETTER = re.compile(r"[^a-z]+")


def stated_aliases(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that biblatex takes for this entry's as well, as far as they can be citekeys."""
    found: dict[str, str] = {}
    for text in fields.get(OTHER_KEYS, "").split(","):
        with suppress(InvalidCitekeyError):
            key = checked_citekey(text.strip())
            found.setdefault(fold(key), key)
    return tuple(found.values())


def fields_with_aliases(fields: Mapping[str, str], aliases: Iterable[str]) -> dict[str, str]:
    """The fields with all aliases in `ids`, where one is missing there."""
    stated = {fold(key) for key in stated_aliases(fields)}
    if all(fold(alias) in stated for alias in aliases):
        return dict(fields)
    return {**fields, OTHER_KEYS: ", ".join(aliases)}


def with_relations(work: Work, find: Callable[[str], Work | None]) -> Work:
    """The work with its relations and those its fields state, to works that `find` knows."""
    if not work.related and _NAMING_OTHERS.isdisjoint(work.fields):
        return work
    renamed = (replace(each, work=other.key) for each in work.related if (other := find(each.work)))
    all_ = dict.fromkeys(each for each in (*renamed, *_stated(work, find)) if each.work != work.key)
    return work if tuple(all_) == work.related else replace(work, related=tuple(all_))


def _stated(work: Work, find: Callable[[str], Work | None]) -> Iterator[Related]:
    for name in _PARENTS:
        if name in work.fields and (parent := find(work.fields[name].strip())):
            yield Related(relation=WorkRelation.PART_OF, work=parent.key)
    plain = _NOT_A_LETTER.sub("", work.fields.get("relatedtype", "").casefold())
    if relation := _RELATIONS.get(plain):
        for text in work.fields.get("related", "").split(","):
            if other := find(text.strip()):
                yield Related(relation=relation, work=other.key)
