"""Works found again by citekey, alias, identifier or title, and what becomes of a new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bib.citekeys import fold
from bib.duplicates.comparison import NAMING
from bib.duplicates.decision import Judgement, State, judge
from bib.duplicates.portraits import portrait
from bib.duplicates.words import letters_of, words_of
from bib.merging import FIELD_DIFFERS, is_plainly_another, is_same_title, merge
from bib.problems import Doubt
from bib.works import Citekey, Work

# Works that share one title, as editorials do, are too many to be judged each.
_MOST_JUDGED = 20


class Outcome(StrEnum):
    """What becomes of an incoming work."""

    ADDED = "added"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What becomes of an incoming work: `work` is the one to keep, as it is to be kept.

    For a refused one it is the work that stands in its way. `doubts` say why it was refused, or
    what differs between the two. `near` are works at hand, by citekey, that may be the same one, or
    another version of it.
    """

    outcome: Outcome
    work: Work
    doubts: tuple[Doubt, ...] = ()
    near: tuple[tuple[Citekey, Judgement], ...] = ()


class Holdings:
    """The works at hand, to look an incoming one up in; it grows with each that is placed."""

    def __init__(self, works: Iterable[Work] = ()) -> None:
        self._by_key: dict[str, Work] = {}
        self._by_alias: dict[str, str] = {}
        self._by_doi: dict[str, str] = {}
        self._alike: defaultdict[object, dict[str, None]] = defaultdict(dict)
        for work in works:
            self._keep(work)

    def find(self, key: str) -> Work | None:
        """The work of that key or alias, case aside."""
        folded = fold(key)
        return self._by_key.get(folded) or self._by_key.get(self._by_alias.get(folded, ""))

    def place(self, incoming: Work, *, origin: str = "") -> Placement:
        """Decide what becomes of a work, and hold it from here on.

        A key that differs only in case from one at hand, or that another work has, is refused. A
        DOI at hand under another key is the same work if the titles agree; otherwise both are kept
        and the doubt told. What is a duplicate for certain is merged, its fields getting `origin`;
        what may be one is kept, and told in `near`.
        """
        incoming, doubts = self._with_free_aliases(incoming)
        placement = self._placed(incoming, origin)
        if doubts:
            placement = replace(placement, doubts=(*doubts, *placement.doubts))
        if placement.outcome in {Outcome.ADDED, Outcome.MERGED}:
            self._keep(placement.work)
        return placement

    def _placed(self, incoming: Work, origin: str) -> Placement:
        if namesake := self.find(incoming.key):
            if incoming.key == namesake.key or incoming.key in namesake.aliases:
                return _merged(namesake, incoming, origin)
            why = f"differs only in case from “{namesake.key}”, which is taken"
            return _refused("key-differs-in-case", incoming, namesake, why)
        for alias in incoming.aliases:
            if other := self.find(alias):
                return _merged(other, incoming, origin)
        doi = incoming.ids.get("doi", "")
        if other := self._by_key.get(self._by_doi.get(doi, "")):
            if is_same_title(other.title, incoming.title):
                return _merged(other, incoming, origin)
            message = (
                f"The DOI {doi} is also that of “{other.key}”, whose title is another: "
                f"“{other.title[:120]}”. Both are kept; one of the two DOIs must be wrong."
            )
            doubt = Doubt(code="same-doi", field="doi", message=message)
            return Placement(outcome=Outcome.ADDED, work=incoming, doubts=(doubt,))
        return self._among_those_alike(incoming, origin)

    def _with_free_aliases(self, incoming: Work) -> tuple[Work, tuple[Doubt, ...]]:
        """The work without other keys that belong to a work at hand which is not the same."""
        namesake = self.find(incoming.key)
        taken = {
            alias: holder.key
            for alias in incoming.aliases
            if (holder := self.find(alias))
            and holder is not namesake
            and (namesake or not is_same_title(holder.title, incoming.title))
        }
        if not taken:
            return incoming, ()
        doubts = tuple(
            Doubt(
                code="alias-taken",
                field="ids",
                message=f"The key “{alias}” that it also goes by is that of “{key}” and stays so.",
            )
            for alias, key in taken.items()
        )
        free = tuple(alias for alias in incoming.aliases if alias not in taken)
        return replace(incoming, aliases=free), doubts

    def _among_those_alike(self, incoming: Work, origin: str) -> Placement:
        alike = {key for trait in _traits(incoming) for key in self._alike.get(trait, ())}
        if not alike:
            return Placement(outcome=Outcome.ADDED, work=incoming)
        own = portrait(incoming)
        judged = [
            (self._by_key[key], judgement)
            for key in sorted(alike)[:_MOST_JUDGED]
            if (judgement := judge(portrait(self._by_key[key]), own))
        ]
        certain = [other for other, each in judged if each.state is State.CERTAIN]
        if len(certain) == 1 and not any(each.state is State.VERSION for _, each in judged):
            return _merged(certain[0], incoming, origin)
        near = tuple((other.key, each) for other, each in judged)
        return Placement(outcome=Outcome.ADDED, work=incoming, near=near)

    def _keep(self, work: Work) -> None:
        folded = fold(work.key)
        self._by_key[folded] = work
        for alias in work.aliases:
            self._by_alias.setdefault(fold(alias), folded)
        if doi := work.ids.get("doi"):
            self._by_doi.setdefault(doi, folded)
        for trait in _traits(work):
            self._alike[trait][folded] = None


def _traits(work: Work) -> Iterator[object]:
    """What a duplicate of the work would share with it."""
    for kind in NAMING:
        if value := work.ids.get(kind):
            yield kind, value
    if letters := letters_of(words_of(work.title)):
        yield letters


def _merged(existing: Work, incoming: Work, origin: str) -> Placement:
    if incoming.block is not None and incoming.block == existing.block:
        return Placement(outcome=Outcome.UNCHANGED, work=existing)
    if incoming.key == existing.key and is_plainly_another(existing, incoming):
        why = f"is taken by another work: “{existing.title[:120]}”"
        return _refused("key-of-another-work", incoming, existing, why)
    merging = merge(existing, incoming, origin=origin)
    differs = any(doubt.code == FIELD_DIFFERS for doubt in merging.conflicts)
    is_changed = merging.work is not existing or differs
    outcome = Outcome.MERGED if is_changed else Outcome.UNCHANGED
    return Placement(outcome=outcome, work=merging.work, doubts=merging.conflicts)


def _refused(code: str, incoming: Work, in_the_way: Work, why: str) -> Placement:
    doubt = Doubt(code=code, message=f"The key “{incoming.key}” {why}; give it another key.")
    return Placement(outcome=Outcome.REFUSED, work=in_the_way, doubts=(doubt,))
