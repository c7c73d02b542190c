"""The ledger of one reading: what is wrong where, which ids are given and which are referred to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from bib.problems import Problem

MOST_PROBLEMS = 1000
_LONGEST_RAW = 120
# Looking for a near match takes time with every id there is; after so many, mending comes first.
_MOST_SUGGESTIONS = 20

# Ids of one space must differ, because one of them may stand wherever another may.
_SPACES = {
    "work": "work",
    "alias": "work",
    "claim": "evidence",
    "node": "evidence",
    "limitation": "evidence",
}
# Where one sort is wanted, records of these will do.
_ANSWERS_TO = {"step": ("claim", "node"), "term": ("concept",)}
# Made of several parts, of which some tell upper from lower case.
_EXACT = {"link", "verdict", "waiver"}


@dataclass(frozen=True, slots=True)
class Given:
    """An id that was given to a record, and where."""

    sort: str
    id: str
    file: str
    line: int


@dataclass(slots=True)
class Ledger:
    """Collects while files are read; `settle` then tells which references lead nowhere."""

    problems: list[Problem] = field(default_factory=list)
    refusals: int = 0
    _given: dict[tuple[str, str], Given] = field(default_factory=dict)
    _spaces: dict[str, dict[str, Given]] = field(default_factory=dict)
    _mentions: list[Given] = field(default_factory=list)
    _unlisted: list[Problem] = field(default_factory=list)
    _unread: set[str] = field(default_factory=set)
    _suggestions: int = 0

    @property
    def is_full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.problems) >= MOST_PROBLEMS

    def page(self, file: str) -> Page:
        """A view of the ledger for one file."""
        return Page(self, file)

    def add(self, problem: Problem) -> None:
        """Note a problem; past the most a person could want, only count."""
        self.refusals += problem.is_refusal
        if self.is_full:
            self._unlisted.append(problem)
            del self._unlisted[1:]
        else:
            self.problems.append(problem)

    def find(self, sort: str, id_: str) -> Given | None:
        """The record of that sort with exactly that id."""
        for answer in _ANSWERS_TO.get(sort, (sort,)):
            given = self._given.get((answer, id_))
            if given is not None:
                return given
        return None

    def in_order(self, files: list[str]) -> tuple[Problem, ...]:
        """The problems file by file, each from top to bottom."""
        places = {file: place for place, file in enumerate(files)}
        listed = sorted(
            self.problems, key=lambda each: (places.get(each.file, -1), each.file, each.line)
        )
        message = f"There are more than {MOST_PROBLEMS} problems; the rest is not listed."
        return *listed, *(
            replace(first, code="more-problems", message=message, is_refusal=self.refusals > 0)
            for first in self._unlisted
        )

    def give(self, given: Given) -> None:
        """Note that a record has this id; an id given before, in whatever case, is refused."""
        self._given.setdefault((given.sort, given.id), given)
        space = self._spaces.setdefault(_space(given.sort), {})
        first = space.setdefault(_folded(given.sort, given.id), given)
        if first is given:
            return
        other = f"is “{first.id[:_LONGEST_RAW]}” but for case"
        why = "is given twice" if first.id == given.id else other
        message = (
            f"The {given.sort} “{given.id[:_LONGEST_RAW]}” {why}; the first is a {first.sort} in "
            f"{first.file} line {first.line}. Change or remove one of them."
        )
        self.page(given.file).refuse(given.line, "duplicate-id", message, given.id)

    def mention(self, given: Given) -> None:
        """Note a reference, to be settled when all files are read."""
        self._mentions.append(given)

    def leave_open(self, sorts: Iterable[str]) -> None:
        """Note that a file could not be read which may have given ids of these sorts."""
        self._unread.update(sorts)

    def settle(self) -> None:
        """Refuse every reference to an id that no record has, as far as all were read."""
        for mention in self._mentions:
            if self._unread.intersection(_ANSWERS_TO.get(mention.sort, (mention.sort,))):
                continue
            if self.find(mention.sort, mention.id) is None and not self._is_free(mention):
                self.page(mention.file).refuse(
                    mention.line, f"unknown-{mention.sort}", self._unknown(mention), mention.id
                )

    def _is_free(self, mention: Given) -> bool:
        """Whether a term belongs to a scheme that this corpus does not list."""
        return mention.sort == "term" and not self.find("scheme", mention.id.partition("/")[0])

    def _unknown(self, mention: Given) -> str:
        what = {"step": "claim or node", "term": "concept"}.get(mention.sort, mention.sort)
        sentence = f"There is no {what} “{mention.id[:_LONGEST_RAW]}” in this corpus"
        alias = self.find("alias", mention.id) if mention.sort == "work" else None
        if alias is not None:
            return f"{sentence}; it is an older key, see {alias.file} line {alias.line}."
        near = self._near(mention)
        return f"{sentence}. Is “{near}” meant?" if near else f"{sentence}. Add it or mend the id."

    def _near(self, mention: Given) -> str | None:
        answers = _ANSWERS_TO.get(mention.sort, (mention.sort,))
        space = self._spaces.get(_space(answers[0]), {})
        same = space.get(_folded(answers[0], mention.id))
        if same is not None and same.sort in answers:
            return same.id
        if self._suggestions >= _MOST_SUGGESTIONS or self.is_full:
            return None
        self._suggestions += 1
        return nearest(mention.id, [given.id for given in space.values() if given.sort in answers])


@dataclass(frozen=True, slots=True)
class Page:
    """The ledger as one file sees it."""

    ledger: Ledger
    file: str

    def refuse(self, line: int, code: str, message: str, raw: str = "") -> None:
        """Note what keeps the corpus from being taken."""
        self._note(line, code, message, raw, is_refusal=True)

    def warn(self, line: int, code: str, message: str, raw: str = "") -> None:
        """Note what is odd and does not stand in the way."""
        self._note(line, code, message, raw, is_refusal=False)

    def _note(self, line: int, code: str, message: str, raw: str, *, is_refusal: bool) -> None:
        self.ledger.add(
            Problem(
                file=self.file,
                line=line,
                code=code,
                message=message,
                raw=raw[:_LONGEST_RAW],
                is_refusal=is_refusal,
            )
        )

    def give(self, sort: str, id_: str, line: int) -> None:
        """Note that a record has this id."""
        self.ledger.give(Given(sort, id_, self.file, line))

    def mention(self, sort: str, id_: str, line: int) -> None:
        """Note that this id is referred to."""
        self.ledger.mention(Given(sort, id_, self.file, line))


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that a slip of the hand would turn into this one."""
    if len(word) > 100:
        return None
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.7)), None)


def _space(sort: str) -> str:
    return _SPACES.get(sort, sort)


def _folded(sort: str, id_: str) -> str:
    return id_ if sort in _EXACT else id_.casefold()
