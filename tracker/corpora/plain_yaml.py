"""Reading YAML of the plainest kind: texts, lists and mappings, each with its line.

Every scalar is text here; what a field wants it to be is the field's business. Whatever makes YAML
surprising or dangerous (anchors, aliases, tags, several documents, depth) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Any

import yaml

from tracker.corpora.ledger import Page

DEEPEST = 8
MOST_VALUES = 4_000_000

# libyaml is some twenty times faster and reads the same texts alike, which a test compares.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LIKE_A_HASHTAG = re.compile(r"(?<=\S)[ \t]+#(?=[^\s#])")
_NOT_ALLOWED = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, as written."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; `lines` tells where each key stands."""

    line: int
    entries: dict[str, Value]
    lines: dict[str, int]


Value = Text | Items | Entries


class _NotPlainError(Exception):
    """Something that YAML allows and the corpus form does not."""

    def __init__(self, line: int, code: str, message: str) -> None:
        self.line, self.code, self.message = line, code, message
        super().__init__(message)


def read_yaml(text: str, page: Page) -> Value | None:
    """The one value that stands in a text; `None` where there is none or it had to be refused."""
    stranger = _NOT_ALLOWED.search(text)
    if stranger:
        _refuse_character(text, stranger, page)
        return None
    try:
        return _Assembly(_Remarks(text, page)).value_of(yaml.parse(text, Loader=_LOADER))
    except _NotPlainError as error:
        page.refuse(error.line, error.code, error.message, _line_of(text, error.line))
    except yaml.MarkedYAMLError as error:
        _refuse_syntax(text, error, page)
    return None


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; `key` waits for its value."""

    line: int
    is_mapping: bool
    items: list[Value] = field(default_factory=list)
    entries: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None

    def closed(self) -> Value:
        if self.is_mapping:
            return Entries(self.line, self.entries, self.lines)
        return Items(self.line, tuple(self.items))

    def put(self, value: Value) -> None:
        if not self.is_mapping:
            self.items.append(value)
        elif self.key is not None:
            self.entries[self.key] = value
            self.key = None
        elif not isinstance(value, Text):
            raise _NotPlainError(value.line, "not-plain", "A key is a word, not a list or mapping.")
        elif value.text in self.entries:
            raise _NotPlainError(
                value.line,
                "duplicate-key",
                f"The key “{value.text[:100]}” stands twice in one record; the first is in line "
                f"{self.lines[value.text]}. Leave one out.",
            )
        else:
            self.key, self.lines[value.text] = value.text, value.line


class _Assembly:
    """Puts the events of a YAML parser together, without recursion."""

    def __init__(self, remarks: _Remarks) -> None:
        self._remarks = remarks
        self._open: list[_Open] = []
        self._values = 0
        self._documents = 0
        self._whole: Value | None = None

    def value_of(self, events: Iterable[Any]) -> Value | None:
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.ScalarEvent):
                _refuse_decoration(event, line)
                self._remarks.watch(event)
                self._put(Text(line, _words(event)))
            elif isinstance(event, yaml.CollectionStartEvent):
                _refuse_decoration(event, line)
                self._begin(line, is_mapping=isinstance(event, yaml.MappingStartEvent))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._put(self._open.pop().closed())
            else:
                self._pass(event, line)
        return self._whole

    def _begin(self, line: int, *, is_mapping: bool) -> None:
        if len(self._open) >= DEEPEST:
            raise _NotPlainError(
                line, "too-deep", f"Lists and mappings stand more than {DEEPEST} deep here."
            )
        self._open.append(_Open(line, is_mapping))

    def _put(self, value: Value) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            message = f"There are more than {MOST_VALUES:,} values in this file."
            raise _NotPlainError(value.line, "too-many", message)
        if self._open:
            self._open[-1].put(value)
        else:
            self._whole = value

    def _pass(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _NotPlainError(
                line, "not-plain", "Aliases (“*name”) are not allowed; write the value out, or "
                "put a text that begins with “*” in quotes.",
            )  # fmt: skip
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _NotPlainError(
                    line, "not-plain", "A second document (“---”) is not allowed in one file."
                )


class _Remarks:
    """Warns where the end of a text was taken for a remark, because a word in it begins with #."""

    def __init__(self, text: str, page: Page) -> None:
        self._page = page
        self._lines = {
            number: line
            for number, line in enumerate(text.split("\n") if " #" in text else ())
            if _LIKE_A_HASHTAG.search(line)
        }

    def watch(self, event: Any) -> None:
        line = self._lines.get(event.end_mark.line)
        if line is None or event.style in {"'", '"', "|", ">"}:
            return
        if _LIKE_A_HASHTAG.match(line, event.end_mark.column):
            self._page.warn(
                event.end_mark.line + 1,
                "text-or-remark",
                "What comes after a space and “#” is a remark and was not read. If it belongs to "
                "the text, put the text in quotes or after “>-” on a line of its own.",
                line.strip(),
            )


def _refuse_decoration(event: Any, line: int) -> None:
    if event.anchor is not None:
        raise _NotPlainError(
            line, "not-plain", "Anchors (“&name”) are not allowed; put a text that begins with “&” "
            "in quotes.",
        )  # fmt: skip
    if event.tag is not None:
        raise _NotPlainError(
            line, "not-plain", "Tags (“!name”) are not allowed; put a text that begins with “!” in "
            "quotes.",
        )  # fmt: skip


def _words(event: yaml.ScalarEvent) -> str:
    text: str = event.value
    # The line end that closes a block of text is there for the eye; in quotes it would be meant.
    return text.rstrip("\n") if event.style in {"|", ">"} else text


def _refuse_character(text: str, stranger: re.Match[str], page: Page) -> None:
    line = text.count("\n", 0, stranger.start()) + 1
    hint = " Is the file in UTF-16? Save it as UTF-8." if stranger[0] == "\0" else ""
    page.refuse(
        line,
        "control-character",
        f"The character U+{ord(stranger[0]):04X} may not stand in a corpus file; "
        f"write it as an escape in double quotes.{hint}",
        repr(_line_of(text, line))[1:-1],
    )


def _refuse_syntax(text: str, error: yaml.MarkedYAMLError, page: Page) -> None:
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, text.count("\n")) + 1 if mark else 1
    begun = f" (in what begins in line {error.context_mark.line + 1})" if error.context_mark else ""
    hint = (
        " A text that holds a colon and a space wants quotes, or “>-” and a line of its own."
        if "mapping values are not allowed" in (error.problem or "")
        else " Is the file written to its end?"
        if "end" in (error.problem or "")
        else ""
    )
    page.refuse(
        line,
        "not-yaml",
        f"This is not YAML: {error.problem or error.context}{begun}.{hint}",
        _line_of(text, line),
    )


def _line_of(text: str, line: int) -> str:
    return next(islice(StringIO(text), line - 1, None), "").strip()
