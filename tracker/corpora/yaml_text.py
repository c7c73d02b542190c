"""Writing YAML of the plainest kind: one canonical text for every value.

Written by hand and not by PyYAML, so that the bytes of a corpus in Git do not hang on the version
of a library, and so that long texts, which make up most of a corpus, are laid out to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from tracker.errors import UnwritableCorpusError

WIDTH = 88


class Bare(str):
    """A number, a date, yes or no: written without quotes."""

    __slots__ = ()


class Row(tuple[str, ...]):
    """Ids, written side by side where they fit on a line."""

    __slots__ = ()


Yaml: TypeAlias = "str | Sequence[str | Block]"
Block: TypeAlias = "Mapping[str, Yaml]"

_BREAK_PLACE = re.compile(r"(?<=\S) (?=\S)")
_ESCAPED = re.compile(
    '["\\\\]|[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]'
)
_STRANGE = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\", "\0": "\\0"}
_NO_PLAIN_START = re.compile(r"[^\w(“‘„«€£$§/]")
_NO_PLAIN_TEXT = re.compile(r":(?= |$)| #|\n|^ | $")
_NO_PLAIN_IN_BRACES = re.compile(r"[,?:\[\]{}]")
# What some version of YAML reads as a number, a date, a truth value or nothing.
_READ_AS_OTHER = re.compile(
    r"y|n|yes|no|true|false|on|off|null|nan|inf"
    r"|[0-9][0-9_.,:]*(e[-+]?[0-9]*)?|0x[0-9a-f_]*|0o[0-7_]*|0b[01_]*"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)


def record_text(record: Block) -> str:
    """One record of a list, ending in a line end."""
    return "\n".join(_item_lines(record, 0)) + "\n"


def single_text(record: Block) -> str:
    """The one record of a file, ending in a line end."""
    return "\n".join(_entry_lines(record, 0)) + "\n"


def _entry_lines(record: Block, indent: int) -> Iterator[str]:
    for key, value in record.items():
        yield from _value_lines(" " * indent + _scalar(key) + ":", value, indent)


def _value_lines(head: str, value: Yaml, indent: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from _text_lines(head, value, indent)
    elif isinstance(value, Row) and _fits(line := f"{head} {_row(value)}"):
        yield line
    else:
        yield head
        for item in value:
            yield from _list_lines(item, indent + 2)


def _list_lines(item: str | Block, indent: int) -> Iterator[str]:
    if isinstance(item, str):
        yield from _text_lines(" " * indent + "-", item, indent)
    elif (braces := _braces(item)) and _fits(line := " " * indent + "- " + braces):
        yield line
    else:
        yield from _item_lines(item, indent)


def _item_lines(record: Block, indent: int) -> Iterator[str]:
    lines = _entry_lines(record, indent + 2)
    yield " " * indent + "- " + next(lines)[indent + 2 :]
    yield from lines


def _text_lines(head: str, text: str, indent: int) -> Iterator[str]:
    line = f"{head} {_scalar(text)}"
    if isinstance(text, Bare) or not _wants_folding(line, text):
        yield line
        return
    yield head + " >-"
    for count, part in enumerate(text.split("\n")):
        if count:
            yield ""
        if part:
            yield from _wrapped(part, " " * (indent + 2))


def _wants_folding(line: str, text: str) -> bool:
    if "\n" not in text and (_fits(line) or not _BREAK_PLACE.search(text)):
        return False
    parts = text.split("\n")
    keeps_its_ends = parts[0] != "" and parts[-1] != ""
    return keeps_its_ends and not _STRANGE.search(text) and all(p == p.strip(" ") for p in parts)


def _wrapped(text: str, margin: str) -> Iterator[str]:
    words = iter(_BREAK_PLACE.split(text))
    line = margin + next(words)
    for word in words:
        if _fits(longer := f"{line} {word}"):
            line = longer
        else:
            yield line
            line = margin + word
    yield line


def _fits(line: str) -> bool:
    return len(line) <= WIDTH


def _row(words: Row) -> str:
    return "[" + ", ".join(_scalar(word, in_braces=True) for word in words) + "]"


def _braces(record: Block) -> str | None:
    parts = []
    for key, value in record.items():
        if isinstance(value, str):
            parts.append(f"{_scalar(key)}: {_scalar(value, in_braces=True)}")
        elif isinstance(value, Row):
            parts.append(f"{_scalar(key)}: {_row(value)}")
        else:
            return None
    return "{" + ", ".join(parts) + "}"


def _scalar(text: str, *, in_braces: bool = False) -> str:
    if isinstance(text, Bare):
        return text
    is_plain = not (
        text == ""
        or _NO_PLAIN_START.match(text)
        or _NO_PLAIN_TEXT.search(text)
        or _STRANGE.search(text)
        or _READ_AS_OTHER.fullmatch(text)
        or (in_braces and _NO_PLAIN_IN_BRACES.search(text))
    )
    return text if is_plain else f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise UnwritableCorpusError(f"half a character (U+{code:04X})", "UTF-8 has no such text")
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
