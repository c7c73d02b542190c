"""What a field may hold that names a record: its own id, ids of others, pairs and steps of ids."""

# ruff: noqa: D102 - what `read` and `write` do is told once, in `Kind`.

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.chains import Relation
from evidence.claims import checked_id
from evidence.errors import InvalidRecordError
from evidence.figures import FigureId, figure_id, parse_figure_id
from tracker.corpora.kinds import SHOWN, AnyText, items_of
from tracker.corpora.ledger import Page
from tracker.corpora.plain_yaml import Text, Value
from tracker.corpora.yaml_text import Row, Yaml
from tracker.errors import UnwritableCorpusError

_WORD = re.compile(r"[^\s\x00-\x1f]+")
_RELATIONS = {relation.value for relation in Relation}
_PAIR = re.compile(r"(\S+)\s+[×x]\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Name:
    """The id of the record itself."""

    sort: str

    def read(self, value: Value, page: Page) -> str:
        word = _word(value, page)
        try:
            checked_id(self.sort, word[:201] or "-")
        except InvalidRecordError as error:
            page.refuse(value.line, "bad-id", str(error), word)
        if word:
            page.give(self.sort, word, value.line)
        return word

    def write(self, value: str) -> Yaml:
        try:
            return checked_id(self.sort, value)
        except InvalidRecordError as error:
            raise UnwritableCorpusError(f"{self.sort} “{value}”", error.why) from error


@dataclass(frozen=True, slots=True)
class Aliases:
    """Older keys of the record itself; like citekeys, they may hold what an id may not."""

    sort: str = "alias"

    def read(self, value: Value, page: Page) -> tuple[str, ...]:
        return tuple(self._given(item, page) for item in items_of(value))

    def write(self, value: tuple[str, ...]) -> Yaml:
        return Row(_checked_word(word) for word in value)

    def _given(self, value: Value, page: Page) -> str:
        word = _word(value, page)
        if word:
            page.give(self.sort, word, value.line)
        return word


@dataclass(frozen=True, slots=True)
class TermOf:
    """A term of one scheme, without the scheme's id."""

    scheme: str

    def read(self, value: Value, page: Page) -> str:
        term = AnyText().read(value, page)
        page.mention("term", f"{self.scheme}/{term}", value.line)
        return term

    def write(self, value: str) -> Yaml:
        return value


@dataclass(frozen=True, slots=True)
class Term:
    """The id of a concept: its scheme, a slash and a term."""

    def read(self, value: Value, page: Page) -> str:
        word = _word(value, page)
        if word and not _is_term(word):
            page.refuse(
                value.line,
                "bad-id",
                f"“{word[:SHOWN]}” is no concept id: “scheme/term” is wanted.",
                word,
            )
        elif word:
            page.give("concept", word, value.line)
        return word

    def write(self, value: str) -> Yaml:
        if not _is_term(value):
            raise UnwritableCorpusError(f"concept “{value}”", "its id is not “scheme/term”")
        return value


@dataclass(frozen=True, slots=True)
class Mention:
    """The id of another record; `sort` is empty where it is any word."""

    sort: str = ""

    def read(self, value: Value, page: Page) -> str:
        word = _word(value, page)
        if word and self.sort:
            page.mention(self.sort, word, value.line)
        return word

    def write(self, value: str) -> Yaml:
        return _checked_word(value)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Ids of other records; one id alone may stand without brackets."""

    sort: str = ""

    def read(self, value: Value, page: Page) -> tuple[str, ...]:
        return tuple(Mention(self.sort).read(item, page) for item in items_of(value))

    def write(self, value: tuple[str, ...]) -> Yaml:
        return Row(_checked_word(word) for word in value)


@dataclass(frozen=True, slots=True)
class FigureIds:
    """Figures of claims as `claim-id#2`; the claim alone stands for its first figure."""

    def read(self, value: Value, page: Page) -> tuple[FigureId, ...]:
        return tuple(self._mentioned(item, page) for item in items_of(value))

    def write(self, value: tuple[FigureId, ...]) -> Yaml:
        return Row(_checked_word(word) for word in value)

    def _mentioned(self, value: Value, page: Page) -> FigureId:
        claim, place = parse_figure_id(_word(value, page))
        if claim:
            page.mention("claim", claim, value.line)
        return figure_id(claim, place)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ids with `×` (or the letter x) between them; the second may be any text of one line."""

    first: str = ""
    second: str = ""

    def read(self, value: Value, page: Page) -> tuple[str, str]:
        text = AnyText().read(value, page)
        match = _PAIR.fullmatch(text)
        if match is None:
            page.refuse(
                value.line,
                "bad-pair",
                f"“{text[:SHOWN]}” is no pair: two ids with “ × ” between them are wanted.",
                text,
            )
            return "", ""
        for sort, id_ in zip((self.first, self.second), match.groups(), strict=True):
            if sort:
                page.mention(sort, id_, value.line)
        return match[1], match[2]

    def write(self, value: tuple[str, str]) -> Yaml:
        text = f"{value[0]} × {value[1]}"
        match = _PAIR.fullmatch(text)
        if match is None or match.groups() != value:
            raise UnwritableCorpusError(f"the pair “{text}”", "its first part is not one word")
        return text


@dataclass(frozen=True, slots=True)
class Step:
    """A link's source, relation and target."""

    def read(self, value: Value, page: Page) -> tuple[str, Relation, str]:
        text = AnyText().read(value, page)
        words = text.split()
        if len(words) != 3 or words[1] not in _RELATIONS:
            page.refuse(
                value.line,
                "bad-link",
                f"“{text[:SHOWN]}” is no link: an id, a relation and an id are wanted, the "
                f"relation being one of: {', '.join(Relation)}.",
                text,
            )
            return "", Relation.SUPPORTS, ""
        page.mention("step", words[0], value.line)
        page.mention("step", words[2], value.line)
        return words[0], Relation(words[1]), words[2]

    def write(self, value: tuple[str, Relation, str]) -> Yaml:
        source, relation, target = value
        return f"{_checked_word(source)} {relation.value} {_checked_word(target)}"


def _word(value: Value, page: Page) -> str:
    word = AnyText().read(value, page).strip()
    if isinstance(value, Text) and not _WORD.fullmatch(word):
        page.refuse(
            value.line,
            "bad-id",
            f"“{word[:SHOWN]}” is not one id: an id has no spaces; several stand in "
            "brackets, with commas between them.",
            word,
        )
        return ""
    return word


def _checked_word(word: str) -> str:
    if not _WORD.fullmatch(word):
        raise UnwritableCorpusError(f"the id “{word}”", "an id is one word without spaces")
    return word


def _is_term(word: str) -> bool:
    scheme, slash, term = word.partition("/")
    return bool(scheme and slash and term and _WORD.fullmatch(word)) and len(word) <= 200
